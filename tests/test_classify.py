"""Changes of clauses, targets, responsibilities and words, from alignments made by hand."""

import pytest

from policydiff.classify.changes import classify
from policydiff.classify.movement import movements
from policydiff.classify.responsibilities import responsibility_changes
from policydiff.classify.terms import terms
from policydiff.model import Alignment, Document, Facts, Group, Head, Link, Override, Responsibility, Span
from policydiff.overrides import address, rule
from policydiff.parse.tree import parse
from policydiff.wording.notes import doubt
from tests.test_classify_targets import target


def doc(text: str, id_: str = "旧", issued: str = "2019-01-01") -> Document:
    return parse(text, Head(id=id_, issued=issued))


def aligned(old: Document, new: Document, pairs: dict[str, str]) -> Alignment:
    """One group for each clause or pair; clauses that are not named are added or removed."""
    groups = [Group((o,), (n,), (Link(o, n, {}),)) for o, n in pairs.items()]
    groups += [Group((c.id,), ()) for c in old.clauses if c.id not in pairs]
    groups += [Group((), (c.id,)) for c in new.clauses if c.id not in pairs.values()]
    return Alignment(tuple(groups))


def facets(old: Document, new: Document, pairs: dict[str, str]) -> dict[str, tuple[str | None, ...]]:
    changes = classify(old, new, aligned(old, new, pairs), (), ())
    return {"+".join(c.old) + "→" + "+".join(c.new): (c.presence, c.wording, c.place) for c in changes}


def test_kept_renumbered_added_removed_in_reading_order():
    old = doc("一、目标\n甲乙丙丁。\n二、旧任务\n三、要求")
    new = doc("一、目标\n甲乙丙丁。\n二、要求\n三、新任务", "新")
    assert facets(old, new, {"一": "一", "一/¶1": "一/¶1", "三": "二"}) == {
        "一→一": ("kept", "same", "same"),
        "一/¶1→一/¶1": ("kept", "same", "same"),
        "二→": ("removed", None, None),
        "三→二": ("kept", "same", "renumbered"),
        "→三": ("added", None, None),
    }


def test_a_clause_under_another_parent_moved_and_its_children_did_not():
    old = doc("一、甲\n（一）强化保护。全面落实。\n1.细则甲。\n二、乙\n（一）其他。")
    new = doc("一、甲\n二、乙\n（一）其他。\n（二）强化保护。全面落实。\n1.细则甲。", "新")
    found = facets(
        old,
        new,
        {"一": "一", "二": "二", "一/（一）": "二/（二）", "一/（一）/1": "二/（二）/1", "二/（一）": "二/（一）"},
    )
    assert found["一/（一）→二/（二）"] == ("kept", "same", "moved")
    assert found["一/（一）/1→二/（二）/1"] == ("kept", "same", "same")
    assert found["二/（一）→二/（一）"] == ("kept", "same", "same")


def test_of_siblings_that_changed_places_the_lighter_one_moved():
    old = doc("（一）短。\n（二）这一条的文字要长得多，所以留在原处。")
    new = doc("（一）这一条的文字要长得多，所以留在原处。\n（二）短。", "新")
    found = facets(old, new, {"（一）": "（二）", "（二）": "（一）"})
    assert found == {"（二）→（一）": ("kept", "same", "renumbered"), "（一）→（二）": ("kept", "same", "moved")}


def test_clauses_redistributed_under_two_parents_are_placed_alike_both_ways():
    chapters = ("一、科技创新", "二、社会事业")
    went = "国务院作出进一步加强农村教育工作的决定，中央财政加大对农村教育的支持力度。"
    old = doc(f"{chapters[0]}\n{went}\n深化科技体制改革。\n{chapters[1]}\n发展文化事业。\n{went}")
    new = doc(f"{chapters[1]}\n发展文化事业。\n{went}\n{chapters[0]}\n深化科技体制改革。\n{went}", "新", "2020-01-01")
    links = [("一/¶1", "二/¶2"), ("一/¶1", "一/¶2"), ("二/¶2", "一/¶2")]
    pairs = {"一": "二", "二": "一", "一/¶2": "二/¶1", "二/¶1": "一/¶1"}
    alone = tuple(Group((o,), (n,), (Link(o, n, {}),)) for o, n in pairs.items())
    there = (*alone, Group(("一/¶1", "二/¶2"), ("二/¶2", "一/¶2"), tuple(Link(o, n, {}) for o, n in links)))
    back = tuple(Group(g.new, g.old, tuple(Link(x.new, x.old, {}) for x in g.links[::-1])) for g in there)
    assert movements(old, new, there) == movements(new, old, back)


def test_a_new_heading_above_old_clauses_moves_none_of_them():
    old, new = doc("第一条　甲甲。\n第二条　乙乙。"), doc("第一章　总则\n第一条　甲甲。\n第二条　乙乙。", "新")
    found = facets(old, new, {"第一条": "第一章/第一条", "第二条": "第一章/第二条"})
    assert {v for k, v in found.items() if not k.startswith("→")} == {("kept", "same", "same")}


@pytest.mark.parametrize(
    ("old", "new", "wording"),
    [
        pytest.param("优化布局，丰富内涵。", "优化布局、丰富内涵；", "cosmetic", id="punctuation"),
        pytest.param("（专利）密集型产业", "(专利)密集型产业", "cosmetic", id="width"),
        pytest.param("增长6.5%以上。", "增长65%以上。", "revised", id="point-in-a-number"),
        pytest.param("深入推进知识产权强省建设。", "深入推进知识产权强市建设。", "revised", id="one-word"),
        pytest.param("深入推进强省建设。", "做好疫情防控和复工复产各项工作。", "rewritten", id="hardly-a-word-kept"),
    ],
)
def test_wording(old, new, wording):
    [change] = classify(
        doc(f"一、{old}"), doc(f"一、{new}", "新"), aligned(doc("一、甲"), doc("一、甲"), {"一": "一"}), (), ()
    )
    assert change.wording == wording


def test_the_label_is_no_part_of_the_wording():
    [change] = classify(
        doc("（五）健全机制。"),
        doc("（六）健全机制。"),
        aligned(doc("（五）健"), doc("（六）健"), {"（五）": "（六）"}),
        (),
        (),
    )
    assert (change.wording, change.place) == ("same", "renumbered")


# ---------------------------------------------------------------- responsibilities


def in_charge(document: Document, bracket: str, *units: tuple[str, str]) -> list[Responsibility]:
    start = document.text.index(bracket)
    task = Span(document.text.rfind("。", 0, start - 1) + 1, start)
    clause = next(c.id for c in document.clauses if c.start <= start < c.end)
    return [
        Responsibility(
            clause=clause, quote=bracket, start=start, end=start + len(bracket), office=unit, office_key=unit, role=role,
            form="bracket", task=task,
        )
        for unit, role in units
    ]  # fmt: skip


OLD_TASKS = doc("一、推进代办和受理窗口业务融合。（商标局牵头，运用促进司参与）打造国际化营商环境。（办公室负责）")
NEW_TASKS = doc(
    "一、推进代办与受理窗口业务融合。（运用促进司负责，商标局、公共服务司参与）打造国际化的营商环境。（公共服务司负责）支持复工复产。（各地方知识产权局负责）",
    "新",
)


def test_who_gained_lost_or_changed_a_task():
    old = [
        *in_charge(OLD_TASKS, "（商标局牵头，运用促进司参与）", ("商标局", "lead"), ("运用促进司", "participate")),
        *in_charge(OLD_TASKS, "（办公室负责）", ("办公室", "responsible")),
    ]
    new = [
        *in_charge(
            NEW_TASKS, "（运用促进司负责，商标局、公共服务司参与）",
            ("运用促进司", "responsible"), ("商标局", "participate"), ("公共服务司", "participate"),
        ),
        *in_charge(NEW_TASKS, "（公共服务司负责）", ("公共服务司", "responsible")),
        *in_charge(NEW_TASKS, "（各地方知识产权局负责）", ("各地方知识产权局", "responsible")),
    ]  # fmt: skip
    alignment = Alignment((Group(("一",), ("一",)),))
    found = responsibility_changes(OLD_TASKS, NEW_TASKS, old, new, alignment)
    assert [(c.status, c.old and c.old.office, c.new and c.new.office) for c in found] == [
        ("added", None, "公共服务司"),
        ("role_changed", "商标局", "商标局"),
        ("role_changed", "运用促进司", "运用促进司"),
        ("reassigned", "办公室", "公共服务司"),
        ("added", None, "各地方知识产权局"),
    ]


@pytest.mark.parametrize(
    ("before", "now", "status"),
    [
        pytest.param("做好农产品质量安全的有关工作", "建立农产品质量安全追溯协作机制", ["added", "removed"], id="the-subject-alone"),
        pytest.param("建立农产品质量安全追溯机制", "建立农产品质量安全追溯协作机制", ["reassigned"], id="the-task"),
    ],
)  # fmt: skip
def test_a_task_goes_to_another_office_elsewhere_only_if_it_is_more_than_the_subject(before, now, status):
    old, new = doc(f"一、总则。{before}。（甲局负责）"), doc(f"二、总则。{now}。（乙局负责）", "新")
    ours, theirs = (
        in_charge(old, "（甲局负责）", ("甲局", "responsible")),
        in_charge(new, "（乙局负责）", ("乙局", "responsible")),
    )
    found = responsibility_changes(old, new, ours, theirs, Alignment((Group(("一",), ()), Group((), ("二",)))))
    assert [c.status for c in found] == status


HOST = [
    *in_charge(OLD_TASKS, "（商标局牵头，运用促进司参与）", ("商标局", "lead"), ("运用促进司", "participate")),
    *in_charge(OLD_TASKS, "（办公室负责）", ("办公室", "responsible")),
]
HEIRS = [
    *in_charge(NEW_TASKS, "（运用促进司负责，商标局、公共服务司参与）", ("运用促进司", "responsible")),
    *in_charge(NEW_TASKS, "（公共服务司负责）", ("公共服务司", "responsible")),
    *in_charge(NEW_TASKS, "（各地方知识产权局负责）", ("各地方知识产权局", "responsible")),
]


def by_hand(action: str, old: Responsibility, new: Responsibility) -> Override:
    return Override(action, "responsibility", address(old), address(new), "人工核对")


@pytest.mark.parametrize("heir", HEIRS, ids=[r.office for r in HEIRS])
@pytest.mark.parametrize("host", HOST, ids=[r.office for r in HOST])
def test_a_person_has_the_last_word_on_responsibilities(host, heir):
    alignment = Alignment((Group(("一",), ("一",)),))

    def found(action):
        facts = Facts(responsibilities=tuple(HOST)), Facts(responsibilities=tuple(HEIRS))
        ruling = rule([by_hand(action, host, heir)], OLD_TASKS, NEW_TASKS, *facts).responsibilities
        changes = responsibility_changes(OLD_TASKS, NEW_TASKS, HOST, HEIRS, alignment, ruling=ruling)
        assert sorted(c.old.start for c in changes if c.old) == sorted(r.start for r in HOST)
        assert sorted(c.new.start for c in changes if c.new) == sorted(r.start for r in HEIRS)
        return [(c.old, c.new) for c in changes]

    assert (host, heir) in found("link")
    assert (host, heir) not in found("unlink")


FACTS = Facts((target("审查周期", 5, "个月"), target("转化率", 20, "%")), tuple(HOST))
LATER = Facts((target("审查周期", 4, "个月"), target("转化率", 30, "%")), tuple(HEIRS))


def on_targets(action: str, old: str, new: str) -> Override:
    return Override(action, "target", old, new, "人工核对")


@pytest.mark.parametrize(
    ("overrides", "unfit"),
    [
        pytest.param([on_targets("link", "一|审查周期", "一|转化率")], 0, id="fits"),
        pytest.param([on_targets("unlink", "一|审查周期", "一|审查周期")] * 2, 0, id="said twice"),
        pytest.param([on_targets("unlink", "一|审批周期", "一|审查周期")], 1, id="no such old target"),
        pytest.param([on_targets("link", "一|审查周期", "二|审查周期")], 1, id="no such new target"),
        pytest.param([by_hand("link", HOST[0], HOST[0])], 1, id="no such new responsibility"),
        pytest.param(
            [on_targets("link", "一|转化率", "一|转化率"), on_targets("unlink", "一|转化率", "一|转化率")],
            2,
            id="set and forbidden",
        ),
        pytest.param(
            [on_targets("link", "一|转化率", "一|转化率"), on_targets("link", "一|转化率", "一|审查周期")],
            2,
            id="one beside two",
        ),
        pytest.param([Override("link", "clause", "九", "九", "人工核对")], 1, id="no such clause"),
    ],
)
def test_an_override_of_facts_that_does_not_fit_is_noted_and_not_followed(overrides, unfit):
    rulings = rule(overrides, OLD_TASKS, NEW_TASKS, FACTS, LATER)
    assert [n.code for n in rulings.unfit] == ["override-unfit"] * unfit
    assert [dict(n.values)["old"] for n in rulings.unfit] == [o.old for o in overrides[:unfit]]
    assert [dict(n.values)["old"] for n in rulings.followed] == [o.old for o in overrides[unfit:]]
    assert all(o.reason in doubt(n).zh for o, n in zip(overrides, rulings.unfit, strict=False))


# ---------------------------------------------------------------- words


def test_terms_stand_out_and_particles_do_not():
    found = terms("推进知识产权的保护。" * 20, "推进知识产权的保护。" * 20 + "统筹疫情防控和复工复产。" * 6)
    assert {t.term for t in found} >= {"疫情防控", "复工复产"}
    assert not {t.term for t in found} & {"的", "和", "推进"}
