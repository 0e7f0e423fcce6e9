"""A law's articles and their paragraphs (款): what crosses from one to another is said in these words and counted."""

import pytest

from policydiff.model import Head
from policydiff.parse.tree import parse
from policydiff.pipeline import compare
from policydiff.report.said.report import say
from policydiff.report.said.spoken import sentence

DUTY = "养犬人应当为犬只办理登记，按时接种狂犬病疫苗，并在登记证有效期满前申请续期。"
LOST = "犬只走失的，养犬人应当在二十四小时内向登记机关书面报告走失情况和犬只特征。"
LEASH = "携犬出户应当使用犬绳牵引，避让老人、儿童和孕妇，并即时清除犬只排泄的粪便。"
LIFT = "携犬乘坐电梯的，应当避开人员出行的高峰时间，并为犬只佩戴嘴套或者怀抱犬只。"
SHELTER = "公安机关设立犬只收容场所，负责收容走失犬只、没收犬只和养犬人放弃饲养的犬只。"
STAFF = "登记机关的工作人员应当文明执法，不得向养犬人收取本条例规定以外的任何费用。"


def law(*articles: tuple[str, ...]) -> str:
    numbered = zip("一二三四五六", articles, strict=False)
    return "养犬管理条例\n" + "\n".join(f"第{n}条　" + "\n".join(paragraphs) for n, paragraphs in numbered)


BASE = law((DUTY, LOST), (LEASH, LIFT), (SHELTER,))


@pytest.mark.parametrize(
    ("new", "headline", "counts"),
    [
        pytest.param(
            law((DUTY,), (LOST,), (LEASH, LIFT), (SHELTER,)),
            "1 款独立成条：第二条 犬只走失的", {"moved": 1}, id="a-paragraph-becomes-an-article",
        ),
        pytest.param(
            law((DUTY, LOST), (LEASH, LIFT, SHELTER)),
            "1 条并为他条的款：第二条第3款 公安机关设立犬只收容场所", {"moved": 1}, id="an-article-becomes-a-paragraph",
        ),
        pytest.param(
            law((DUTY,), (LEASH, LIFT), (SHELTER, LOST)),
            "1 款移入他条：第三条第2款 犬只走失的", {"moved": 1}, id="a-paragraph-goes-to-another-article",
        ),
        pytest.param(
            law((STAFF, DUTY, LOST), (LEASH, LIFT), (SHELTER,)),
            "新增 1 款（项）：第一条第1款 登记机关的工作人员", {"added": 1}, id="a-new-first-paragraph",
        ),
        pytest.param(
            law((LOST,), (LEASH, LIFT), (SHELTER,)),
            "取消 1 款（项）：第一条第1款 养犬人应当为犬只办理登记", {"removed": 1}, id="the-first-paragraph-dropped",
        ),
        pytest.param(
            law((DUTY, LOST), (LEASH,), (SHELTER,)),
            "取消 1 款（项）：第二条第2款 携犬乘坐电梯的", {"removed": 1}, id="a-paragraph-dropped",
        ),
    ],
)  # fmt: skip
def test_what_becomes_of_paragraphs_is_said_in_the_words_of_laws(new, headline, counts):
    report = say(compare(parse(BASE, Head(id="旧")), parse(new, Head(id="新"))))
    [said] = [sentence(h.sentence, "zh") for h in report.headlines]
    assert said.startswith(headline)
    assert ("（← 第" in said) == ("moved" in counts)
    assert {n.style: int(n.value) for n in report.counts if n.style and n.value != "0"} == counts


def test_an_article_that_moved_is_told_with_the_number_that_it_had():
    report = say(
        compare(parse(BASE, Head(id="旧")), parse(law((SHELTER,), (DUTY, LOST), (LEASH, LIFT)), Head(id="新")))
    )
    [said] = [sentence(h.sentence, "zh") for h in report.headlines]
    assert said.startswith("移动 1 条：第一条 公安机关设立犬只收容场所")
    assert said.endswith("（← 第三条）")


def test_a_split_says_what_became_what():
    whole = law((DUTY + LOST, LIFT), (LEASH,))
    report = say(compare(parse(whole, Head(id="旧")), parse(law((DUTY,), (LOST, LIFT), (LEASH,)), Head(id="新"))))
    said = [sentence(h.sentence, "zh") for h in report.headlines]
    assert any(s.startswith("拆分或合并 1 条") and "第一条 → 第一条，第二条" in s for s in said), said


RENAMED = "第{n}条　{where}农业{kind}主管部门应当{task}。"
TASKS = (
    ("国务院", "制定农产品质量安全标准，组织开展风险评估"),
    ("县级以上人民政府", "加强对农产品生产的监督检查，及时处理违法行为"),
    ("省级人民政府", "定期发布农产品质量安全状况，公布抽查结果"),
)


def test_a_term_in_whose_place_another_stands_is_told_once_and_is_no_new_phrase():
    def text(kind: str) -> str:
        lines = (RENAMED.format(n=n, where=w, kind=kind, task=t) for n, (w, t) in zip("一二三", TASKS, strict=True))
        return "\n".join(lines)

    found = compare(parse(text("行政"), Head(id="旧")), parse(text("农村"), Head(id="新")))
    said = [sentence(h.sentence, "zh") for h in say(found).headlines]
    assert "1 个用语替换：农业行政主管部门 → 农业农村主管部门（3 处）" in said
    assert [p.phrase for p in found.phrases] == []


def test_no_task_changed_hands_where_the_office_goes_by_another_name():
    first = "第一条　为了保障农产品质量安全，维护公众健康，制定本法。"

    def text(kind: str) -> str:
        lines = zip("二三四", TASKS, strict=True)
        return "\n".join([first, *(RENAMED.format(n=n, where=w, kind=kind, task=f"负责{t}") for n, (w, t) in lines)])

    found = compare(parse(text("行政"), Head(id="旧")), parse(text("农村"), Head(id="新")))
    assert not any("换了单位" in sentence(h.sentence, "zh") for h in say(found).headlines)
