"""PDF: lines become paragraphs, margins go, tables stay, and a scan is refused."""

import pytest

from policydiff.errors import SourceError
from policydiff.ingest.readers.pdf import read_pdf, read_unbounded
from policydiff.ingest.readers.pdf.evidence import evidence_of
from policydiff.ingest.readers.pdf.lines import FIRST_WORD
from policydiff.ingest.readers.pdf.margins import _SURE_NUMBER
from tests.reader_files import block, grid, pdf, rule, words


def lines(*pages: str, **options: str | int) -> list[str]:
    return read_unbounded(pdf(*pages, **options), name="a.pdf").text.splitlines()


# Twenty-six characters of 16 points fill a line; > is an indentation of two.
FULL = "知识产权保护是创新驱动发展的刚需是国际贸易的标配要"
TEXT = {
    "a-line-that-is-full-goes-on": ([f">{FULL[:24]}", f"{FULL}", "不断加强保护。"], [FULL[:24] + FULL + "不断加强保护。"]),
    "an-indentation-begins-a-paragraph": ([f">{FULL[:24]}", "加强保护。", f">{FULL[:24]}", "改善服务。"], [FULL[:24] + "加强保护。", FULL[:24] + "改善服务。"]),
    "a-short-line-ends-a-paragraph": ([FULL + "强", "加强保护。", FULL + "强", "改善服务。"], [FULL + "强加强保护。", FULL + "强改善服务。"]),
    "a-mark-that-may-not-begin-a-line": ([f">{FULL[:23]}", "的，应当加强。", f">{FULL[:24]}", "好。"], [FULL[:23] + "的，应当加强。", FULL[:24] + "好。"]),
    "a-label-that-stands-apart": ([FULL + "强", "第一章 总则"], [FULL + "强", "第一章 总则"]),
    "a-label-behind-a-full-stop": ([FULL + "。", "（一）加强保护。", FULL + "。"], [FULL + "。", "（一）加强保护。", FULL + "。"]),
    "a-label-inside-a-sentence": ([FULL + "、", "（一）项的规定。", FULL + "。"], [FULL + "、（一）项的规定。", FULL + "。"]),
    "latin-words-keep-their-space": ([FULL[:20] + " using the PCT", "system and so on", "。" + FULL[:24]], [FULL[:20] + " using the PCT system and so on。" + FULL[:24]]),
}  # fmt: skip


@pytest.mark.parametrize(("drawn", "expected"), TEXT.values(), ids=TEXT)
def test_lines_into_paragraphs(drawn, expected):
    assert lines(block(drawn)) == expected


def test_a_font_that_is_only_named_is_read_on_any_machine():
    assert read_unbounded(pdf(words("一、总体要求", 90, 700), embedded=False), name="a.pdf").text == "一、总体要求\n"


def test_a_title_set_in_the_middle_over_full_lines_is_one():
    text = "".join(
        words(line, 98, 800 - 40 * at, 32)
        for at, line in enumerate(["国家知识产权局关于印发的推", "动知识产权高质量发展工作的"])
    )
    body = block([f">{FULL[:24]}", FULL + "求", FULL + "求", "加强保护。"] * 9, y=690, size=16, step=17)
    assert (
        lines(text + words("指引的通知", 226, 720, 32) + body)[0]
        == "国家知识产权局关于印发的推动知识产权高质量发展工作的指引的通知"
    )


def test_a_space_of_which_only_the_gap_is_left_is_one():
    spaced = (
        words("第一条", 90, 700) + words("为了加强保护", 142, 700) + words("5.4", 90, 660) + words("通信", 130, 660)
    )
    assert lines(spaced) == ["第一条 为了加强保护", "5.4\u3000通信"]


def test_a_line_of_spaced_signs_does_not_hide_how_far_the_line_is_stretched():
    stretched = "".join(words(c, 90 + 20 * at, 700) for at, c in enumerate("有前款所列第（一）（三）（四）（五）项"))
    assert lines(stretched + words("情形的。", 90, 672)) == ["有前款所列第（一）（三）（四）（五）项情形的。"]


ORDERS = {
    "the-catchword-of-a-paragraph": ("社会建设加强。", True),
    "a-sentence-like-those-inside": ("其中城乡居民的收入增长百分之五，就业稳定，物价平稳。", False),
}


@pytest.mark.parametrize(("after", "expected"), ORDERS.values(), ids=ORDERS)
def test_how_paragraphs_end_elsewhere_decides_where_the_page_does_not(after, expected):
    known = evidence_of(
        ["经济实力增强。其中城乡居民的收入增长百分之五，就业稳定，物价平稳。城市更加宜居，环境改善。"] * 20,
        lines=60, width=26,
    )  # fmt: skip
    assert known.ends("物价平稳。", after) is expected


def test_a_paragraph_goes_on_over_the_page():
    first = block([f">{FULL[:24]}", FULL + "求"]) + words("— 1 —", 280, 40, 12)
    second = block(["不断加强保护。", f">{FULL[:24]}", "改善服务。"]) + words("— 2 —", 280, 40, 12)
    one = read_unbounded(pdf(first, second), name="a.pdf")
    assert one.text.splitlines() == [FULL[:24] + FULL + "求不断加强保护。", FULL[:24] + "改善服务。"]
    assert [(piece.text, piece.reason) for piece in one.left_out] == [
        ("— 1 —", "page-number"),
        ("— 2 —", "page-number"),
    ]


@pytest.mark.parametrize(
    "text", ["— 1 —", "-12-", "－3－", "第 3 页", "第3页 共10页", "3/10", "Page 3 of 10", "· 3 ·", "– iv –"]
)
def test_page_numbers(text):
    assert _SURE_NUMBER.fullmatch(text)


@pytest.mark.parametrize("text", ["第三条", "2020年", "1.总则", "—加强", "（3）", "12"])
def test_no_page_numbers(text):
    assert not _SURE_NUMBER.fullmatch(text)


def test_heads_and_bare_numbers_go_where_they_come_on_every_page():
    def page(number: int) -> str:
        head = words("国务院公报", 90, 800, 10) + words(f"2020年第{number}号", 420, 800, 10)
        return head + block([f">{FULL[:24]}", f"第{'一二三'[number - 1]}页的正文。"]) + words(str(number), 295, 40, 10)

    one = read_unbounded(pdf(page(1), page(2), page(3)), name="a.pdf")
    assert one.text.splitlines() == [FULL[:24] + f"第{n}页的正文。" for n in "一二三"]
    assert {piece.reason for piece in one.left_out} == {"running-head", "page-number"}


def test_a_number_alone_in_the_text_stays():
    assert lines(block(["数量", "3", "单位"])) == ["数量", "3", "单位"]


def test_two_columns_are_read_one_after_the_other():
    left = [f">{FULL[:10]}", FULL[:12], FULL[:12], FULL[:12], FULL[:12], "左栏完。"]
    right = [f">{FULL[:10]}", FULL[:12], FULL[:12], FULL[:12], FULL[:12], "右栏完。"]
    page = words("标题横跨两栏的一份通知", 200, 780, 20)
    page += block(left, x=60, size=16, step=24) + block(right, x=320, size=16, step=24)
    body = FULL[:10] + FULL[:12] * 4
    assert lines(page) == ["标题横跨两栏的一份通知", body + "左栏完。", body + "右栏完。"]


XS = (80, 140, 340, 480)
ROWS = [("序号", "任务", "责任单位"), ("1", "立法", "条法司"), ("2", "普法", "")]


def drawn_table(rows: list[tuple[str, ...]], top: float = 700) -> str:
    return "".join(
        words(text, XS[c] + 5, top - 30 * r - 20, 12)
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
        if text
    )


def test_a_ruled_table():
    page = (
        words("现将分工明确如下。", 90, 760)
        + grid(XS, [700, 670, 640, 610])
        + drawn_table(ROWS)
        + words("特此通知。", 90, 560)
    )
    assert lines(page) == ["现将分工明确如下。", "序号\t任务\t责任单位", "1\t立法\t条法司", "2\t普法", "特此通知。"]


def test_a_missing_line_joins_fields():
    level = [rule(80, y, 480, y) for y in (700, 670, 610)] + [rule(80, 640, 340, 640)]
    upright = [rule(x, 700, x, 610) for x in XS]
    page = "".join(level + upright) + drawn_table(ROWS)
    assert lines(page) == ["序号\t任务\t责任单位", "1\t立法\t条法司", "2\t普法\t条法司"]


def test_the_lines_of_a_cell():
    page = grid(XS, [700, 670, 600]) + drawn_table(ROWS[:1])
    page += (
        words("1", 85, 650, 12) + words("加强知识产权的创造保护运用服务", 145, 655, 12) + words("和管理", 145, 637, 12)
    )
    page += words("条法司", 345, 655, 12) + words("保护司", 345, 637, 12)
    assert lines(page)[1] == "1\t加强知识产权的创造保护运用服务和管理\t条法司\u2002保护司"


def test_a_table_goes_on_over_the_page():
    page = grid(XS, [700, 670, 640]) + drawn_table(ROWS[:2])
    more = grid(XS, [700, 670, 640]) + drawn_table([ROWS[0], ("2", "普法", "保护司")])
    one = read_unbounded(pdf(page, more), name="a.pdf")
    assert one.text.splitlines() == ["序号\t任务\t责任单位", "1\t立法\t条法司", "2\t普法\t保护司"]
    assert [piece.reason for piece in one.left_out] == ["repeated-header"]


def test_a_table_without_lines():
    rows = [
        words(t, 90 + 130 * c, 700 - 24 * r)
        for r, row in enumerate([*ROWS[:2], ("2", "普法", "保护司")])
        for c, t in enumerate(row)
    ]
    assert lines("".join(rows)) == ["序号\t任务\t责任单位", "1\t立法\t条法司", "2\t普法\t保护司"]


ODD = {
    "painted-twice": words("一、总体要求", 90, 700) + words("一、总体要求", 90.3, 700),
    "turned": "".join(words("一、总体要求", 300, 100, turned=True)),
    "with-a-watermark": words("一、总体要求", 90, 700) + words("草稿", 300, 400, 60, turned=True),
    "spaced-by-zero-width-spaces": words("一、", 90, 700) + words(" ", 122, 700) + words("总体要求", 122, 700),
}


@pytest.mark.parametrize("page", ODD.values(), ids=ODD)
def test_odd_pages(page):
    assert lines(page) == ["一、总体要求"]


def test_a_page_that_is_turned_is_read():
    assert lines(words("一、总体要求", 300, 100, turned=True), rotate=90) == ["一、总体要求"]


def test_words_laid_under_a_scan_are_noted():
    assert [note.code for note in read_unbounded(pdf(words("一、总体要求", 90, 700, mode=3)), name="a.pdf").notes] == [
        "text-from-ocr"
    ]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("（一）指导", "（一）"),
        ("92%以上", "92%"),
        ("的，并", "的，"),
        ("为了加强", "为"),
        ("“严重”的", "“严"),
        ("2020年", "2020"),
    ],
)
def test_what_cannot_be_parted(text, word):
    assert FIRST_WORD.match(text)[0] == word


def packed(content: bytes, size: int) -> bytes:
    """A PDF with one page whose content unpacks to so many bytes."""
    import zlib

    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(content * (1 << 20)) for _ in range(size // len(content) >> 20)) + packer.flush()
    page = pdf("").replace(b"<< /Length 0 >>\nstream\n", b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(data))
    return page.replace(b"stream\n\nendstream", b"stream\n" + data + b"\nendstream")


REFUSED = {
    "a-bomb": (packed(b" ", 1 << 30), "时间和内存|损坏"),
    "no-pages": (pdf("", embedded=False).replace(b"/Count 1 /Kids [6 0 R]", b"/Count 0 /Kids []"), "损坏"),
    "cut-short": (pdf(words("一、总体要求", 90, 700))[:500], "损坏|OCR"),
    "a-scan": (pdf(""), "OCR"),
    "no-pdf": (b"%PDF-1.7\n" + b"rubbish" * 100, "损坏"),
    "a-page-that-holds-itself": (
        pdf("", embedded=False).replace(b"/Kids [6 0 R]", b"/Kids [2 0 R]"),
        "损坏|OCR",
    ),
    "too-many-pages": (pdf("").replace(b"/Count 1", b"/Count 90000000"), "页|OCR|损坏"),
    "encrypted": (
        pdf(words("密", 90, 700), trailer="/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -4 "
            f"/O <{'ab' * 32}> /U <{'cd' * 32}> >> /ID [<{'00' * 16}> <{'00' * 16}>]"),
        "密码",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("data", "said"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_is_refused_in_a_sentence(data, said):
    with pytest.raises(SourceError, match=said):
        read_pdf(data, name="a.pdf")


def test_the_process_apart_gives_the_same():
    data = pdf(block([f">{FULL[:24]}", "加强保护。"]) + words("— 1 —", 280, 40, 12))
    assert read_pdf(data, name="a.pdf") == read_unbounded(data, name="a.pdf")


def inked(content: str, ink: str) -> str:
    """Text in a colour, as PDF writes it."""
    return f"q {ink} rg\n{content}Q\n"


def askew(text: str, x: float, y: float, size: float = 20) -> str:
    return f"BT /F {size} Tf 0.7 0.7 -0.7 0.7 {x} {y} Tm <{text.encode('utf-16-be').hex()}> Tj ET\n"


BODY = block([f">{FULL[:24]}", "加强保护。"])
GREY = "0.8 0.8 0.8"
STAMPS = {
    "more-of-it-than-of-the-body": "".join(
        askew("某某局 张某", 60 + 90 * x, 100 + 120 * y) for x in range(5) for y in range(6)
    ),
    "large-and-pale": inked(words("内部资料 注意保存", 100, 400, 48), GREY),
    "pale-and-again-and-again": inked(
        "".join(words("某某局 张某", 60 + 180 * x, 300 - 60 * y, 12) for x in range(3) for y in range(4)), GREY
    ),
    "upright-at-the-side": "".join(words("内部资料", 30, 100 + 150 * n, 20, turned=True) for n in range(4)),
    "pale-across-the-lines": inked(words("草稿", 150, 712, 40), GREY),
}


@pytest.mark.parametrize("stamp", STAMPS.values(), ids=STAMPS)
def test_what_is_stamped_across_a_page_is_no_text(stamp):
    for page in (stamp + BODY, BODY + stamp):
        one = read_unbounded(pdf(page), name="a.pdf")
        assert one.text.splitlines() == [FULL[:24] + "加强保护。"]
        assert [piece.reason for piece in one.left_out] == ["watermark"]


def test_a_stamp_in_one_place_on_every_page_is_no_text():
    pages = [words("仅供参考", 200, 400, 22) + block([f">{FULL[:24]}", f"第{n}项。"]) for n in "一二三"]
    assert lines(*pages) == [f"{FULL[:24]}第{n}项。" for n in "一二三"]


def test_white_words_on_a_coloured_ground_and_red_heads_stay():
    head = inked(words("某某市人民政府文件", 150, 760, 30), "1 0 0") + inked(words("任务", 90, 730), "1 1 1")
    assert lines(head + BODY)[:2] == ["某某市人民政府文件", "任务"]


def test_vertical_text_is_refused():
    page = "".join(words(char, 500 - 30 * (at // 20), 700 - 20 * (at % 20)) for at, char in enumerate(FULL * 4))
    with pytest.raises(SourceError, match="竖排"):
        read_unbounded(pdf(page), name="a.pdf")


def test_a_scan_that_lay_a_little_askew_is_text():
    page = "".join(
        f"BT /F 16 Tf 0.999 {slope} -{slope} 0.999 90 {700 - 28 * at} Tm <{line.encode('utf-16-be').hex()}> Tj ET\n"
        for at, (line, slope) in enumerate([("一、总体要求", 0.03), ("坚持稳中求进。", 0.02)])
    )
    assert lines(page) == ["一、总体要求", "坚持稳中求进。"]
