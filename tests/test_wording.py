"""Every code that the program can say has one wording, in both languages, and no other module words anything."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

import policydiff
from policydiff import model
from policydiff.ingest.clean.furniture import RULES
from policydiff.wording import Both, codes, columns, interface, notes, sentences

PACKAGE = Path(policydiff.__file__).parent
MODULES = {p.relative_to(PACKAGE).as_posix(): p.read_text("utf-8") for p in sorted(PACKAGE.rglob("*.py"))}
HAN = re.compile("[\u3400-\u9fff]")
# What talks to people; the stages below hold Chinese too, but as what they read.
GATES = {"entries.py"}  # that do nothing but raise errors, and word them
SPEAKERS = tuple(n for n in MODULES if n.startswith("report/") or ("/" not in n and n not in GATES))
KEYS = {key for table in vars(codes).values() if isinstance(table, dict) for key in table}


def test_every_note_has_its_sentence():
    raised = set(re.findall(r'\b_?[Nn]ote\(\s*"([a-z-]+)"', "\n".join(MODULES.values())))
    assert len(raised) > 5
    assert raised <= set(notes.NOTES)


@pytest.mark.parametrize(
    ("table", "values"),
    [
        (codes.STATUS, model.Status), (codes.TARGET_KIND, model.TargetKind), (codes.ROLE, model.Role),
        (codes.PRESENCE, model.Presence), (codes.WORDING, model.Wording), (codes.PLACE, model.Place),
        (codes.TARGET_STATUS, model.TargetStatus), (codes.RESPONSIBILITY_STATUS, model.ResponsibilityStatus),
        (codes.MEASURE, model.Measure), (codes.DIRECTION, model.Direction), (codes.FORM, model.Form),
    ],
)  # fmt: skip
def test_every_value_of_a_facet_has_its_words(table, values):
    assert set(table) == set(get_args(values))


def test_every_rule_of_furniture_has_its_words():
    for rule in RULES:
        assert codes.rule(f"furniture-{rule.name}").zh != f"略去非正文：{rule.name}"


def tables() -> Iterator[tuple[str, Both]]:
    for module in (codes, columns, interface, notes, sentences):
        for name, value in vars(module).items():
            if isinstance(value, Both):
                yield name, value
            elif isinstance(value, dict) and name.isupper():
                yield from ((f"{name}.{key}", said) for key, said in value.items())


def test_every_wording_is_chinese_and_english_with_the_same_places():
    found = list(tables())
    assert len(found) > 200
    for name, said in found:
        assert isinstance(said, Both), name
        assert said.zh, name
        assert said.en, name
        assert not HAN.search(said.en) or name == "WORDS.switch", name
        assert sorted(re.findall(r"\{(\w+)", said.zh)) == sorted(re.findall(r"\{(\w+)", said.en)), name


def test_a_code_that_two_tables_share_is_worded_once():
    for code, said in codes.KINDS.items():
        for table in (codes.PRESENCE, codes.WORDING, codes.PLACE):
            if code in table and code != "same":  # the same words, the same place: two things
                assert table[code] == said
    assert codes.OFFICE_OUTCOME["lost"] == codes.RESPONSIBILITY_STATUS["removed"]


def literals(name: str) -> Iterator[tuple[ast.AST, str]]:
    """The strings of a module that are no docstrings, each with what it stands in."""
    tree = ast.parse(MODULES[name])
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            around = parents[node]
            while isinstance(around, ast.JoinedStr | ast.FormattedValue | ast.BinOp):
                around = parents[around]
            if not isinstance(around, ast.Expr):
                yield around, node.value


def _called(node: ast.AST) -> str:
    return ast.unparse(node.func) if isinstance(node, ast.Call) else ""


def is_raised_or_help(around: ast.AST) -> bool:
    return _called(around).endswith(("Error", "BadParameter")) or (
        isinstance(around, ast.keyword) and around.arg in ("help", "metavar")
    )


@pytest.mark.parametrize("name", SPEAKERS)
def test_no_other_module_holds_words_for_people(name):
    """A sentence is Chinese, or three English words and more; keys, styles and patterns are neither."""
    prose = re.compile(r"[A-Za-z]+,? [a-z]+ [a-z]+")
    for around, text in literals(name):
        if is_raised_or_help(around) or _called(around).endswith(("re.compile", ".split")):
            continue
        spoken = HAN.search(text) or (prose.search(text) and not set(text.split()) <= KEYS)
        assert not spoken or any(a in text for a in ALLOWED.get(name, ())), text


def test_the_stages_word_nothing():
    """Below the report, a pair of a Chinese and an English sentence stands in an error that is raised, and nowhere else."""
    for name in set(MODULES) - set(SPEAKERS) - GATES - {n for n in MODULES if n.startswith("wording/")}:
        for node in ast.walk(ast.parse(MODULES[name])):
            parts = node.elts if isinstance(node, ast.Tuple) else node.args if isinstance(node, ast.Call) else []
            said = [p.value if isinstance(p, ast.Constant) and isinstance(p.value, str) else "" for p in parts[:2]]
            if (
                len(said) == 2
                and HAN.search(said[0])
                and re.fullmatch(r"[A-Za-z' ,;.-]*[a-z]{2}[,;]? [a-z]{2}[A-Za-z' ,;.-]*", said[1])
            ):
                assert _called(node).endswith("Error"), (name, said)


# What looks like words and is none, with the reason.
ALLOWED: dict[str, tuple[str, ...]] = {
    "model.py": ("确保", "力争", "左右", "约束性", "预期性"),  # codes of a target's strength, as documents write them
    "report/office/workbook.py": ("宋体",),  # a font's name
    # labels, which it reads
    "report/said/addresses.py": ("一二三", "通知", "正文", "落款", "附件", "编", "章", "节", "条"),
}


def test_scripts_of_the_pages_word_nothing():
    scripts = sorted(PACKAGE.rglob("*.js"))
    assert scripts
    for path in scripts:
        assert not HAN.search(path.read_text("utf-8")), path.name
