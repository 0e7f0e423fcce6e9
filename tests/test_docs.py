"""What is derived is in step with what it is derived from, what the pages say holds, and every example runs."""

import importlib.util
import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from types import ModuleType

import pytest

import policydiff

ROOT = Path(__file__).parents[1]
ROOMS = "|".join(p.name for p in (ROOT / "policydiff").iterdir() if (p / "__init__.py").is_file())
PAGES = [*sorted(ROOT.glob("docs/*.md")), *sorted(ROOT.glob("*.md")), ROOT / "corpora" / "README.md"]


def _make() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make", ROOT / "docs" / "make.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


MAKE = _make()


@pytest.mark.parametrize(("path", "text"), MAKE.pages().items(), ids=lambda x: x.name if isinstance(x, Path) else "")
def test_what_is_made_is_in_step(path, text):
    assert path.read_text("utf-8") == text, "run make docs"


def _objects(schema, at=""):
    if isinstance(schema, dict):
        if "properties" in schema:
            yield at, schema
        for key, part in schema.items():
            yield from _objects(part, f"{at}/{key}")


@pytest.mark.parametrize("name", [path.stem for path in sorted((ROOT / "policydiff" / "schemas").glob("*.json"))])
def test_an_object_of_the_json_has_its_fields_and_no_others(name):
    import json

    schema = json.loads((ROOT / "policydiff" / "schemas" / f"{name}.json").read_text("utf-8"))
    for at, one in _objects(schema):
        assert one["additionalProperties"] is False, at


@pytest.mark.parametrize("name", MAKE.schemas())
def test_every_field_says_what_it_means(name):
    silent = [
        f"{at}/{key}"
        for at, one in _objects(MAKE.schemas()[name])
        for key, field in one["properties"].items()
        if not field.get("description")
    ]
    assert not silent, "say what they mean in docs/fields.toml"


def test_the_version_stands_in_one_place():
    assert version("policydiff") == policydiff.__version__
    assert policydiff.__version__ not in (ROOT / "pyproject.toml").read_text("utf-8")
    assert f"## {policydiff.__version__}" in (ROOT / "CHANGELOG.md").read_text("utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_every_path_that_a_page_names_is_there(page):
    """`policydiff/text/`, `docs/make.py`: in code marks, with a folder of the project in front."""
    text = re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL)
    named = re.findall(r"`((?:policydiff|tests|docs|\.ci)/[\w./-]*)`", text)
    named += [f"policydiff/{x}" for x in re.findall(rf"`((?:{ROOMS})/[\w./-]*|\w+\.py)`", text)]
    links = [page.parent / x for x in re.findall(r"\]\(([\w./-]+)\)", text)]
    assert not [x for x in (*named, *links) if "NAME" not in str(x) and not (ROOT / x).exists()]


def test_the_overrides_of_the_readme_are_followed(tmp_path):
    from tests.conftest import CORPORA

    for name in ("README.md", "README.zh.md"):
        block = re.search(
            r"    \[\[clause\]\].*?(?=\n    # corpora/units)", (ROOT / name).read_text("utf-8"), re.DOTALL
        )
        path = tmp_path / "overrides.toml"
        path.write_text(re.sub(r"^    ", "", block[0], flags=re.MULTILINE), "utf-8")
        found = policydiff.compare("2019", "2020", corpus=CORPORA, overrides=path)
        assert [n.code for n in found.notes if n.code.startswith("override")] == ["override-followed"] * 3


EXAMPLES = sorted((ROOT / "docs" / "examples").glob("*.py"))


@pytest.mark.parametrize("script", EXAMPLES, ids=lambda p: p.stem)
def test_an_example_prints_what_it_says_it_does(script):
    """An example ends with a comment that holds what it prints."""
    code, _, expected = script.read_text("utf-8").partition("\n# It prints:\n")
    done = subprocess.run(
        [sys.executable, script], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.stderr == ""
    assert code
    assert done.stdout == re.sub(r"^# ?", "", expected, flags=re.MULTILINE)
