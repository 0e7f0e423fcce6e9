"""Compiled templates are kept beside them, and only what fits is taken."""

from __future__ import annotations

from pathlib import Path

import pytest

from policydiff.report.html import page


def filled(template: Path) -> str:
    page._template.cache_clear()  # as a new process would
    return page.fill(template, styles=[], scripts=[], words="<推进改革>")


@pytest.fixture
def template(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    path = tmp_path / "page.html.j2"
    path.write_text("{{ words }}", encoding="utf-8")
    return path


def kept(template: Path) -> list[Path]:
    return list(template.parent.glob("__pycache__/*.jinja"))


def test_a_compiled_template_is_kept_and_taken(template: Path) -> None:
    assert filled(template) == filled(template) == "&lt;推进改革&gt;"
    assert len(kept(template)) == 1


def test_a_template_that_was_changed_is_compiled_anew(template: Path) -> None:
    filled(template)
    template.write_text("{{ words }}。", encoding="utf-8")
    assert filled(template) == "&lt;推进改革&gt;。"


@pytest.mark.parametrize("damage", [b"", b"j2", b"\0" * 400])
def test_a_damaged_file_is_not_taken(template: Path, damage: bytes) -> None:
    filled(template)
    [path] = kept(template)
    path.write_bytes(damage)
    assert filled(template) == "&lt;推进改革&gt;"


def test_where_nothing_can_be_kept_the_template_is_compiled_each_time(template: Path) -> None:
    (template.parent / "__pycache__").write_text("in the way", encoding="utf-8")
    assert filled(template) == "&lt;推进改革&gt;"


def test_nothing_is_kept_where_python_keeps_nothing(template: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    assert filled(template) == "&lt;推进改革&gt;"
    assert kept(template) == []
