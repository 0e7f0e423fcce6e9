"""Every form of the grammar of targets takes its own examples and leaves the others."""

from __future__ import annotations

import pytest

from policydiff.facts.quantities import find_quantities
from policydiff.facts.targets.context import Site
from policydiff.facts.targets.grammar import FORMS, Form, site_of


def _site(text: str) -> Site:
    return site_of(text, 0, len(text), find_quantities(text)[0])


@pytest.mark.parametrize(
    ("form", "phrase", "yields"),
    [pytest.param(f, phrase, yields, id=f"{f.name}-{phrase}") for f in FORMS for phrase, yields in f.takes],
)
def test_a_form_is_the_first_to_take_its_example(form: Form, phrase: str, yields: str) -> None:
    site = _site(phrase)
    first = next(f for f in FORMS if f.read(site))
    assert first.name == form.name
    frame = form.read(site)
    assert frame is not None
    assert f"{site.words(frame.noun) if frame.noun else '-'} {frame.measure} {frame.direction or '-'}" == yields


@pytest.mark.parametrize(
    ("form", "phrase"),
    [pytest.param(f, phrase, id=f"{f.name}-{phrase}") for f in FORMS for phrase in f.refuses],
)
def test_a_form_leaves_what_only_looks_like_it(form: Form, phrase: str) -> None:
    assert all(form.read(site_of(phrase, 0, len(phrase), q)) is None for q in find_quantities(phrase))


def test_every_form_has_examples_and_a_name_of_its_own() -> None:
    assert all(f.takes and f.refuses for f in FORMS)
    assert len({f.name for f in FORMS}) == len({f.read for f in FORMS}) == len(FORMS)
