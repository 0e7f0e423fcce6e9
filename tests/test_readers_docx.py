"""Word documents: numbers written out, changes accepted, nothing lost that a reader of the page sees."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydiff.errors import SourceError
from policydiff.ingest.readers.docx import read_docx
from policydiff.ingest.readers.numbering_styles import roman, written
from policydiff.text.official.labels import label_number
from tests import reader_files as made
from tests.reader_files import cell, docx, level, numbering, para, run, table


def lines(body: str, **parts: str) -> list[str]:
    return read_docx(docx(body, **parts), name="a.docx").text.splitlines()


# ---------------------------------------------------------------- automatic numbers

OUTLINE = [
    level(0, "chineseCountingThousand", "%1、"),
    level(1, "chineseCountingThousand", "（%2）"),
    level(2, "decimal", "%3."),
    level(3, "decimal", "（%4）"),
    level(4, "decimalEnclosedCircle", "%5"),
]
ARTICLES = [
    level(0, "chineseCountingThousand", "第%1章"),
    level(1, "chineseCountingThousand", "第%2条", extra='<w:lvlRestart w:val="0"/>'),
    level(2, "decimal", "%1.%3", extra="<w:isLgl/>"),
]


def numbered(levels: list[str], *of: int | tuple[int, int], overrides: tuple[str, ...] = ("",)) -> list[str]:
    """The labels of paragraphs that are "文" of these levels (or lists and levels) of one definition."""
    pairs = [one if isinstance(one, tuple) else (1, one) for one in of]
    body = "".join(para("文", num=num, level=at) for num, at in pairs)
    nums = {i: (0, override) for i, override in enumerate(overrides, 1)}
    return [line.removesuffix("文").rstrip("\u3000") for line in lines(body, numbering=numbering({0: levels}, nums))]


RESTART = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{}"/></w:lvlOverride>'
COUNTS = {
    "outline": (numbered, (OUTLINE, 0, 1, 2, 3, 4, 2, 1, 0, 1), {}, "一、 （一） 1. （1） ① 2. （二） 二、 （一）".split()),
    "articles-go-on-across-chapters": (numbered, (ARTICLES, 0, 1, 1, 0, 1), {}, "第一章 第一条 第二条 第二章 第三条".split()),
    "legal-numbers-are-digits": (numbered, (ARTICLES, 0, 0, 2, 2), {}, "第一章 第二章 2.1 2.2".split()),
    "a-level-above-that-was-never-used": (numbered, ([level(0, "decimal", "%1"), level(1, "decimal", "%1.%2")], 1, 1, 0), {}, ["1.1", "1.2", "1"]),
    "start": (numbered, ([level(0, "decimal", "%1.", start=4)], 0, 0), {}, ["4.", "5."]),
    "two-lists-of-one-definition-count-together": (numbered, (OUTLINE, (1, 0), (2, 0), (1, 0)), {"overrides": ("", "")}, "一、 二、 三、".split()),
    "a-list-with-a-start-of-its-own": (numbered, (OUTLINE, (1, 0), (1, 0), (2, 0), (2, 0)), {"overrides": ("", RESTART.format(1))}, "一、 二、 一、 二、".split()),
    "bullets": (numbered, ([level(0, "bullet", "\uf0b7"), level(1, "decimal", "%1%2.")], 0, 1), {}, ["——", "1."]),
    "none": (numbered, ([level(0, "none", "注：")], 0), {}, ["注："]),
}  # fmt: skip


@pytest.mark.parametrize(("count", "arguments", "options", "expected"), COUNTS.values(), ids=COUNTS)
def test_automatic_numbers(count, arguments, options, expected):
    assert count(*arguments, **options) == expected


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("decimal", "1 2 10 11 21"), ("decimalZero", "01 02 10 11 21"), ("decimalFullWidth", "１ ２ １０ １１ ２１"),
        ("chineseCounting", "一 二 十 十一 二十一"), ("chineseCountingThousand", "一 二 十 十一 二十一"),
        ("japaneseCounting", "一 二 十 十一 二十一"), ("ideographDigital", "一 二 一〇 一一 二一"),
        ("ideographTraditional", "甲 乙 癸 11 21"), ("ideographZodiac", "子 丑 酉 戌 21"),
        ("chineseLegalSimplified", "壹 贰 壹拾 壹拾壹 贰拾壹"), ("decimalEnclosedCircle", "① ② ⑩ ⑪ 21"),
        ("upperLetter", "A B J K U"), ("lowerRoman", "i ii x xi xxi"), ("anything-else", "1 2 10 11 21"),
    ],
)  # fmt: skip
def test_styles_of_numbers(style, expected):
    assert " ".join(written(number, style) for number in (1, 2, 10, 11, 21)) == expected


@given(st.integers(1, 9999))
def test_chinese_numbers_are_read_back(number):
    assert label_number(written(number, "chineseCountingThousand")) == number


def test_a_hundred_and_more():
    styles = ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "ideographDigital")
    assert [written(105, style) for style in styles] == ["一〇五", "一百零五", "百五", "一〇五"]
    assert roman(1994) == "MCMXCIV"


STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="own"/><w:basedOn w:val="H2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Round"><w:name w:val="round"/><w:basedOn w:val="Round"/></w:style>'
)


def test_numbers_that_come_from_styles():
    tied = [
        level(0, "chineseCountingThousand", "%1、", extra='<w:pStyle w:val="H1"/>'),
        level(1, "chineseCountingThousand", "（%2）", extra='<w:pStyle w:val="H2"/>'),
    ]
    body = "".join(
        (para("总体要求", style="H1"), para("思想", style="H2"), para("原则", style="Own"), para("不编号", num=0, style="H1"),
         para("正文", style="Round"), para("任务", style="H1"))
    )  # fmt: skip
    got = lines(body, styles=STYLES, numbering=numbering({0: tied}, {1: (0, "")}))
    assert got == ["一、总体要求", "（一）思想", "（二）原则", "不编号", "正文", "二、任务"]


def test_a_list_style_stands_for_another():
    styles = (
        STYLES
        + '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr></w:style>'
    )
    own = numbering({5: OUTLINE}, {7: (5, ""), 8: (6, "")})
    link = '<w:abstractNum w:abstractNumId="6"><w:numStyleLink w:val="L"/></w:abstractNum>'
    assert lines(para("文", num=8, level=1), styles=styles, numbering=link + own) == ["（一）文"]


SUFFIXES = {
    "tab": ("第%1条", "", "第一条\u3000文"),
    "space": ("第%1条", '<w:suff w:val="space"/>', "第一条 文"),
    "nothing": ("第%1条", '<w:suff w:val="nothing"/>', "第一条文"),
    "behind-punctuation": ("%1、", "", "一、文"),
    "space-in-the-label": ("第%1条 ", '<w:suff w:val="nothing"/>', "第一条 文"),
}


@pytest.mark.parametrize(("text", "extra", "expected"), SUFFIXES.values(), ids=SUFFIXES)
def test_what_stands_between_label_and_text(text, extra, expected):
    own = [level(0, "chineseCounting", text, extra=extra)]
    assert lines(para("文", num=1), numbering=numbering({0: own}, {1: (0, "")})) == [expected]


# ---------------------------------------------------------------- what is in a paragraph


def field(code: str, *result: str) -> str:
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    shown = marks[1] + "".join(run(text) for text in result) if result else ""
    return f"{marks[0]}<w:r><w:instrText>{made.escape(code)}</w:instrText></w:r>{shown}{marks[2]}"


BOX = f"<w:txbxContent>{para('框内')}</w:txbxContent>"
INLINE = {
    "line-break": (run("甲") + "<w:r><w:br/></w:r>" + run("乙"), ["甲", "乙"]),
    "tab": (run("甲") + "<w:r><w:tab/></w:r>" + run("乙"), ["甲 乙"]),
    "hyperlink": (f"<w:hyperlink>{run('链接')}</w:hyperlink>", ["链接"]),
    "content-control": (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('内容')}</w:sdtContent></w:sdt>", ["内容"]),
    "placeholder": (run("甲") + f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('单击此处')}</w:sdtContent></w:sdt>", ["甲"]),
    "field-result": (field("REF a", "第一条") + run("规定"), ["第一条规定"]),
    "field-in-field": (field("IF 1", "甲") + field("DATE", "2020年"), ["甲2020年"]),
    "simple-field": (f'<w:fldSimple w:instr="TITLE">{run("标题")}</w:fldSimple>', ["标题"]),
    "page-number-field": (run("第") + field("PAGEREF x", "3") + run("页"), ["第页"]),
    "circled-number": (field(r"eq \o\ac(○,3)") + run("普法"), ["③普法"]),
    "field-without-end": ('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>X</w:instrText></w:r>' + run("仍在"), ["仍在"]),
    "inserted": (run("甲") + f"<w:ins>{run('乙')}</w:ins>", ["甲乙"]),
    "deleted": (run("甲") + "<w:del><w:r><w:delText>乙</w:delText></w:r></w:del>", ["甲"]),
    "moved": (f"<w:moveFrom>{run('甲')}</w:moveFrom>" + run("乙") + f"<w:moveTo>{run('甲')}</w:moveTo>", ["乙甲"]),
    "hidden": (run("甲") + run("乙", "<w:vanish/>") + run("丙", '<w:vanish w:val="0"/>'), ["甲丙"]),
    "ruby": (f"<w:r><w:ruby><w:rt>{run('quán')}</w:rt><w:rubyBase>{run('权')}</w:rubyBase></w:ruby></w:r>", ["权"]),
    "symbol": ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>' + run("同意"), ["☑同意"]),
    "formula": ("<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>", ["x+1"]),
    "text-box-once": (
        run("正文") + f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'>{BOX}</mc:Choice><mc:Fallback>{BOX}</mc:Fallback></mc:AlternateContent></w:r>",
        ["正文", "框内"],
    ),
    "text-box-for-old-programs": (f"<w:r><w:pict><v:shape><v:textbox>{BOX}</v:textbox></v:shape></w:pict></w:r>", ["框内"]),
    "space-only-where-it-is-kept": ("<w:r><w:t> 甲 </w:t></w:r>" + run(" 乙"), ["甲 乙"]),
}  # fmt: skip


@pytest.mark.parametrize(("inner", "expected"), INLINE.values(), ids=INLINE)
def test_what_a_paragraph_says(inner, expected):
    assert lines(para(inner=inner)) == expected


def test_tracked_changes_are_accepted_and_noted():
    gone = para("已删段", mark="<w:del/>").replace("<w:r>", "<w:del><w:r>").replace("</w:r>", "</w:r></w:del>")
    body = para("一、甲", mark="<w:del/>") + para("乙。", mark="<w:ins/>") + gone + para("二、丙")
    one = read_docx(docx(body), name="a.docx")
    assert one.text.splitlines() == ["一、甲乙。", "二、丙"]
    assert one.notes[0].code == "tracked-changes"
    assert dict(one.notes[0].values) == {"insertions": "1", "deletions": "3", "moves": "0"}
    assert [(piece.text, piece.reason) for piece in one.left_out] == [("已删段", "deleted")]


def test_a_deleted_row_is_gone():
    body = table([["任务", "单位"], ["立法", "条法司"], ["普法", "条法司"]])
    body = body.replace(
        '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="1"/></w:tcPr>' + para("立法"),
        "<w:tr><w:trPr><w:del/></w:trPr><w:tc>" + para("立法"),
    )
    assert lines(body) == ["任务\t单位", "普法\t条法司"]


def test_notes_follow_their_paragraph():
    note = f'<w:footnote w:id="2">{para("指国际专利申请。")}</w:footnote>'
    body = para("一、PCT申请", inner='<w:r><w:footnoteReference w:id="2"/></w:r>') + para("二、商标")
    assert lines(body, footnotes=note) == ["一、PCT申请", "注：指国际专利申请。", "二、商标"]


def test_a_table_of_contents_has_no_page_numbers():
    styles = '<w:style w:type="paragraph" w:styleId="T1"><w:name w:val="toc 1"/></w:style>'
    tab = "<w:r><w:tab/></w:r>"
    body = (
        para("目录")
        + para("第一章 总则", style="T1", inner=tab + field("PAGEREF a", "1"))
        + para("第二章 附则", style="T1", inner=tab + run("12"))
    )
    assert lines(body, styles=styles) == ["目录", "第一章 总则", "第二章 附则"]


def test_margins_and_comments_are_listed():
    one = read_docx(
        docx(para("正文。"), header1=para("某县人民政府"), footer1=para(inner=run("— ") + field("PAGE", "1") + run(" —")),
             comments=f'<w:comment w:id="0">{para("请核")}</w:comment>'),
        name="a.docx",
    )  # fmt: skip
    assert one.text == "正文。\n"
    assert {piece.reason for piece in one.left_out} == {"header", "footer", "comment"}


# ---------------------------------------------------------------- tables

TABLES = {
    "merged-down-and-across": (
        table([["序号", "任务", "责任单位"], ["1", "立法", cell(para("条法司"), merge="restart")], ["2", "普法", cell(para(), merge="continue")],
               [cell(para("注：按季度报送"), across=3)]]),
        ["序号\t任务\t责任单位", "1\t立法\t条法司", "2\t普法\t条法司", "注：按季度报送"],
    ),
    "paragraphs-in-a-cell": (
        table([["任务", "单位"], [cell(para("立法") + para("修法")), "条法司"]]),
        ["任务\t单位", "立法\u2002修法\t条法司"],
    ),
    "one-column-is-text": (table([["一、甲"], ["二、乙"]]), ["一、甲", "二、乙"]),
    "table-in-a-table": (
        table([["任务", "单位"], [cell(para("甲") + table([["a", "b"], ["c", "d"]]) + para()), "条法司"]]),
        ["任务\t单位", "甲\u2002a b\u2002c d\t条法司"],
    ),
    "rows-in-a-content-control": (
        table([["任务", "单位"]]).replace("</w:tbl>", "") + f"<w:sdt><w:sdtContent><w:tr>{cell(para('甲'))}{cell(para('乙'))}</w:tr></w:sdtContent></w:sdt></w:tbl>",
        ["任务\t单位", "甲\t乙"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), TABLES.values(), ids=TABLES)
def test_tables(body, expected):
    assert lines(body) == expected


def test_numbers_in_a_table_count_down_its_rows():
    one = numbering({0: [level(0, "decimal", "%1")]}, {1: (0, "")})
    rows = [["序号", "任务"], *[[cell(para(num=1, level=0)), task] for task in ("立法", "普法")]]
    assert lines(table(rows), numbering=one) == ["序号\t任务", "1\t立法", "2\t普法"]


# ---------------------------------------------------------------- containers


def test_the_strict_form_is_read():
    data = docx(para("一、甲"))
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for entry in source.infolist():
            part = source.read(entry).replace(made.W.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")
            target.writestr(entry.filename, part)
    assert read_docx(out.getvalue(), name="a.docx").text == "一、甲\n"


BOMB = "<!DOCTYPE a [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]>"
REFUSED = {
    "no-zip": (b"hello" * 10, "已损坏"),
    "cut-short": (docx(para("甲") * 50)[:-200], "已损坏"),
    "another-zip": (made.zipped({"a.txt": "a"}), "已损坏"),
    "names-that-lead-out": (made.zipped({"../../word/document.xml": "a"}), "已损坏"),
    "a-spreadsheet": (made.zipped({"word/document.xml": "<workbook/>"}), "Word"),
    "only-pictures": (docx(para(inner="<w:r><w:drawing/></w:r>")), "OCR"),
    "entities": (
        made.zipped(
            {
                "word/document.xml": f"<?xml version='1.0'?>{BOMB}<w:document {made.OPEN}><w:body>&b;</w:body></w:document>"
            }
        ),
        "展开",
    ),
    "outside-entity": (
        made.zipped(
            {
                "word/document.xml": f"<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><w:document {made.OPEN}><w:body>&x;</w:body></w:document>"
            }
        ),
        "展开",
    ),
    "a-bomb": (made.zipped({"word/document.xml": b" " * 70_000_000}), "展开"),
    "nested-without-end": (docx("<w:tbl><w:tr><w:tc>" * 300 + "</w:tc></w:tr></w:tbl>" * 300), "已损坏"),
    "too-many-parts": (made.zipped({f"{i}": "" for i in range(10_001)}), "10001"),
}


@pytest.mark.parametrize(("data", "said"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_is_refused_in_a_sentence(data, said):
    with pytest.raises(SourceError, match=said):
        read_docx(data, name="a.docx")
