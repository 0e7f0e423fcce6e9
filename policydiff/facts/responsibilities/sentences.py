"""Sentences that say, without bracket or label, who is to do what: 由铁道部负责运输; 教育部会同有关部门制定办法."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policydiff.facts.lexicon import TIME, either
from policydiff.facts.responsibilities.brackets import Assigned, split_offices
from policydiff.facts.responsibilities.offices import looks_like_office
from policydiff.model import Role, Span

# A list of offices and what they are told: 由铁道部、交通部负责运输 | 由此
_OFFICES = r"(?P<units>[\u4e00-\u9fff“”（）()、]{2,80}?)"
_MUST = r"(?:要|应当?|须|必须|将)"
_ROLES: tuple[tuple[Role, str], ...] = (
    ("lead", r"牵头(?!人|单位|部门|的)"),
    ("shared", r"按照?(?:各自)?职(?:责|能)(?:分工)?[，,]?(?:分别)?负责"),
    ("responsible", r"(?:具体|统一|全面)?负责(?!任|人|的|制|同志)|具体(?:承办|实施|落实)"),
    ("participate", rf"{_MUST}(?:积极)?(?:配合|协助|参与)(?!度|者|的|率)"
     r"|(?:积极)?(?:配合|协助)(?=做好|抓好|开展|完成|落实)"
     r"|(?:积极)?(?:配合|协助|参与)(?=[，。；]|$)"),
)  # fmt: skip
_ROLE_WORDS = "|".join(f"(?P<{role}>{words})" for role, words in _ROLES)
# 由铁道部、交通部负责应急粮食的运输 | 党委负责制
_BY = re.compile(rf"(?:由|请){_OFFICES}(?:{_ROLE_WORDS})")
_SUBJECT = re.compile(rf"[\s　]*{_OFFICES}{_MUST}?(?:共同)?(?:{_ROLE_WORDS})")
# What an office does with others; a name ends before it.
_ACTS = """
    负责 牵头 制定 制订 拟定 拟订 编制 研究(?!院|所|中心) 组织(?!部) 开展 建立 加强 做好 出台 推进 及时 审核 审查 审批
    根据 按照 依照 定期 依法 适时 完善 抓紧 提出 组建 共同 联合 办理 报(?!社) 批准 公布 发布 规定 确定 划定 核定 认定
    核准 备案 调查 处理 采取 实施 进行 监督(?!管理|委|局|机构) 检查 指导 协调(?!小组|机) 统筹 落实 另行 商(?!务|业)
    给予 予以 明确 发现 通报 汇总 印发 对(?!外)
"""
_OTHERS = (
    # 会同国家密码管理部门等有关部门报国务院批准: with 有关部门 a list ends
    r"(?P<others>(?:[\u4e00-\u9fff（）()、]{0,40}?(?:有关|相关)(?:部门和单位|部门|单位|机构|方面)(?![、和及与]))"
    rf"|[\u4e00-\u9fff（）()、]{{2,60}}?(?={either(_ACTS)}|[，。；]|$))"
)
# 教育部会同有关部门制定办法 | 会同
_JOINTLY = re.compile(rf"[\s　]*(?:由|请)?{_OFFICES}{_MUST}?会同{_OTHERS}")
_JOINTLY_BY = re.compile(rf"(?:由|请){_OFFICES}{_MUST}?会同{_OTHERS}")
# 引导全社会参与: a verb where an office should stand.
_NO_OFFICE_BEGIN = """
    引导 鼓励 营造 带动 支持 推动 调动 吸引 动员 形成 强化 组织(?!部) 加强 发挥 要求 督促 指导 协调 明确 建立 完善
    健全 坚持 采用 使用 凡 未经 符合 参照 通过 依托 围绕 按照 根据 把 使 让 为 在 与 并 以 从 全 各项 多方 社会 广大
"""
_NO_SUBJECT = re.compile(rf"^(?:{either(_NO_OFFICE_BEGIN)})|社会$|企业$|群众$|要|由|对(?!外)|把|将")
# 由市金融办牵头、人民银行分行配合
_THEN = re.compile("(?:牵头|负责)、")
_TELLS = re.compile("负责|牵头|会同|配合|协助|参与|具体(?:承办|实施|落实)")
# Characters: no sentence is longer than this.
_LONGEST = 3000
# What is left to do behind the offices, when it names no matter of its own: 办理, 报国务院批准后公布.
_SHORT = 12
_ONLY_WHEN = re.compile(rf"(?:[\s　，、：:]|{TIME})*")


@dataclass(frozen=True, slots=True)
class Told:
    """The offices that a sentence names, the words that do so, and what is to be done."""

    quote: Span
    task: Span
    assigned: tuple[Assigned, ...]


def told_in(text: str, sentence: Span) -> Iterator[Told]:
    """Who is told to do what in a sentence.

    >>> text = "目录由国务院商务主管部门会同国家密码管理部门等有关部门报国务院批准后公布。"
    >>> for told in told_in(text, Span(0, len(text))):
    ...     print([(a.office, a.role) for a in told.assigned], text[told.task.start : told.task.end][:4])
    [('国务院商务主管部门', 'responsible'), ('国家密码管理部门', 'responsible')] 目录由国
    """
    if not _TELLS.search(text, sentence.start, sentence.end):
        return
    sentence = Span(sentence.start, min(sentence.end, sentence.start + _LONGEST))
    begins = [sentence.start, *(i + 1 for i in range(sentence.start, sentence.end) if text[i] in "，：")]
    begins += [m.end() for m in _THEN.finditer(text, sentence.start, sentence.end)]
    found = [(_JOINTLY.match(text, at, sentence.end) or _SUBJECT.match(text, at, sentence.end)) for at in begins]
    found += [pattern.search(text, sentence.start, sentence.end) for pattern in (_JOINTLY_BY, _BY)]
    seen: set[int] = set()
    for match in found:
        assigned = _assigned(text, match) if match else []
        if match and assigned and assigned[0].start not in seen:
            seen.add(assigned[0].start)
            yield Told(Span(assigned[0].start, match.end()), _task(text, sentence, match), tuple(assigned))


def _task(text: str, sentence: Span, match: re.Match[str]) -> Span:
    """What is behind the offices; the whole sentence where what it is about stands before them: 疫情通报，由…办理."""
    is_fronted = not _ONLY_WHEN.fullmatch(text, sentence.start, match.start())
    behind = text[match.end() : sentence.end].strip("。；！？ ")
    by = "由" in text[match.start() : match.start("units")]
    return sentence if is_fronted and (by or len(behind) <= _SHORT) else Span(match.end(), sentence.end)


def _assigned(text: str, match: re.Match[str]) -> list[Assigned]:
    """The offices that a sentence names; none where one of the words is no office's name."""
    offices = split_offices(text, *match.span("units"))
    if not offices or not all(looks_like_office(u) and not _NO_SUBJECT.search(u) for u, _, _ in offices):
        return []
    is_joint = match.re in (_JOINTLY, _JOINTLY_BY)
    role: Role = "responsible" if is_joint else match.lastgroup  # type: ignore[assignment]
    assigned = [Assigned(u, a, b, role) for u, a, b in offices]
    if is_joint:
        others = split_offices(text, *match.span("others"))
        assigned += [
            Assigned(u, a, b, "participate" if "有关" in u or "相关" in u else role)
            for u, a, b in others
            if looks_like_office(u) or "有关" in u
        ]
    return assigned
