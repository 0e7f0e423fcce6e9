"""What a law's revision comes to: its numbers, and references that only follow the new numbering."""

import pytest

from policydiff.model import Comparison, Head
from policydiff.parse.tree import parse
from policydiff.pipeline import compare


def revised(old: str, new: str) -> Comparison:
    return compare(parse(old, Head(id="old")), parse(new, Head(id="new")))


def figures(old: str, new: str) -> list[tuple[str, str, str]]:
    found = revised(
        f"第一条　{old}\n第二条　本法自公布之日起施行。", f"第一条　{new}\n第二条　本法自公布之日起施行。"
    ).figures
    return [(f.kind, f.old.quote, f.new.quote) for f in found]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(
            "违反本法的，处五千元以下的罚款；三十日内改正。", "违反本法的，处五万元以下的罚款；十五日内改正。",
            [("fine", "五千元以下", "五万元以下"), ("period", "三十日内", "十五日内")], id="fine-and-period",
        ),
        pytest.param(
            "情节严重的，处二千元以上二万元以下罚款。", "情节严重的，处五千元以上五万元以下罚款。",
            [("fine", "二千元以上", "五千元以上"), ("fine", "二万元以下", "五万元以下")], id="both-ends-of-a-range",
        ),
        pytest.param(
            "处销售额百分之一以上的罚款，不满十八周岁的除外。", "处销售额百分之五以上的罚款，不满十六周岁的除外。",
            [("percentage", "百分之一以上", "百分之五以上"), ("age", "十八周岁", "十六周岁")], id="percentage-and-age",
        ),
        pytest.param("应当在十日内答复，并说明理由。", "应当在10日内作出答复，并说明理由。", [], id="the-same-number-in-other-digits"),
        pytest.param("依照2018年4月27日的决定第三条办理登记。", "依照2024年6月28日的决定第五条办理登记。", [], id="dates-and-labels-are-none"),
        pytest.param("处五千元以下的罚款。", "處五萬元以下的罰款。", [("fine", "五千元以下", "五萬元以下")], id="either-script"),
    ],
)  # fmt: skip
def test_the_numbers_of_a_law(old, new, expected):
    assert figures(old, new) == expected


OLD = """第一条　生产者应当建立记录。
第二条　违反第一条规定的，责令改正。
第三条　违反第一条规定情节严重的，依照第二条处罚，可以吊销许可证。"""
NEW = """第一条　为了保障质量安全，制定本法。
第二条　生产者应当建立记录。
第三条　违反第二条规定的，责令改正。
第四条　违反第二条规定情节严重的，依照第三条从重处罚，可以吊销许可证。"""


def test_a_reference_that_follows_an_article_to_its_new_number_is_no_change():
    found = {c.old: (c.references_alone, [(r.old, r.new) for r in c.references]) for c in revised(OLD, NEW).changes}
    assert found["第二条",] == (True, [("第一条", "第二条")])
    assert found["第三条",] == (False, [("第一条", "第二条"), ("第二条", "第三条")])


def test_a_reference_to_another_article_is_a_change():
    other = NEW.replace("违反第二条规定的", "违反第四条规定的")
    found = {c.old: c.references_alone for c in revised(OLD, other).changes}
    assert found["第二条",] is False
