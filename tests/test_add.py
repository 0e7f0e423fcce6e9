"""Putting files into the corpus: whole or not at all, the source untouched, nothing ever lost."""

import hashlib
import json
import tomllib
from pathlib import Path

import pytest

from policydiff import api
from policydiff.corpus import add as add_year
from policydiff.corpus import store
from policydiff.errors import CorpusError, PolicydiffError

NOTICE = (
    "关于印发《推动知识产权高质量发展年度工作指引（2021）》的通知\n国知发运字〔2021〕3号\n局机关各部门：\n现予印发。\n"
    "国家知识产权局\n2021年4月1日\n推动知识产权高质量发展年度工作指引（2021）\n一、主要目标\n商标注册平均审查周期压减至4个月。\n"
)


def put(corpus: Path, text: str = NOTICE, *, year: str = "2021", name: str = "指引.txt", **more) -> api.Added:
    file = corpus.parent / name
    file.write_bytes(text.encode("gb18030") if more.pop("gbk", False) else text.encode("utf-8"))
    return api.add(corpus, year, [str(file)], today="2026-01-01", **more)


def tree(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.fixture
def corpus(tmp_path):
    return tmp_path / "corpora"


def test_a_file_becomes_a_year(corpus):
    put(corpus, gbk=True)
    folder = corpus / "2021"
    assert sorted(p.name for p in folder.iterdir()) == ["document.toml", "repairs.jsonl", "source", "text.txt"]
    assert (folder / "source" / "指引.txt").read_bytes() == NOTICE.encode("gb18030")
    assert (folder / "text.txt").read_text("utf-8") == NOTICE
    head = tomllib.loads((folder / "document.toml").read_text("utf-8"))
    assert head["title"] == "推动知识产权高质量发展年度工作指引（2021）"
    assert (head["doc_number"], head["issued"], head["issuer"]) == (
        "国知发运字〔2021〕3号",
        "2021-04-01",
        "国家知识产权局",
    )
    assert head["encoding"] == "gb18030"
    [source] = head["sources"]
    assert source["sha256"] == hashlib.sha256(NOTICE.encode("gb18030")).hexdigest()
    assert api.read("2021", corpus=corpus).head.doc_number == "国知发运字〔2021〕3号"


def test_options_override_what_the_text_says(corpus):
    added = put(corpus, head={"title": "另一标题", "issued": "2021-12-31", "status": "official", "issuer": None})
    head = api.read("2021", corpus=corpus).head
    assert head == added.document.head
    assert (head.title, head.issued, head.status, head.issuer) == (
        "另一标题",
        "2021-12-31",
        "official",
        "国家知识产权局",
    )


def test_a_year_that_is_there_is_not_overwritten(corpus):
    put(corpus)
    before = tree(corpus)
    with pytest.raises(CorpusError, match="--replace"):
        put(corpus, "一、别的\n")
    assert tree(corpus) == before


def test_replacing_keeps_a_hand_corrected_text_aside(corpus):
    put(corpus)
    (corpus / "2021" / "text.txt").write_text("手工改过的文本\n", "utf-8")
    first = put(corpus, replace_old=True).kept_aside
    second = put(corpus, replace_old=True).kept_aside
    assert first is not None
    assert second is not None
    assert first != second
    assert (first / "text.txt").read_text("utf-8") == "手工改过的文本\n"
    assert (corpus / "2021" / "text.txt").read_text("utf-8") == NOTICE
    assert [d.head.id for d in api.list_corpus(corpus).documents] == ["2021"]


def test_a_text_edited_after_it_was_added_is_told(corpus):
    put(corpus)
    assert "text-edited" not in {n.code for n in api.read("2021", corpus=corpus).notes}
    (corpus / "2021" / "text.txt").write_text(NOTICE.replace("4个月", "3个月"), "utf-8")
    assert "text-edited" in {n.code for n in api.read("2021", corpus=corpus).notes}


@pytest.mark.parametrize("year", ["../2021", "a/b", ".git", "", "a@b", "..", "2021\n"])
def test_a_name_that_leaves_the_corpus_is_refused(corpus, year):
    with pytest.raises(CorpusError):
        put(corpus, year=year)
    assert not corpus.exists()


def test_nothing_half_written_is_left_when_reading_fails(corpus, tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    with pytest.raises(PolicydiffError):
        api.add(corpus, "2021", [str(tmp_path / "empty.txt")], today="2026-01-01")
    assert not corpus.exists()


def test_nothing_is_lost_when_the_last_step_fails(corpus, monkeypatch):
    put(corpus)
    before = tree(corpus)
    real = Path.rename

    def fails(self, target):
        if self.name.startswith(".2021."):
            raise OSError("disk full")
        return real(self, target)

    monkeypatch.setattr(Path, "rename", fails)
    with pytest.raises(CorpusError, match=r"写不进.*disk full"):
        put(corpus, "一、别的\n做好工作。\n", replace_old=True)
    assert tree(corpus) == before


def test_several_files_become_one_document(corpus, tmp_path):
    for name, text in (("通知.txt", "一、总体要求\n做好工作。\n"), ("附件.txt", "附件1\n任务清单\n")):
        (tmp_path / name).write_text(text, "utf-8")
    api.add(corpus, "2021", [str(tmp_path / "通知.txt"), str(tmp_path / "附件.txt")], today="2026-01-01")
    assert (corpus / "2021" / "text.txt").read_text("utf-8") == "一、总体要求\n做好工作。\n附件1\n任务清单\n"
    assert sorted(p.name for p in (corpus / "2021" / "source").iterdir()) == ["通知.txt", "附件.txt"]


@pytest.mark.parametrize(
    ("names", "kept"),
    [
        (["../../etc/passwd", "C:\\a\\b.htm"], ["passwd", "b.htm"]),
        (["a.html", "a.html"], ["a.html", "2-a.html"]),
        (["..", "<>|.txt"], ["source", "___.txt"]),
    ],
)
def test_names_of_sources_are_no_paths(names, kept):
    assert add_year._distinct(names) == kept


def test_repairs_are_recorded_line_by_line(corpus):
    added = put(corpus)
    lines = (corpus / "2021" / "repairs.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["rule"] for line in lines] == [r.rule for r in added.document.repairs]


def test_a_doubt_of_reading_stays_with_the_year(corpus):
    text = NOTICE.replace("4个月", "4�月") + NOTICE * 12
    added = put(corpus, text)
    assert [n.code for n in added.document.notes if n.clause is None] == ["lost-characters"]
    assert [n for n in api.read("2021", corpus=corpus).notes if n.clause is None] == [
        n for n in added.document.notes if n.clause is None
    ]


def test_a_doubt_counts_in_all_files(corpus):
    for name, text in (("a.txt", NOTICE * 12), ("b.txt", "二、次要目标\n" + "缩短审查周期，" * 20 + "�月。\n")):
        (corpus.parent / name).write_text(text, "utf-8")
    files = [str(corpus.parent / name) for name in ("a.txt", "b.txt")]
    document = api.add(corpus, "2021", files, today="2026-01-01").document
    [lost] = [n for n in document.notes if n.code == "lost-characters"]
    raw = "\n".join(Path(f).read_text("utf-8") for f in files)
    assert raw[int(dict(lost.values)["start"])] == "�"


def test_a_year_that_is_replaced_while_it_is_read_is_read_again(corpus, monkeypatch):
    put(corpus)
    read_files, times = store._read_files, []

    def replaced_meanwhile(folder: Path, root: Path) -> dict[str, str]:
        found = read_files(folder, root)
        times.append(found["text.txt"])
        if len(times) == 1:
            (corpus.parent / "b.txt").write_text("一、新的文字\n", "utf-8")
            api.add(corpus, "2021", [str(corpus.parent / "b.txt")], today="2026-01-01", replace_old=True)
        return found

    monkeypatch.setattr(store, "_read_files", replaced_meanwhile)
    assert api.read("2021", corpus=corpus).text == "一、新的文字"
    assert times[0] != times[-1]


@pytest.mark.parametrize("line", ['{"rule": "doubt-unheard-of", "values": {}}', "[]", '{"rule": 1}', "no json"])
def test_a_record_out_of_form_is_told(corpus, line):
    put(corpus)
    (corpus / "2021" / "repairs.jsonl").write_text(line + "\n", "utf-8")
    with pytest.raises(CorpusError, match=r"repairs\.jsonl:1"):
        api.read("2021", corpus=corpus)


def test_the_2020_of_this_project_is_what_its_source_gives():
    """The corpus that the project ships is made by the code that it ships."""
    folder = Path(__file__).parents[1] / "corpora" / "2020"
    [source] = (folder / "source").iterdir()
    document = add_year.make_document("2020", [add_year.obtain_file(source)], {})
    assert document.text + "\n" == (folder / "text.txt").read_text("utf-8")
    shipped = api.read("2020", corpus=folder.parent)
    assert document.repairs == shipped.repairs
    assert [n for n in document.notes if n.clause is None] == [n for n in shipped.notes if n.clause is None]
