"""Small comparisons made by hand, with every kind of change in them: what the report's tests look at.

Nothing here runs a stage of the pipeline but `parse` and the word-level edits, so a fault elsewhere cannot hide one in
the report.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from policydiff.model import (
    Change,
    Comparison,
    Document,
    Edit,
    Facts,
    Head,
    Link,
    MovedText,
    Note,
    Passage,
    Place,
    Presence,
    Repair,
    Responsibility,
    ResponsibilityChange,
    ResponsibilityStatus,
    Role,
    SourceRef,
    Span,
    Target,
    TargetChange,
    TargetStatus,
    Term,
    Wording,
)
from policydiff.parse.tree import parse
from policydiff.text.inline import edits

OLD_TEXT = """推动知识产权高质量发展年度工作指引（2019）
一、总体要求
（一）指导思想
坚持稳中求进工作总基调，践行新发展理念，坚持补短板，强弱项；优化存量资源配置。
（二）基本原则
坚持因地制宜，持续推动知识产权年度重点工作落地见效。根据引领型、支撑型和特色型知识产权强省建设试点类别，结合各区域在创新能力、经济社会发展水平等方面实际情况，设置差异化发展任务、工作重点和评价体系，合理规划发展路径，细化落实本地区具体任务，尊重地方首创精神，充分发挥各地比较优势和潜力，促进知识产权供给质量的有效协同，打造形成若干具有带动力和影响力的知识产权高质量发展样板。
（三）主要目标
——知识产权创造。每万人口发明专利拥有量达到12.5件，高价值专利审查周期压减至17.5个月以内，商标注册平均审查周期压减至5个月以内。
——知识产权服务。商标网上申请比例不低于90%。新建50家技术与创新支持中心（TISC）。知识产权保护满意度保持较高水平。
二、政策护航
（一）加强战略谋划。开展“十四五”规划前期研究。（战略规划司负责）对标国际一流水平，优化营商环境评价指标体系。（办公室负责）
（二）推进法治建设。完善知识产权法律制度。（条法司负责）深化“一带一路”知识产权国际合作，深度参与知识产权全球治理。（国际合作司负责）
（三）健全保护政策。加快构建严保护、大保护、快保护、同保护工作格局。（保护司负责，商标局参与）
（四）完善运用促进和公共服务政策。启动知识产权证券化试点。指导各地推进专利代办和商标受理窗口业务融合。（商标局牵头，运用促进司参与）加强全国知识产权信息公共服务体系建设。（公共服务司负责）
（五）开展业务轮训。全年轮训地方业务骨干不少于3000人次。（人事司牵头）
（六）完善指标统计与监测。加强高价值发明专利拥有量等知识产权核心指标的统计监测。（战略规划司负责）"""

NEW_TEXT = """推动知识产权高质量发展年度工作指引（2020）
一、总体要求
（一）指导思想
坚持稳中求进工作总基调，践行新发展理念，坚持补短板、强弱项，优化存量资源配置。
（二）基本原则
坚持因地制宜，持续推动知识产权年度重点工作落地见效。根据引领型、支撑型和特色型知识产权强省建设试点类别，结合各区域在创新能力、经济社会发展水平等方面实际情况，设置差异化发展任务、工作重点和评价体系，合理规划发展路径，细化落实本地区具体任务，尊重地方首创精神，充分发挥各地比较优势和潜力，促进知识产权供给质量的有效协同，打造形成若干具有带动力和影响力的知识产权高质量发展样板。
（三）主要目标
——知识产权创造。高价值专利审查周期压减至16个月以内，商标注册平均审查周期压减至4个月。
——知识产权服务。商标网上申请比例不低于92%。新建30家技术与创新支持中心（TISC）。知识产权保险保障金额增长20%以上。知识产权保护满意度保持较高水平。
二、政策护航
（一）完善指标统计与监测。加强高价值发明专利拥有量等知识产权核心指标的统计监测。（战略规划司负责）
（二）支持企业复工复产。对涉及防治新冠肺炎的专利申请、商标注册，依请求予以优先审查办理。（局内有关部门按职责分工负责）各地要研究制定支持本地区企业复工复产的政策措施。（各地方知识产权局负责）
（三）加强战略谋划。加快知识产权“十四五”规划编制。（战略规划司负责）对标国际一流水平，优化营商环境评价指标体系。（公共服务司负责）完善知识产权法律制度。（条法司负责）深化“一带一路”知识产权国际合作，深度参与知识产权全球治理。（国际合作司负责）
（四）健全保护政策。高标准落实《关于强化知识产权保护的意见》，组织制定推进计划。（保护司负责）
（五）完善运用促进政策。加快推进知识产权证券化试点。指导各地推进专利代办和商标受理窗口业务融合。（运用促进司负责，商标局参与）
（六）优化公共服务政策。加强全国知识产权信息公共服务体系建设。（公共服务司负责）"""


def document(text: str, **head: object) -> Document:
    """A parsed text under a head."""
    return parse(text, Head(**head))  # type: ignore[arg-type]


def change(
    number: int,
    old: Document,
    new: Document,
    ids: tuple[Sequence[str], Sequence[str]],
    wording: Wording | None = None,
    place: Place | None = None,
    **facts: tuple[object, ...],
) -> Change:
    """A change between clauses named by id; its presence follows from how many there are."""
    old_ids, new_ids = map(tuple, ids)
    presence: Presence = "kept"
    if not (old_ids and new_ids):
        presence = "added" if new_ids else "removed"
    elif len(old_ids) != len(new_ids):
        presence = "split" if len(old_ids) == 1 else "merged"
    return Change(
        id=f"c{number}",
        old=old_ids,
        new=new_ids,
        presence=presence,
        links=tuple(Link(a, b, {"words": 0.5}) for a in old_ids for b in new_ids),
        wording=wording,
        place=place,
        edits=edits("\n".join(old.by_id[c].text for c in old_ids), "\n".join(new.by_id[c].text for c in new_ids)),
        **facts,  # type: ignore[arg-type]
    )


def target(doc: Document, quote: str, indicator: str, comparator: str, value: float | None, unit: str, **more: object) -> Target:  # fmt: skip
    """A target found by its words."""
    start = doc.text.index(quote)
    clause = next(c for c in doc.clauses if c.start <= start < c.end)
    known: dict[str, object] = {"kind": "target", "measure": "level", "direction": None, "value_high": None}
    return Target(
        clause=clause.id, quote=quote, start=start, end=start + len(quote),
        indicator=indicator, comparator=comparator, value=value, unit=unit, **(known | more),  # type: ignore[arg-type]
    )  # fmt: skip


def responsibility(doc: Document, quote: str, unit: str, role: Role, nth: int = 1) -> Responsibility:
    """A unit in the nth bracket with these words."""
    start = -1
    for _ in range(nth):
        start = doc.text.index(quote, start + 1)
    clause = next(c for c in doc.clauses if c.start <= start < c.end)
    before = max(
        doc.text.rfind("）", clause.body, start), clause.body - 1, doc.text.rfind("。", clause.body, start - 1)
    )
    begin = doc.text.rfind("。", clause.body, before) + 1 or clause.body
    return Responsibility(
        clause=clause.id, quote=quote, start=start, end=start + len(quote), office=unit, office_key=unit,
        role=role, form="bracket", task=Span(begin, start),
    )  # fmt: skip


def guidance() -> Comparison:
    """Two years of a guidance, shortened: every kind of change, target, responsibility and note."""
    series = "推动知识产权高质量发展年度工作指引"
    old = document(OLD_TEXT, id="2019", title=f"{series}（2019）", issued="2019-06-06", series=series, status="sample")
    new = document(
        NEW_TEXT,
        id="2020",
        title=f"{series}（2020）",
        doc_number="国知发运字〔2020〕13号",
        issuer="国家知识产权局",
        issued="2020-04-20",
        series=series,
        status="copy",
        sources=(SourceRef("https://example.org/2020.html", "2024-01-02", "0" * 64), SourceRef("2020.html")),
    )
    new = Document(
        head=new.head,
        text=new.text,
        clauses=new.clauses,
        repairs=(
            Repair(0, 0, "", "", "script", 1974),
            Repair(10, 18, "動(dòng)", "动", "reading"),
            Repair(40, 48, "動(dòng)", "动", "reading"),
            Repair(90, 96, "来源：某网\n", "", "furniture-source-line"),
        ),
        notes=(
            Note("numbering-gap", "二/（二）", (("label", "（二）"), ("expected", "3"))),
            Note("issuer-slip", "二/（六）", (("wrong", "信息公共服务"), ("right", "公共服务"), ("reason", "漏字"))),
        ),
    )
    return _compared(old, new)


def _compared(old: Document, new: Document) -> Comparison:
    targets, old_targets, new_targets = _targets(old, new)
    duties, old_duties, new_duties = _duties(old, new)
    passage = "完善知识产权法律制度。（条法司负责）深化“一带一路”知识产权国际合作，深度参与知识产权全球治理。（国际合作司负责）"
    moved = MovedText(_passage(old, "二/（二）", passage), _passage(new, "二/（三）", passage))
    one: list[tuple[Sequence[str], Sequence[str], Wording | None, Place | None]] = [
        (["正文/¶1"], ["正文/¶1"], "revised", "same"),
        (["一"], ["一"], "same", "same"),
        (["一/（一）"], ["一/（一）"], "same", "same"),
        (["一/（一）/¶1"], ["一/（一）/¶1"], "cosmetic", "same"),
        (["一/（二）"], ["一/（二）"], "same", "same"),
        (["一/（二）/¶1"], ["一/（二）/¶1"], "same", "same"),
        (["一/（三）"], ["一/（三）"], "same", "same"),
        (["一/（三）/——1"], ["一/（三）/——1"], "revised", "same"),
        (["一/（三）/——2"], ["一/（三）/——2"], "revised", "same"),
        (["二"], ["二"], "same", "same"),
        (["二/（六）"], ["二/（一）"], "same", "moved"),
        ([], ["二/（二）"], None, None),
        (["二/（一）"], ["二/（三）"], "revised", "renumbered"),
        (["二/（二）"], [], None, None),
        (["二/（三）"], ["二/（四）"], "rewritten", "renumbered"),
        (["二/（四）"], ["二/（五）", "二/（六）"], "revised", "renumbered"),
        (["二/（五）"], [], None, None),
    ]
    changes = []
    for number, (old_ids, new_ids, wording, place) in enumerate(one, 1):
        here = {
            "target_changes": tuple(i for i, t in enumerate(targets) if _touches(t, old_ids, new_ids)),
            "responsibility_changes": tuple(i for i, d in enumerate(duties) if _touches(d, old_ids, new_ids)),
            "moved_text": (moved,) if moved.old.clause in old_ids or moved.new.clause in new_ids else (),
        }
        changes.append(change(number, old, new, (old_ids, new_ids), wording, place, **here))
    return Comparison(
        old=old,
        new=new,
        old_facts=Facts(old_targets, old_duties),
        new_facts=Facts(new_targets, new_duties),
        changes=tuple(changes),
        target_changes=targets,
        responsibility_changes=duties,
        terms=(Term("复工复产", 0, 2, 3.2), Term("前期研究", 1, 0, -1.4)),
        notes=(Note("attachment-absent", None, (("title", "任务清单"),)),),
    )


def _touches(c: TargetChange | ResponsibilityChange, old: Iterable[str], new: Iterable[str]) -> bool:
    return bool((c.old and c.old.clause in old) or (c.new and c.new.clause in new))


def _passage(doc: Document, clause: str, words: str) -> Passage:
    start = doc.text.index(words)
    return Passage(clause, start, start + len(words))


def _targets(old: Document, new: Document) -> tuple[tuple[TargetChange, ...], tuple[Target, ...], tuple[Target, ...]]:
    months = ("高价值专利审查周期", "<=", 17.5, "个月")
    pairs: list[tuple[TargetStatus, Target | None, Target | None, float | None]] = [
        ("tightened", target(old, "高价值专利审查周期压减至17.5个月以内", *months),
         target(new, "高价值专利审查周期压减至16个月以内", months[0], "<=", 16, "个月"), -1.5),
        ("tightened", target(old, "商标注册平均审查周期压减至5个月以内", "商标注册平均审查周期", "<=", 5, "个月"),
         target(new, "商标注册平均审查周期压减至4个月", "商标注册平均审查周期", "=", 4, "个月"), -1.0),
        ("tightened", target(old, "商标网上申请比例不低于90%", "商标网上申请比例", ">=", 90, "%"),
         target(new, "商标网上申请比例不低于92%", "商标网上申请比例", ">=", 92, "%"), 2.0),
        ("loosened", target(old, "新建50家技术与创新支持中心", "技术与创新支持中心", "=", 50, "家", measure="increment", direction="up"),
         target(new, "新建30家技术与创新支持中心", "技术与创新支持中心", "=", 30, "家", measure="increment", direction="up"), -20.0),
        ("added", None, target(new, "知识产权保险保障金额增长20%以上", "知识产权保险保障金额", ">=", 20, "%", measure="change", direction="up"), None),
        ("removed", target(old, "每万人口发明专利拥有量达到12.5件", "每万人口发明专利拥有量", "=", 12.5, "件"), None, None),
        ("removed", target(old, "全年轮训地方业务骨干不少于3000人次", "轮训地方业务骨干", ">=", 3000, "人次", deadline="全年"), None, None),
    ]  # fmt: skip
    words = ("知识产权保护满意度保持较高水平", "知识产权保护满意度", "=", None, "")
    quality = [target(d, *words, kind="qualitative") for d in (old, new)]
    return (
        tuple(TargetChange(*p) for p in pairs),
        (*(p[1] for p in pairs if p[1]), quality[0]),
        (*(p[2] for p in pairs if p[2]), quality[1]),
    )


def _duties(
    old: Document, new: Document
) -> tuple[tuple[ResponsibilityChange, ...], tuple[Responsibility, ...], tuple[Responsibility, ...]]:
    def of(doc: Document, found: tuple[str, str, Role] | tuple[str, str, Role, int] | None) -> Responsibility | None:
        return responsibility(doc, *found) if found else None

    plan: list[tuple[ResponsibilityStatus, tuple | None, tuple | None]] = [  # type: ignore[type-arg]
        ("kept", ("（战略规划司负责）", "战略规划司", "responsible", 2), ("（战略规划司负责）", "战略规划司", "responsible", 1)),
        ("kept", ("（战略规划司负责）", "战略规划司", "responsible", 1), ("（战略规划司负责）", "战略规划司", "responsible", 2)),
        ("added", None, ("（局内有关部门按职责分工负责）", "局内有关部门", "shared")),
        ("added", None, ("（各地方知识产权局负责）", "各地方知识产权局", "responsible")),
        ("reassigned", ("（办公室负责）", "办公室", "responsible"), ("（公共服务司负责）", "公共服务司", "responsible", 1)),
        ("kept", ("（条法司负责）", "条法司", "responsible"), ("（条法司负责）", "条法司", "responsible")),
        ("kept", ("（国际合作司负责）", "国际合作司", "responsible"), ("（国际合作司负责）", "国际合作司", "responsible")),
        ("kept", ("（保护司负责，商标局参与）", "保护司", "responsible"), ("（保护司负责）", "保护司", "responsible")),
        ("removed", ("（保护司负责，商标局参与）", "商标局", "participate"), None),
        ("role_changed", ("（商标局牵头，运用促进司参与）", "运用促进司", "participate"),
         ("（运用促进司负责，商标局参与）", "运用促进司", "responsible")),
        ("role_changed", ("（商标局牵头，运用促进司参与）", "商标局", "lead"),
         ("（运用促进司负责，商标局参与）", "商标局", "participate")),
        ("kept", ("（公共服务司负责）", "公共服务司", "responsible"), ("（公共服务司负责）", "公共服务司", "responsible", 2)),
        ("removed", ("（人事司牵头）", "人事司", "lead"), None),
    ]  # fmt: skip
    changes = tuple(ResponsibilityChange(status, of(old, a), of(new, b)) for status, a, b in plan)
    return changes, tuple(c.old for c in changes if c.old), tuple(c.new for c in changes if c.new)


HOSTILE = (
    "</script><script>window.hit=1</script>"
    "<img src=x onerror=window.hit=1>\"'><svg onload=window.hit=1>"
    "{{ 7*7 }}{% raw %} --> ]]> &lt;b&gt; \u202e反转\u202c \u200b\x07 javascript:alert(1)"
)


def hostile() -> Comparison:
    """Two documents whose every part tries to become markup or script."""
    old = document(f"一、{HOSTILE}\n（一）旧{HOSTILE}。", id=f"旧{HOSTILE}", title=HOSTILE, status="sample")
    new = document(
        f"一、{HOSTILE}\n（一）新{HOSTILE}。（{HOSTILE}负责）\n（二）{HOSTILE}",
        id=f"新{HOSTILE}",
        title=HOSTILE,
        doc_number=HOSTILE,
        issuer=HOSTILE,
        issued=HOSTILE,
        series=HOSTILE,
        status="copy",
        sources=(SourceRef("javascript:alert(1)", HOSTILE), SourceRef(f"https://x/{HOSTILE}")),
    )
    at = new.by_id["一/（一）"]
    bracket = new.text.index("（" + HOSTILE, at.start)
    end = bracket + len(HOSTILE) + 4
    duty = Responsibility(
        clause=at.id, quote=new.text[bracket:end], start=bracket, end=end, office=HOSTILE, office_key=HOSTILE,
        role="lead", form="bracket", task=Span(at.body, bracket),
    )  # fmt: skip
    aim = Target(
        clause=at.id, quote=new.text[at.body : at.body + 20], start=at.body, end=at.body + 20, kind="target",
        indicator=HOSTILE, measure="level", direction=None, comparator="=", value=1.0, value_high=None,
        unit=HOSTILE, deadline=HOSTILE,
    )  # fmt: skip
    pairs: list[tuple[list[str], list[str], Wording | None, Place | None]] = [
        (["一"], ["一"], "same", "same"),
        (["一/（一）"], ["一/（一）"], "revised", "moved"),
        ([], ["一/（二）"], None, None),
    ]
    return Comparison(
        old=Document(
            head=old.head, text=old.text, clauses=old.clauses, repairs=(Repair(0, 1, HOSTILE, HOSTILE, HOSTILE),)
        ),
        new=new,
        old_facts=Facts(),
        new_facts=Facts((aim,), (duty,)),
        changes=tuple(change(n, old, new, (a, b), w, p) for n, (a, b, w, p) in enumerate(pairs, 1)),
        target_changes=(TargetChange("added", None, aim),),
        responsibility_changes=(ResponsibilityChange("added", None, duty),),
        terms=(Term(HOSTILE, 1, 2, 1.0),),
        notes=(Note("attachment-absent", HOSTILE, (("title", HOSTILE),)),),
    )


def identical() -> Comparison:
    """A document beside itself."""
    old = document(OLD_TEXT, id="2019", status="official")
    changes = tuple(
        Change(id=f"c{n}", old=(c.id,), new=(c.id,), presence="kept", links=(Link(c.id, c.id, {}),), wording="same",
               place="same", edits=(Edit("equal", c.text),))
        for n, c in enumerate(old.clauses, 1)
    )  # fmt: skip
    return Comparison(old=old, new=old, old_facts=Facts(), new_facts=Facts(), changes=changes)
