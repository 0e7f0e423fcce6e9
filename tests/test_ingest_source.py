"""The gate: encodings, misread text, bad files, lines, and Markdown."""

import os
import random
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydiff.errors import SourceError
from policydiff.ingest.clean.encoding import SOUND, decode, soundness
from policydiff.ingest.source import read_source, read_text
from policydiff.wording.notes import doubt

LAW = "第一条　为了加强知识产权保护，完善制度体系，制定本办法。\n第二条　本办法适用于全国。"
TAIWAN = "第一條　為促進文化發展，保障著作人權益，特制定本法。\n第二條　本法主管機關為內政部。"


def file(tmp_path, data, name="a.txt"):
    path = tmp_path / name
    path.write_bytes(data)
    return path


# ---------------------------------------------------------------- encodings


@pytest.mark.parametrize(
    ("text", "written", "told"),
    [
        pytest.param(LAW, "utf-8", "utf-8", id="utf-8"),
        pytest.param(LAW, "utf-8-sig", "utf-8", id="utf-8-with-mark"),
        pytest.param(LAW, "utf-16", "utf-16", id="utf-16-with-mark"),
        pytest.param(LAW, "utf-16-le", "utf-16-le", id="utf-16-little"),
        pytest.param(LAW, "utf-16-be", "utf-16-be", id="utf-16-big"),
        pytest.param(LAW, "utf-32", "utf-32", id="utf-32"),
        pytest.param(LAW, "gb18030", "gb18030", id="gb18030"),
        pytest.param(LAW + "㐂䶮𠮷", "gb18030", "gb18030", id="gb18030-rare"),
        pytest.param("通知", "gbk", "gb18030", id="two-characters-that-are-utf-8-too"),
        pytest.param("第一条", "gbk", "gb18030", id="three-characters"),
        pytest.param(TAIWAN, "big5", "big5", id="big5"),
        pytest.param(TAIWAN, "cp950", "big5", id="cp950"),
        pytest.param(TAIWAN + "嘅", "big5hkscs", "big5", id="hong-kong"),
        pytest.param("ARTICLE 1\nScope", "ascii", "utf-8", id="ascii"),
    ],
)
def test_an_encoding_is_found_and_told(tmp_path, text, written, told):
    source = read_source(file(tmp_path, text.encode(written)))
    assert (source.text, source.encoding, source.notes) == (text, told, ())


@pytest.mark.parametrize(
    ("truth", "taken_for"),
    [("utf-8", "gb18030"), ("utf-8", "cp1252"), ("gb18030", "cp1252"), ("gb18030", "cp950")],
)
def test_text_that_was_read_wrongly_is_undone(tmp_path, truth, taken_for):
    """Only lines that the wrong reading can hold; what it cannot is lost, and refused below."""
    characters = []
    for pair in (
        "知识",
        "产权",
        "保护",
        "制度",
        "体系",
        "国家",
        "审查",
        "质量",
        "服务",
        "发展",
        "工作",
        "标准",
        "地方",
    ):
        try:
            if pair.encode(truth).decode(taken_for):
                characters.append(pair)
        except UnicodeDecodeError:
            continue
    text = "".join(characters * 3)
    misread = text.encode(truth).decode(taken_for)
    source = read_source(file(tmp_path, misread.encode("utf-8")))
    assert source.text == text
    assert source.encoding == f"{truth} (read as {taken_for})"
    assert source.raw == text
    assert taken_for in doubt(source.notes[0]).en


def test_even_two_characters_of_it():
    assert decode("浣犲ソ".encode(), "a.txt")[:2] == ("你好", "utf-8 (read as gb18030)")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("锟斤拷" * 20, id="nothing-left"),
        pytest.param(LAW + "锟斤拷锟斤拷锟斤拷", id="some-left"),
        pytest.param(LAW.encode().decode("gb18030", "replace"), id="utf-8-as-gbk-with-losses"),
        pytest.param(LAW.encode().decode("gb18030", "replace").replace("\ufffd", "?"), id="losses-as-question-marks"),
        pytest.param(LAW.replace("制", "\ufffd").replace("办", "\ufffd"), id="replacement-signs"),
    ],
)
def test_text_that_lost_characters_is_refused_in_a_sentence(tmp_path, text):
    with pytest.raises(SourceError, match="已丢失"):
        read_source(file(tmp_path, text.encode()))


def test_a_single_lost_character_in_a_long_text_is_told(tmp_path):
    text = "\n".join([LAW] * 5) + "\n第三\ufffd　附则"
    source = read_source(file(tmp_path, text.encode()))
    [lost] = source.notes
    assert lost.code == "lost-characters"
    assert source.raw[int(dict(lost.values)["start"])] == "\ufffd"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("བོད་ལྗོངས་ཀྱི་གསར་འགྱུར་དང་ལས་འགུལ་གྱི་གནས་ཚུལ།", id="tibetan"),
        pytest.param("The programme’s aims → growth; see “Annex” • page 3 — résumé", id="english"),
        pytest.param("□■◆①②③④⑤ⅰⅱ㈠㈡♀♂αβγ★☆ 1", id="signs"),
    ],
)
def test_text_that_is_not_chinese_is_not_taken_for_garbled(tmp_path, text):
    source = read_source(file(tmp_path, text.encode()))
    assert (source.text, source.encoding) == (text, "utf-8")


def test_soundness_tells_chinese_from_garbled():
    assert min(soundness(LAW), soundness(TAIWAN)) > 0.95
    assert soundness(LAW.encode().decode("gb18030", "replace")) < SOUND
    assert soundness(LAW.encode("gb18030").decode("cp950", "replace")) < SOUND


# ---------------------------------------------------------------- bad files

JUNK = random.Random(1).randbytes(4000)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b" \r\n\t\n" * 9, id="spaces"),
        pytest.param("　\u200b\ufeff\n".encode(), id="invisible"),
        pytest.param(b"\xef\xbb\xbf", id="only-a-mark"),
        pytest.param(b"\xff\xfe", id="only-a-mark-of-utf-16"),
        pytest.param(b"\xff\xfe\x00", id="half-a-character"),
        pytest.param((LAW + "\0" + LAW).encode(), id="nul"),
        pytest.param(b"\0" * 4000, id="nuls"),
        pytest.param(JUNK, id="junk"),
        pytest.param(b"PK\x03\x04" + JUNK, id="zip"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(900), id="old-word"),
        pytest.param(LAW.encode() + LAW.encode("gb18030"), id="two-encodings"),
        pytest.param(("知识产权" * 60_000).encode(), id="one-endless-line"),
        pytest.param("责任编辑：张某\n打印 | 关闭".encode(), id="furniture-alone"),
    ],
)
def test_a_bad_file_is_refused_in_a_sentence_of_either_language(tmp_path, data):
    with pytest.raises(SourceError) as refused:
        read_source(file(tmp_path, data))
    assert "a.txt" in refused.value.zh
    assert refused.value.zh.endswith("。")
    assert "；" in refused.value.zh
    assert refused.value.en.endswith(".")


def test_a_file_that_was_cut_off_is_refused_with_the_place(tmp_path):
    data = LAW.encode()[:-4]
    with pytest.raises(SourceError, match=rf"第 {len(data) - 1} 个字节"):
        read_source(file(tmp_path, data))


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    with path.open("wb") as stream:
        stream.truncate(300 * 1024 * 1024)
    monkeypatch.setattr("pathlib.Path.read_bytes", lambda path: pytest.fail("it was read"))
    with pytest.raises(SourceError, match="300 MB"):
        read_source(path)


def test_what_is_no_file_is_refused(tmp_path):
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    os.mkfifo(tmp_path / "pipe")
    for name in ("missing", "loop", "pipe", "."):
        with pytest.raises(SourceError):
            read_source(tmp_path / name)


# ---------------------------------------------------------------- lines


@pytest.mark.parametrize(
    "end", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\n\n\n", "　\n\u00a0\n"]
)
def test_every_kind_of_line_ends_a_line(end):
    assert read_text(end.join(["第一条　总则", "第二条　附则"])).text == "第一条　总则\n第二条　附则"


def test_edges_are_trimmed_and_the_inside_is_not_touched():
    line = "政策要跑在受困企业前面”  的要求　，李　强"
    assert read_text(f"\ufeff　\u00a0 {line}\u200d\u3000 \n\n").text == line
    assert read_text(f"　{line}　").repairs == ()


def test_control_characters_go_and_are_told():
    source = read_text("第一条\x07　总则\x1a\n\x00第二条\ufffe")
    assert source.text == "第一条　总则\n第二条"
    assert [(r.before, r.rule) for r in source.repairs] == [(c, "control") for c in ("\x07", "\x1a", "\x00", "\ufffe")]


def test_what_nobody_sees_within_a_line_goes_as_from_a_page_and_is_told():
    source = read_text("第一条 总\ufeff则\n达到\u200b92%\u200d\n")
    assert source.text == "第一条 总则\n达到92%"
    assert [(r.before, r.rule) for r in source.repairs] == [(c, "control") for c in ("\ufeff", "\u200b")]


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("(以下简称《条例》),适用本办法;", id="narrow-punctuation"),
        pytest.param("第（1）项：Ａ类、Ｂ類", id="wide-letters-and-script"),
        pytest.param("# 不是标记 **也不是** <!-- 更不是 -->", id="markup-in-plain-text"),
        pytest.param("为什么?怎么办?", id="question-marks"),
    ],
)
def test_the_issuers_own_way_of_writing_stays(line):
    source = read_text(line)
    assert (source.text, source.repairs) == (line, ())


PIECES = st.lists(
    st.sampled_from(
        [
            "第一条　总则",
            "來源：某網",
            "責任編輯：張三",
            "產(chǎn)業(yè)政策",
            "權(quán)利?,F(xiàn)予",
            "（点击下载附件）",
            "  ",
            "\x07",
            "??",
            "一、总体要求",
            "2020年4月20日",
            "打印 | 关闭",
            "\r",
            "《规定》",
            "上一篇：甲",
            "（一）",
            "a?b",
            "(TISC)",
        ]
    )
)


@given(pieces=PIECES, ends=st.lists(st.sampled_from(["", "\n", "\r\n"])), markdown=st.booleans())
def test_every_repair_quotes_its_source_and_every_line_is_trimmed(pieces, ends, markdown):
    raw = "".join(piece + end for piece, end in zip(pieces, [*ends, *["\n"] * len(pieces)], strict=False))
    source = read_text(raw, markdown=markdown)
    assert source.raw == raw
    assert all(raw[r.start : r.end] == r.before for r in source.repairs)
    assert all(line and line == line.strip() for line in source.text.split("\n") if source.text)


# ---------------------------------------------------------------- Markdown


@pytest.mark.parametrize(
    ("marked", "text"),
    [
        pytest.param("# 反垄断法\n\n<!-- INFO END -->\n\n## 第一章　总则 ##", "反垄断法\n第一章　总则", id="headings-and-comment"),
        pytest.param("<!-- 两行\n注释 -->第一条", "第一条", id="comment-over-lines"),
        pytest.param("**第一条** 为了 __保护__ 权益", "第一条 为了 保护 权益", id="bold"),
        pytest.param("依照[宪法](/xf.md)和![章](a.png)", "依照宪法和", id="links"),
        pytest.param("---\ntitle: 反垄断法\ntags:\n  - 法律\n---\n第一条", "第一条", id="front-matter"),
        pytest.param("> 第一条\n> 第二条", "第一条\n第二条", id="quote"),
        pytest.param("第一条<br>第二条<u>总则</u>", "第一条\n第二条总则", id="tags"),
        pytest.param("R&amp;D\\*", "R&D*", id="entities-and-escapes"),
        pytest.param("- 甲\n* 乙\n1. 丙\n——丁", "- 甲\n* 乙\n1. 丙\n——丁", id="lists-stay"),
        pytest.param("姓名：______\n2**3，<英文名>，[2020](15)", "姓名：______\n2**3，<英文名>，[2020](15)", id="what-only-looks-so"),
        pytest.param("---\n第一条\n---\n第二条", "第一条\n第二条", id="rules"),
    ],
)  # fmt: skip
def test_marks_go_and_words_stay(marked, text):
    source = read_text(marked, markdown=True)
    assert source.text == text
    assert {r.rule for r in source.repairs} <= {"markup"}


def test_only_a_markdown_file_is_read_as_markdown(tmp_path):
    assert read_source(file(tmp_path, "# 总则".encode(), "a.md")).text == "总则"
    assert read_source(file(tmp_path, "# 总则".encode(), "a.txt")).text == "# 总则"
    assert read_source(file(tmp_path, "总则".encode(), "notice")).text == "总则"


def test_an_ordinary_text_loads_neither_readings_nor_word_list():
    code = (
        "import sys; from policydiff.ingest.source import read_text; "
        f"assert read_text({LAW!r}).text; "
        "print([name for name in ('pypinyin', 'rjieba', 'policydiff.ingest.mirror.annotated_copy') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_line_of_nothing_but_spaces_of_any_kind_goes():
    assert read_text("一、总则\n\u2003\u2003\n\u3000\u202f\u00a0\n二、附则").text == "一、总则\n二、附则"


LONG = "为全面贯彻党中央、国务院决策部署，提高知识产权创造质量，促进创新主体提升知识产权管理能力，制定本指引，请各地方认真组织实施并及时报送情况。"


def test_a_text_that_was_cut_to_a_width_is_told(tmp_path):
    paragraphs = [f"{number}、{LONG}" for number in "一二三四五六七八九十"]
    cut = [line[at : at + 30] for line in paragraphs for at in range(0, len(line), 30)]
    assert [n.code for n in read_source(file(tmp_path, "\n".join(cut).encode())).notes] == ["lines-wrapped"]
    assert read_source(file(tmp_path, "\n".join(paragraphs).encode())).notes == ()


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(
            [f"{n}\t新增专利组合一百件以上，推进各项改革落地\t运用促进司" for n in range(10, 40)], id="rows-of-a-table"
        ),
        pytest.param([f"第{n}批知识产权示范园区" for n in "一二三四五六七八九十"] * 3, id="a-list-of-names"),
    ],
)
def test_lines_that_are_alike_are_not_always_cut(tmp_path, lines):
    assert read_source(file(tmp_path, "\n".join(lines).encode())).notes == ()
