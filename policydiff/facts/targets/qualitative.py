"""Targets without a number: 知识产权保护满意度保持较高水平.

They are looked for only where a document states its aims, in a chapter or sentence of 目标, and only of nouns
that could be measured: elsewhere nearly every sentence improves something.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from policydiff.facts.quantities import Quantity
from policydiff.facts.targets.nouns import skip_lead
from policydiff.facts.targets.sentences import Phrase, Sentence
from policydiff.model import Clause, Direction, Document, Target

# 主要目标 | 目标责任制
_AIMS = re.compile(r"(?:目标|指标)(?!责任|考核|任务分解)")
# 审查质量 | 审查
_MEASURABLE = (
    r"(?:满意度|质量|效率|效能|效益|效果|水平|能力|程度|影响力|竞争力|获得感|幸福感|安全感|规模|比重|比例|占比|贡献率|[^效]率|收入|排放量|排放总量|总量"
    r"|存量|成本|时间|周期|覆盖面|收支|环境|差距|风险|强度|浓度|产量)"
)
_MANNER = (
    r"(?:得到|取得|实现|要|总体|基本|明显|显著|大幅|稳步|持续|进一步|不断|逐步|继续|有效|更加|全面|较大幅度|有所)*"
)
_RISES = "提升|提高|增强|增加|扩大|改善|优化|好转|上升|增长|彰显"
_FALLS = "下降|降低|减少|缩小|缩短|回落"
_STAYS = "平衡|稳定|平稳|协调|同步|保持"
# 满意度保持较高水平 | 保持警惕
_KEEPS = (
    r"(?:保持|维持|稳定|处于|处在|达到|位居|位列|进入|跻身)(?:在)?[^，。；]{0,12}"
    r"(?:水平|区间|前列|行列|范围|稳定|平衡|增长|先进)"
)
_STATED = re.compile(
    rf"(?P<noun>[^，。；]{{0,60}}?{_MEASURABLE})(?:(?:和|与|及)[^，。；]{{1,20}}?{_MEASURABLE})*"
    rf"(?:(?P<keeps>{_KEEPS})|{_MANNER}(?:(?P<up>{_RISES})|(?P<down>{_FALLS})|(?P<stays>{_STAYS})))$"
)


def states_aims(document: Document, clause: Clause, sentence: str) -> bool:
    """Whether a sentence stands where a document states its aims."""
    above: Clause | None = clause
    while above is not None:
        if above.heading and _AIMS.search(above.heading):
            return True
        above = document.by_id[above.parent] if above.parent else None
    return bool(re.search(r"目标(?:是|为)?[：:]", sentence))


def qualitative_targets(
    document: Document, text: str, sentence: Sentence, quantities: tuple[Quantity, ...]
) -> Iterator[Target]:
    r"""The aims of a sentence that name a measurable noun and a direction but no value.

    >>> from policydiff.facts.targets.sentences import sentences
    >>> from policydiff.facts.quantities import readable
    >>> from policydiff.model import Head
    >>> from policydiff.parse.tree import parse
    >>> doc = parse("一、主要目标\n知识产权保护满意度保持较高水平，审查质量显著提升。", Head(id="x"))
    >>> plain = readable(doc.text)
    >>> [(t.indicator, t.direction) for s in sentences(doc, plain) for t in qualitative_targets(doc, plain, s, ())]
    [('知识产权保护满意度', None), ('审查质量', 'up')]
    """
    if not states_aims(document, sentence.clauses[0], text[sentence.start : sentence.end]):
        return
    for phrase in sentence.phrases:
        if not any(phrase.start <= q.start < phrase.end for q in quantities):
            yield from _read(document, text, sentence, phrase)


def _read(document: Document, text: str, sentence: Sentence, phrase: Phrase) -> Iterator[Target]:
    start = skip_lead(text, phrase.start, phrase.end)
    found = _STATED.match(text, start, phrase.end)
    if not found:
        return
    end = next(found.start(g) for g in ("keeps", "up", "down", "stays") if found[g])
    words = re.sub(rf"^保持|{_MANNER}$", "", document.text[start:end])
    direction: Direction | None = "up" if found["up"] else "down" if found["down"] else None
    yield Target(
        clause=sentence.clause_at(start).id,
        quote=document.text[start : phrase.end],
        start=start,
        end=phrase.end,
        kind="qualitative",
        indicator="".join(words.split()),
        measure="change" if direction else "level",
        direction=direction,
        comparator="=",
        value=None,
        value_high=None,
        unit="",
    )
