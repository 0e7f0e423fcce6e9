"""Every code that the program can say has a sentence in both languages."""

import re
from pathlib import Path
from typing import get_args

import pytest

from policydiff import model, words
from policydiff.report.labels import rule_words

SOURCE = "\n".join(p.read_text("utf-8") for p in sorted(Path(words.__file__).parent.rglob("*.py")))


def test_every_note_has_its_sentence():
    codes = set(re.findall(r'\b_?[Nn]ote\(\s*"([a-z-]+)"', SOURCE))
    assert len(codes) > 5
    assert codes <= set(words.NOTES)
    assert all(zh and en and zh != en for zh, en in words.NOTES.values())


@pytest.mark.parametrize(
    ("table", "values"),
    [
        (words.STATUS, model.Status), (words.TARGET_KIND, model.TargetKind), (words.ROLE, model.Role),
        (words.PRESENCE, model.Presence), (words.WORDING, model.Wording), (words.PLACE, model.Place),
        (words.TARGET_STATUS, model.TargetStatus), (words.RESPONSIBILITY_STATUS, model.ResponsibilityStatus),
    ],
)  # fmt: skip
def test_every_value_of_a_facet_has_its_words(table, values):
    assert set(table) == set(get_args(values))


def test_every_rule_of_furniture_has_its_words():
    from policydiff.ingest.clean.furniture import RULES

    for rule in RULES:
        assert rule_words(f"furniture-{rule.name}").zh != f"略去非正文：{rule.name}"
