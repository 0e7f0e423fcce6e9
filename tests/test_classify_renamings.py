"""A department that was renamed throughout is one statement."""

from policydiff.model import Document, Head
from policydiff.parse.tree import parse
from policydiff.pipeline import compare

TASKS = (
    "开展产品质量监督抽查",
    "加强特种设备安全监察",
    "健全计量检定体系",
    "完善标准化工作机制",
    "推进检验检测机构改革",
)


def year(office: str, *, other: str = "", name: str = "x") -> Document:
    last = len(TASKS) - 1
    lines = [
        f"（{'一二三四五'[i]}）{task}。（{other if other and i == last else office}负责）"
        for i, task in enumerate(TASKS)
    ]
    return parse("一、重点任务\n" + "\n".join(lines), Head(id=name))


def test_an_office_with_another_name_at_every_task_was_renamed():
    found = compare(year("质量技术监督局"), year("市场监督管理局"))
    (renaming,) = found.renamings
    assert (renaming.old, renaming.new, len(renaming.changes)) == ("质量技术监督局", "市场监督管理局", 5)
    assert {found.responsibility_changes[i].status for i in renaming.changes} == {"reassigned"}


def test_an_office_that_only_handed_over_a_task_was_not():
    assert compare(year("质量技术监督局"), year("质量技术监督局", other="市场监督管理局")).renamings == ()


def test_nor_one_that_took_over_from_another_while_it_was_there():
    assert compare(year("质量技术监督局", other="市场监督管理局"), year("市场监督管理局")).renamings == ()
