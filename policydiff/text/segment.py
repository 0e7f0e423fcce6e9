"""Text → words. The only door to the segmenter (jieba's model through rjieba)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial

from policydiff.text.normalise import fold
from policydiff.text.official.numbers import HAN

# Terms of policy language that the dictionary cuts apart. The list is a help for reading, not for scores:
# what it lacks is cut smaller, never wrongly.
DOMAIN_TERMS = (
    "知识产权", "复工复产", "疫情防控", "常态化", "高质量发展", "放管服", "十三五", "十四五",
    "十五五", "一带一路", "粤港澳大湾区", "雄安新区", "长三角", "京津冀", "质押融资", "营商环境",
    "稳中求进", "乡村振兴", "精准扶贫", "脱贫攻坚", "三农", "碳达峰", "碳中和", "新质生产力",
    "供给侧", "先进制造业", "实体经济", "减税降费", "六稳", "六保", "人工智能", "地理标志",
    "公共服务", "专利权", "商标权", "双随机", "强国建设", "审查周期", "高价值专利", "侵权纠纷",
    "行政裁决", "统计监测",
)  # fmt: skip

# A number stays whole with its signs and its unit, so that 16个月 → 17.5个月 is one change: 16个月以内 | 十六
_QUANTITY = (
    r"\d[\d,]*(?:\.\d+)?(?:%?[-~]\d[\d,]*(?:\.\d+)?)?"
    r"(?:%|‰|[十百千万亿]*(?:个百分点|百分点|个月|个|家|年|月|日|项|件|人次|人|户|次|倍|亩|公里|平方米|吨|元|天|岁|小时)?)"
)
# A label, a reference and a Han numeral with its unit stay whole too: 第十条之一, （一）, 五千元 | 统一部署
_HAN_WHOLE = re.compile(
    rf"[第{HAN}](?:(?<=第)[{HAN}\d]+[编章节条款项目批届次](?:之[{HAN}]+)?"
    rf"|(?<!第)(?<![{HAN}统唯专同划单].)[{HAN}]*(?:分之[{HAN}]+)?(?:[万亿]+[{HAN}]*)?(?:个月|个工作日|工作日|周岁|公斤|公里"
    r"|千瓦|平方米|万?亿?(?:元|吨|亩|人次|人|户)|[倍成岁年月日天家项所个次]))"
)
_LABEL = rf"\([{HAN}]{{1,3}}\)|附件(?:\d{{1,3}}|[{HAN}]{{1,3}})"
_LATIN = r"[a-z][a-z0-9+.&'-]*[a-z0-9+]|[a-z]"
_CHUNK = re.compile(rf"(?P<whole>{_QUANTITY}|{_LATIN}|{_LABEL})|(?P<han>[^\W\d_a-z]+)|(?P<other>\s+|.)", re.DOTALL)


@lru_cache(maxsize=1)
def _cutter() -> Callable[[str], list[str]]:
    import rjieba  # its shared instance: a second one would read the dictionary again, 0.25 s

    for term in DOMAIN_TERMS:
        rjieba.add_word(term, None, None)
    return partial(rjieba.cut, hmm=False)


Tagged = tuple[str, str]  # a word and its kind


def tagged(run: str) -> list[Tagged]:
    """The words of a run of Han characters, each with its kind in jieba's tags (n, v, vn, p …).

    >>> tagged("投资于人")
    [('投资', 'vn'), ('于', 'p'), ('人', 'n')]
    """
    return tagged_runs([run])[0]


def tagged_runs(runs: Sequence[str]) -> list[list[Tagged]]:
    """Many runs of Han characters tagged in one go, each as `tagged` does."""
    import rjieba

    _cutter()  # the terms first: both cut alike
    found: list[list[Tagged]] = [[]]
    # Without the hidden Markov model, as `words` cuts; our own terms have no kind: they are nouns.
    for word, kind in rjieba.tag("\n".join(runs), hmm=False):
        if word == "\n":
            found.append([])
        else:
            found[-1].append((word, kind or "n"))
    return found


def words(text: str) -> list[str]:
    """Cut a text into words, numbers with their units, and single signs; joined they are the text.

    The hidden Markov model for unknown words is off: it makes the cut of a word depend on its neighbours,
    and the two sides of a comparison must be cut alike.

    >>> words("高价值专利审查周期压减至16个月以内，力争增长20%以上。")
    ['高价值专利', '审查周期', '压', '减至', '16个月', '以内', '，', '力争', '增长', '20%', '以上', '。']
    """
    folded = fold(text)
    kept: list[tuple[int, int]] = []
    runs: list[str] = []  # what stands before each of them, and behind the last one: cut in one go
    at = 0
    for start, end in _wholes(folded):
        runs.append(folded[at:start])
        kept.append((start, end))
        at = end
    runs.append(folded[at:])
    found: list[str] = []
    wholes, at = iter(kept), 0
    for piece in _cutter()("\n".join(runs)):
        start, end = next(wholes) if piece == "\n" else (at, at + len(piece))
        found.append(text[start:end])
        at = end
    return found


def _wholes(folded: str) -> Iterator[tuple[int, int]]:
    """What is never cut: numbers and labels, Latin words, every sign and space."""
    for chunk in _CHUNK.finditer(folded):
        if chunk.lastgroup == "han":
            yield from (whole.span() for whole in _HAN_WHOLE.finditer(folded, *chunk.span()))
        else:
            yield chunk.span()
