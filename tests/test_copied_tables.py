"""One table is the same rows, whatever it was copied from."""

import pytest

from policydiff.ingest.readers.docx import read_docx
from policydiff.ingest.readers.html import read_page
from policydiff.ingest.source import read_text
from policydiff.text.tables import cell_lines, cells
from tests import reader_files as made

ROWS = ["序号\t任务\t责任单位", "1\t新建人行天桥5座。\t县住建局\u2002县财政局", "2\t建设水库。\t县水务局"]
BARS = "| 序号 | 任务 | 责任单位 |\n|:-|---|-:|\n| 1 | 新建人行天桥5座。 | 县住建局<br>县财政局 |\n| 2 | 建设水库。 | 县水务局 |"
COPIES = {
    "rows": "\n".join(ROWS).replace("\u2002", "、"),
    "bars": BARS,
    "bars-without-ends": BARS.replace("| 序号", "序号")
    .replace("责任单位 |", "责任单位")
    .replace("\n| ", "\n")
    .replace(" |\n", "\n"),
    "spreadsheet": "\n".join(ROWS).replace("县住建局\u2002县财政局", '"县住建局\n县财政局"'),
    "a-cell-a-line": "\n".join(ROWS).replace("\u2002", "、").replace("\t", "\n"),
}


@pytest.mark.parametrize("copy", COPIES.values(), ids=COPIES)
def test_a_table_is_the_same_rows_however_it_was_copied(copy):
    text = read_text(f"任务分解表\n{copy}\n\n以上任务按季度报送。", markdown=True).text
    assert text.replace("\u2002", "、").split("\n") == [
        "任务分解表", *(row.replace("\u2002", "、") for row in ROWS), "以上任务按季度报送。",
    ]  # fmt: skip


def test_a_page_gives_the_same_rows():
    body = "".join(
        "<tr>" + "".join(f"<td>{cell.replace(chr(0x2002), '<br>')}</td>" for cell in row.split("\t")) + "</tr>"
        for row in ROWS
    )
    assert (
        read_page(f"<html><body><table>{body}</table></body></html>".encode(), name="a.html").text.split("\n")[:-1]
        == ROWS
    )


NO_TABLES = {
    "bars-in-a-line": "首页 | 政策 | 解读\n关于加强保护的通知",
    "headings-of-sections": "任务\n推进改革。\n责任单位\n县住建局负责。\n措施\n加强领导。",
    "numbers-that-do-not-count": "序号\n任务\n责任单位\n3\n建设水库。\n县水务局",
    "a-quotation": "他说“甲\n乙”。",
}


@pytest.mark.parametrize("text", NO_TABLES.values(), ids=NO_TABLES)
def test_other_lines_are_no_table(text):
    assert "\t" not in read_text(text).text


def test_line_breaks_at_the_edges_of_a_cell_go():
    text = "| 任务 | 单位 |\n|---|---|\n| 甲 <br> | <br>教育局 <br/> 人社局<br> |\n|| 乙 |"
    assert read_text(text).text.split("\n") == ["任务\t单位", "甲\t教育局\u2002人社局", "乙"]


TABS = {
    "behind-a-label": ("一、\t总体要求\n（一）\t新建学校5所。", "一、 总体要求\n（一） 新建学校5所。"),
    "behind-an-arabic-label": ("1.\t新建学校5所，改善条件。", "1. 新建学校5所，改善条件。"),
    "beside-a-number": ("占比达到2.8\t%以上，新建公园\t20\t座。", "占比达到2.8 %以上，新建公园 20 座。"),
    "in-a-table": ("1.\t新建学校5所。\t县教育局\n2.\t新建公园。\t县住建局", None),
    "below-a-head": ("序号\t任务\n1\t新建学校5所。\n2\t新建公园20座。", None),
    "figures": ("公园\t20\n学校\t5", None),
}


@pytest.mark.parametrize(("raw", "text"), TABS.values(), ids=TABS)
def test_a_tab_that_parts_no_cells_is_a_space(raw, text):
    assert read_text(raw).text == (text or raw)


def test_an_empty_cell_keeps_its_column():
    text = "| 类别 | 指标 | 数量 |\n|---|---|---|\n| 经济 | 增速 | 5 |\n|  | 投资 | 6 |\n| 民生 |  | 7 |"
    assert read_text(text).text.split("\n")[1:] == ["经济\t增速\t5", "\t投资\t6", "民生\t\t7"]


IN_A_CELL = {
    "two-offices": ("教育局\n人社局", "教育局\u2002人社局"),
    "a-name-that-wraps": ("市发展改革委、市工业和信\n息化局", "市发展改革委、市工业和信息化局"),
    "a-list-that-wraps": ("教育局、\n人社局", "教育局、人社局"),
    "roles": ("牵头：教育局\n配合：人社局", "牵头：教育局\u2002配合：人社局"),
    "a-role-above-its-office": ("牵头单位：\n教育局", "牵头单位：教育局"),
    "text-that-wraps": ("建设数据平台，推动政务数据共\n享应用", "建设数据平台，推动政务数据共享应用"),
    "sentences": ("建设平台。\n推动共享。", "建设平台。\u2002推动共享。"),
    "a-short-line-above-a-long-one": ("张三\n某某县人民政府副县长", "张三\u2002某某县人民政府副县长"),
    "labels": ("1.建设平台\n2.推动共享", "1.建设平台\u20022.推动共享"),
}


@pytest.mark.parametrize(("lines", "cell"), IN_A_CELL.values(), ids=IN_A_CELL)
def test_lines_in_a_cell_are_parted_by_a_sign_or_joined(lines, cell):
    table = made.table([["任务", "单位"], ["甲", made.cell("".join(map(made.para, lines.split("\n"))))]])
    row = read_docx(made.docx(table), name="a.docx").text.split("\n")[1]
    (start, end) = list(cells(row, 0, len(row)))[1]
    assert row[start:end] == cell
    assert [row[a:b] for a, b in cell_lines(row, start, end)] == cell.split("\u2002")
