"""Small comparisons for the tests of what is written from one: a plain pair, an empty one, and a hostile one."""

from dataclasses import replace
from functools import cache

from policydiff.classify.changes import classify
from policydiff.model import (
    Alignment,
    Comparison,
    Document,
    Facts,
    Group,
    Head,
    Link,
    Note,
    Repair,
    Responsibility,
    ResponsibilityChange,
    SourceRef,
    Span,
    Target,
    TargetChange,
    Term,
)
from policydiff.parse.tree import parse
from policydiff.pipeline import compare

SERIES = "推动知识产权高质量发展年度工作指引"
OLD_TEXT = """推动知识产权高质量发展年度工作指引（2019）
一、主要目标
（一）创造。商标注册平均审查周期压减至5个月以内，商标网上申请比例不低于90%。
（二）保护。健全知识产权保护政策，推进保护中心建设。（保护司负责，商标局参与）
二、政策护航
（一）人才。分期分批组织集中学习，编写教材，开设网络课堂。（人事司负责）
（二）运用。稳步扩大知识产权质押融资规模，做好专利奖评选。（运用促进司负责）"""
NEW_TEXT = """推动知识产权高质量发展年度工作指引（2020）
一、主要目标
（一）创造。商标注册平均审查周期压减至4个月以内，商标网上申请比例不低于92%。
（二）保护。健全知识产权保护政策，加快推进保护中心建设。（保护司负责）
二、政策护航
（一）复工复产。落实支持企业的各项专项措施，全力支持疫情防控。（各地方知识产权局负责）
（二）运用。稳步扩大知识产权质押融资规模、做好专利奖评选。（运用促进司负责）"""

HOSTILE = (
    '=HYPERLINK("http://evil.example","点此")',
    "+1", "-2+3", "@SUM(A1)", "＝1+1", "\t=1",
    "<script>alert(1)</script>&amp;&#60;",
    "<r><t>假</t></r>",
    "</w:t></w:r><w:p/>]]>",
    "|**粗**|[链](javascript:alert(1))![图](x)",
    "`码` ~~删~~ $x$ <https://evil.example> www.evil.example a@evil.example @everyone",
    "# 题", "- 项", "1. 项", "> 引", "---", "[注]: http://evil.example",
    "甲\x00\x08\x0b\x1f\ufffe乙",
    "{{ 7*7 }}{% for x in y %}",
    "_x0041_ &P &\"Arial\"",
    "\u202e倒\u200b",
)  # fmt: skip


@cache
def plain() -> Comparison:
    """A sample against an official text: something of every kind of change."""
    old = Head(id="2019", title=f"{SERIES}（2019）", series=SERIES, issued="2019-06-06", status="sample")
    new = Head(
        id="2020", title=f"{SERIES}（2020）", series=SERIES, doc_number="国知发运字〔2020〕13号", status="official"
    )
    return compare(parse(OLD_TEXT, old), parse(NEW_TEXT, new))


@cache
def unchanged() -> Comparison:
    """A text without targets and units against itself."""
    text = "第一条　为了保护知识产权，制定本办法。\n第二条　本办法自公布之日起施行。"
    return compare(parse(text, Head(id="a", status="official")), parse(text, Head(id="b", status="copy")))


@cache
def hostile() -> Comparison:
    """Text that would become markup, a formula or a broken file, wherever a document's words can stand."""
    old, new = (_hostile_document(name) for name in ("旧", "新"))
    targets = tuple(TargetChange("changed", _target(old, t), _target(new, t), 1.0) for t in HOSTILE)
    tasks = tuple(ResponsibilityChange("reassigned", _task(old, t), _task(new, t + "司")) for t in HOSTILE)
    pairs = [(a.id, b.id) for a, b in zip(old.clauses, new.clauses, strict=True)]
    groups = [Group((a,), (b,), (Link(a, b, {}),)) for a, b in pairs[:-1]]
    groups += [Group((pairs[-1][0],), ()), Group((), (pairs[-1][1],))]
    return Comparison(
        old=old,
        new=new,
        old_facts=Facts(targets=tuple(c.old for c in targets)),
        new_facts=Facts(targets=tuple(c.new for c in targets)),
        changes=classify(old, new, Alignment(tuple(groups)), targets, tasks),
        target_changes=targets,
        responsibility_changes=tasks,
        terms=tuple(Term(t, 0, 1, 4.0) for t in HOSTILE),
        notes=tuple(Note("mirror-unrepaired", None, (("before", t), ("start", "1"))) for t in HOSTILE),
    )


def _hostile_document(name: str) -> Document:
    text = "\n".join(f"{t}\n{t}，{name}的条文。" for t in HOSTILE)
    everything = " ".join(HOSTILE)
    head = Head(
        id=f"=1+1<{name}>|*",
        title=everything,
        doc_number=HOSTILE[0],
        issuer=everything,
        issued="=1",
        status="sample",
        sources=(SourceRef(everything, "@now"),),
    )
    return replace(parse(text, head), repairs=tuple(Repair(0, 1, t, t, t) for t in HOSTILE))


def _target(document: Document, text: str) -> Target:
    return Target(
        clause=document.clauses[0].id,
        quote=text,
        start=0,
        end=1,
        kind="target",
        indicator=text,
        measure="level",
        direction=None,
        comparator="=",
        value=-1.5,
        value_high=None,
        unit=text,
        deadline=text,
    )


def _task(document: Document, unit: str) -> Responsibility:
    return Responsibility(
        clause=document.clauses[0].id,
        quote=unit,
        start=0,
        end=1,
        office=unit,
        office_key=unit,
        role="lead",
        form="bracket",
        task=Span(0, len(document.clauses[0].text)),
    )
