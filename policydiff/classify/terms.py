"""Words whose use rose or fell from one text to the other.

The measure is Dunning's log-likelihood ratio G² (T. Dunning, Accurate methods for the statistics of surprise
and coincidence, 1993), signed: above zero where the new text uses the word more.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from math import inf, log

from policydiff.classify.options import USUAL, Options
from policydiff.model import Term
from policydiff.text.counting import counts, pairs_of
from policydiff.text.script import to_simplified
from policydiff.text.segment import words

# “双碳”, “放管服”: what a text puts in quotation marks is a term of its own, whatever the dictionary makes of it.
# “放管服”改革 | “政策要跑在受困企业前面”
_QUOTED = re.compile(r"[“「\"]([\u4e00-\u9fff]{2,6})[”」\"]")
_STOP_WORDS = frozenset(
    (
        "进一步 以及 等等 或者 并且 其中 有关 相关 各项 各类 通过 根据 按照 对于 关于 作为 "
        "为了 因为 由于 一些 一批 一个 一项 这些 那些 我们 他们 不得 应当 可以 以上 以下 "
        "以内 左右 不少 不断 持续 继续 深入 切实 积极 大力 全面 需要 得到 方面 明显 制定 "
        "保持 阶段 成绩 成就 成效 举措 所有 时间 确定 多万 一切 要求 办好 抓好 今后 出台 "
        "一年 上年 形成 实现 基本 主要 重要 完成 开展 做好 确保 多年 一定 较大 工作 以来 "
        "包括 当前 及时 方式 情况 问题 特别 必须 坚决 着力 努力 有效 充分 扎实 更好 更加 "
        "不仅 而且 同时 此外 并按 本法 前款 之一 的话"
    ).split()
)


def terms(old_text: str, new_text: str, *, options: Options = USUAL) -> tuple[Term, ...]:
    """The words that tell the two texts apart, from the most risen to the most fallen.

    A count is the number of times that the string stands in the text, in a longer word (人工智能) too. Both texts are
    read in simplified script.

    >>> found = terms("落实改革。" * 9, "落实复工复产。" * 9)
    >>> [(t.term, t.old_count, t.new_count, t.score > 0) for t in found]
    [('复工复产', 0, 9, True), ('改革', 9, 0, False)]
    """
    old_text, new_text = to_simplified(old_text), to_simplified(new_text)
    quoted = {*_QUOTED.findall(old_text), *_QUOTED.findall(new_text)}
    used_old, used_new = _words(old_text, options), _words(new_text, options)
    sizes = used_old.total(), used_new.total()
    old_pairs, new_pairs = pairs_of(old_text), pairs_of(new_text)
    enough_old, enough_new = _enough(*sizes, options), _enough(*sizes[::-1], options)
    # A word stands no more often than the rarest of its pairs of characters: most are too rare to tell anything.
    may_tell = [
        word
        for word in {*used_old, *used_new, *quoted} - _STOP_WORDS
        if _most(word, old_pairs) >= enough_old or _most(word, new_pairs) >= enough_new
    ]
    in_old, in_new = counts(old_text, may_tell, old_pairs), counts(new_text, may_tell, new_pairs)
    found = []
    for word in may_tell:
        a, b = in_old[word], in_new[word]
        score = _log_likelihood(a, b, *sizes)
        if abs(score) >= options.term_significant:
            found.append(Term(word, a, b, round(score, 6)))
    return tuple(sorted(found, key=lambda t: (-t.score, t.term)))


def _enough(size: int, other: int, options: Options) -> float:
    """How often a word must stand in a text of `size` words to be significant where the other text has none.

    G² grows with the distance from equal shares: a word that stands less often than so in either text cannot be.
    """
    return options.term_significant / (2 * log((size + other) / size)) if size and other else inf


def _most(word: str, pairs: Mapping[str, int]) -> int:
    if len(word) == 2:
        return pairs.get(word, 0)
    return min(pairs.get(word[i : i + 2], 0) for i in range(len(word) - 1))


@lru_cache(maxsize=8)  # of a batch each document is mostly compared with several
def _words(text: str, options: Options) -> Counter[str]:
    return Counter(w for w in words(text) if len(w) >= options.term_shortest and w[0].isalpha())


def _log_likelihood(a: int, b: int, old_size: int, new_size: int) -> float:
    if not (old_size and new_size):
        return 0.0
    share = (a + b) / (old_size + new_size)
    expected_a, expected_b = old_size * share, new_size * share
    g2 = 2 * ((a * log(a / expected_a) if a else 0.0) + (b * log(b / expected_b) if b else 0.0))
    return g2 if b / new_size >= a / old_size else -g2
