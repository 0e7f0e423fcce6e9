"""Damaged corpora: one sentence that names file and entry, and no other year suffers."""

import json
import os
from pathlib import Path

import pytest

from policydiff import api
from policydiff.cli import main
from policydiff.errors import PolicydiffError

TEXT = "一、总体要求\n坚持稳中求进。审查周期压减至16个月。（专利局负责）\n"
REPAIR = {"start": 1, "end": 2, "before": "a", "after": "b", "rule": "script"}


def repair(**other: object) -> str:
    return json.dumps(REPAIR | other) + "\n"


DAMAGED: dict[str, tuple[str, str | bytes]] = {
    "sources-as-one-table": ("document.toml", '[sources]\nname = "a"\n'),
    "sources-as-text": ("document.toml", 'sources = "a"\n'),
    "a-source-without-a-name": ("document.toml", '[[sources]]\nsha256 = "a"\n'),
    "a-title-that-is-a-number": ("document.toml", "title = 3\n"),
    "an-unknown-status": ("document.toml", 'status = "draft"\n'),
    "a-date-in-words": ("document.toml", 'issued = "二〇二〇年"\n'),
    "a-hash-that-is-a-list": ("document.toml", "text_sha256 = []\n"),
    "no-toml": ("document.toml", "title = \n"),
    "deep-toml": ("document.toml", f"a = {'[' * 5000}{']' * 5000}\n"),
    "deep-but-in-bounds-of-python": ("document.toml", f"a = {'[' * 200}{']' * 200}\n"),
    "half-a-surrogate": ("document.toml", 'title = "\\ud800"\n'),
    "toml-in-gbk": ("document.toml", 'title = "指引"\n'.encode("gbk")),
    "no-json": ("repairs.jsonl", "{\n"),
    "a-list": ("repairs.jsonl", "[]\n"),
    "deep-json": ("repairs.jsonl", "[" * 100_000 + "\n"),
    "a-rule-that-is-a-number": ("repairs.jsonl", repair(rule=1)),
    "a-rule-unheard-of": ("repairs.jsonl", repair(rule="doubt-unheard-of")),
    "an-offset-in-words": ("repairs.jsonl", repair(start="1")),
    "an-offset-below-nought": ("repairs.jsonl", repair(end=-1)),
    "an-offset-that-is-true": ("repairs.jsonl", repair(end=True)),
    "an-offset-beyond-measure": ("repairs.jsonl", repair(end=10**30)),
    "a-key-missing": ("repairs.jsonl", '{"rule": "script", "start": 1}\n'),
    "a-surrogate-in-a-repair": ("repairs.jsonl", repair(before="\ud800")),
    "a-doubt-without-values": ("repairs.jsonl", repair(rule="doubt-text-from-ocr", values=[])),
    "corrections-as-one-table": ("corrections.toml", '[correction]\nwrong = "a"\n'),
    "a-correction-without-a-reason": ("corrections.toml", '[[correction]]\nclause = "一"\nwrong = "a"\nright = "b"\n'),
    "text-in-gbk": ("text.txt", TEXT.encode("gbk")),
    "text-of-one-endless-line": ("text.txt", "长" * 300_000),
    "text-of-too-many-lines": ("text.txt", "一\n" * 150_000),
}  # fmt: skip


@pytest.fixture
def corpus(tmp_path) -> Path:
    for year in ("2019", "2020"):
        folder = tmp_path / "corpora" / year
        folder.mkdir(parents=True)
        (folder / "text.txt").write_text(TEXT, "utf-8")
    return tmp_path / "corpora"


@pytest.mark.parametrize(("name", "content"), DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_year_is_told_in_a_sentence_and_harms_no_other(corpus, name, content):
    (corpus / "2020" / name).write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    with pytest.raises(PolicydiffError) as told:
        api.read("2020", corpus=corpus)
    assert name in told.value.zh
    assert name in told.value.en
    listing = api.list_corpus(corpus)
    assert [d.head.id for d in listing.documents] == ["2019"]
    assert list(listing.unreadable) == ["2020"]


BESIDE: dict[str, tuple[str, str]] = {
    "an-office-with-a-number": ("units.toml", '"运用促进司" = 3\n'),
    "an-office-without-a-name": ("units.toml", '"运用促进司" = [""]\n'),
    "a-list-of-another-name": ("indicators.toml", 'lower_is_better = ["周期"]\n'),
    "an-override-as-one-table": ("overrides/2019-2020.toml", '[clause]\naction = "link"\n'),
    "an-override-of-another-kind": ("overrides/2019-2020.toml", '[[clauses]]\naction = "link"\n'),
    "an-override-without-a-reason": ("overrides/2019-2020.toml", '[[clause]]\naction = "link"\nold = "一"\nnew = "一"\n'),
    "an-override-of-another-action": ("overrides/2019-2020.toml", '[[clause]]\naction = "join"\nold = "一"\nnew = "一"\nreason = "a"\n'),
}  # fmt: skip


@pytest.mark.parametrize(("name", "content"), BESIDE.values(), ids=BESIDE)
def test_a_file_beside_the_years_is_told_too(corpus, name, content):
    (corpus / name).parent.mkdir(exist_ok=True)
    (corpus / name).write_text(content, "utf-8")
    with pytest.raises(PolicydiffError, match=name.rpartition("/")[2]):
        api.compare("2019", "2020", corpus=corpus)


def test_a_date_needs_no_quotes(corpus):
    (corpus / "2020" / "document.toml").write_text(
        'issued = 2020-03-05\n[[sources]]\nname = "a"\nretrieved = 2026-01-01\n'
    )
    head = api.read("2020", corpus=corpus).head
    assert (head.issued, head.sources[0].retrieved) == ("2020-03-05", "2026-01-01")


def test_a_link_that_leads_out_of_the_corpus_is_refused(corpus, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("一、秘密。\n", "utf-8")
    (corpus / "2020" / "text.txt").unlink()
    (corpus / "2020" / "text.txt").symlink_to(secret)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "text.txt").write_text("一、别处。\n", "utf-8")
    (corpus / "2021").symlink_to(tmp_path / "elsewhere")
    for year in ("2020", "2021"):
        with pytest.raises(PolicydiffError, match="链接"):
            api.read(year, corpus=corpus)
    assert [d.head.id for d in api.list_corpus(corpus).documents] == ["2019"]


@pytest.mark.parametrize("name", ["overrides/2019-2020.toml", "units.toml", "indicators.toml"])
def test_a_link_beside_the_years_that_leads_out_is_refused(corpus, tmp_path, name):
    (tmp_path / "secret.toml").write_text("", "utf-8")
    (corpus / name).parent.mkdir(exist_ok=True)
    (corpus / name).symlink_to(tmp_path / "secret.toml")
    with pytest.raises(PolicydiffError, match="链接"):
        api.compare("2019", "2020", corpus=corpus)


TERMS = {
    "deep": f"terms = {'[' * 5000}{']' * 5000}\n",
    "half-a-surrogate": 'terms = ["\\ud800"]\n',
    "a-number": "terms = [1]\n",
}


@pytest.mark.parametrize("content", TERMS.values(), ids=TERMS)
def test_damaged_terms_are_told(corpus, content):
    from policydiff.years import history

    (corpus / "terms.toml").write_text(content, "utf-8")
    with pytest.raises(PolicydiffError, match=r"terms\.toml"):
        history.history(corpus)


def test_a_source_that_leads_out_of_the_corpus_is_not_read(corpus, tmp_path):
    from policydiff.years.check import check

    (tmp_path / "secret.txt").write_text("秘密", "utf-8")
    (corpus / "2020" / "source").mkdir()
    (corpus / "2020" / "source" / "a.txt").symlink_to(tmp_path / "secret.txt")
    (corpus / "2020" / "document.toml").write_text('[[sources]]\nname = "a.txt"\nsha256 = "00"\n')
    codes = [f.code for f in check(corpus, ["2020"]).findings]
    assert "source-missing" in codes
    assert "source-changed" not in codes


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs /dev/zero")
def test_a_file_without_an_end_is_refused(corpus):
    with pytest.raises(PolicydiffError, match="MB"):
        api.compare("2019", "2020", corpus=corpus, overrides=Path("/dev/zero"))


def test_what_begins_with_a_dot_is_not_listed(corpus):
    (corpus / "2020").rename(corpus / ".2020.a1b2c3d4")
    assert [d.head.id for d in api.list_corpus(corpus).documents] == ["2019"]


@pytest.mark.parametrize(
    "name", ["units.toml", "catalog.toml", "Overrides", ".2020", "repairs.jsonl", "2020.", "a/b", "con"]
)
def test_a_name_that_a_corpus_cannot_take_is_refused(corpus, tmp_path, name):
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    with pytest.raises(PolicydiffError, match="不能作"):
        api.add(corpus, name, [str(tmp_path / "a.txt")], today="2026-01-01")


@pytest.mark.parametrize(("have", "name"), [("Draft", "draft"), ("ａ", "a")])
def test_names_that_are_one_on_other_systems_are_refused(corpus, tmp_path, have, name):
    (corpus / "2020").rename(corpus / have)
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    with pytest.raises(PolicydiffError, match="大小写"):
        api.add(corpus, name, [str(tmp_path / "a.txt")], today="2026-01-01")


@pytest.mark.parametrize("argument", ["", " ", "\t"])
def test_an_empty_name_has_a_sentence(corpus, argument):
    with pytest.raises(PolicydiffError, match="空"):
        api.read(argument, corpus=corpus)


@pytest.mark.skipif(os.name != "posix", reason="names are bytes on POSIX alone")
def test_a_year_whose_name_is_in_gbk_is_told_and_harms_no_other(corpus):
    (corpus / "2020").rename(corpus / os.fsdecode("草案".encode("gbk")))
    listing = api.list_corpus(corpus)
    assert [d.head.id for d in listing.documents] == ["2019"]
    assert list(listing.unreadable) == ["草案"]


@pytest.mark.skipif(os.name != "posix", reason="names are bytes on POSIX alone")
def test_a_name_in_gbk_is_read_and_shown(tmp_path, monkeypatch, capfd):
    name = os.fsdecode("指引.txt".encode("gbk"))
    (tmp_path / name).write_text(TEXT, "utf-8")
    monkeypatch.chdir(tmp_path)
    assert api.read(name).head.id == "指引"
    for arguments in (["show", name], ["compare", name, name], ["add", "2020", name], ["show", name + "x"]):
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        assert (ended.value.code or 0) == (2 if arguments[-1].endswith("x") else 0)
    assert "指引.txtx" in capfd.readouterr().err
    assert (tmp_path / "reports" / "指引-指引.html").is_file()
    assert api.read("2020", corpus=tmp_path / "corpora").head.sources[0].name == "指引.txt"
