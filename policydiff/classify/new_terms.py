"""Terms that only the new text has, found from the two texts alone, the most telling first.

A term is a run of words that stands again and again, in quotation marks, or as what a measure is called (实施…行动);
it begins and ends where the text around it changes, so that it is no fragment of a longer one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import inf, log

from policydiff.classify.options import USUAL, Options
from policydiff.model import Document, Phrase
from policydiff.text.counting import counts, pairs_of, places
from policydiff.text.official.sentences import sentences
from policydiff.text.script import to_simplified
from policydiff.text.segment import DOMAIN_TERMS, Tagged, tagged, tagged_runs

_RUN = re.compile(r"[\u4e00-\u9fff]+")
# “人工智能+”, “放管服” | “政策要跑在受困企业前面的”
_QUOTED = re.compile(r"[“「]([\u4e00-\u9fffA-Za-z+]{2,10})[”」]")
# What a measure is called. 实施提振消费专项行动， | 实施行动
_MEASURE = re.compile(
    r"(?:实施|开展|启动|推进|设立|建立|发行|打造|制定|组织|推出)(?P<name>[\u4e00-\u9fff]{2,12}?"
    r"(?:专项行动|行动计划|行动方案|行动|工程|计划|战略|基金|制度|试点|国债|专项贷款))(?=[^\u4e00-\u9fff]|$)"
)
_THINGS = frozenset("经济 生产力 产业 业态 制造 技术 消费 革命 模式 金融 贸易".split())
_AGAIN = 2
# What may stand between the verb and the name, and the fewest characters by which a name is one (推进计划 is none).
_LEADING = frozenset("好 新 新的 一批 实施 开展 推进 落实 各类 国家 实行 建立 健全 完善 努力 切实 继续".split())
_SHORTEST_NAME = 4
# Kinds of words (jieba's tags) that no term begins with: particles, prepositions, adverbs, pronouns, numbers …
_NO_BEGINNING, _ENDINGS = (*"upcdrfyemqtzo", "ad"), ("n", "l", "i", "j", "s", "b", "vn", "an", "nz")
# What parts words of one sentence, and is no part of a term: words, and kinds of words.
_APART = frozenset(
    (
        "和 与 及 以及 或 等 的 地 得 了 在 把 被 让 对 向 从 将 并 也 都 要 是 为 以 有 到 使 由 这 那 "
        "更 最 上 下 中 后 前 时 应当 应 可以 可 不得 拟 须 必须 能 能够 会 及其 "
        "有关 相关 全部 整个 所有 涉及 出现 会同 根据"
    ).split()
)
_NO_PART = tuple("pcurdye")
# Behind these a name of a measure is what somebody is told or given, no name: 向社会公布年度计划.
_TO_WHOM = frozenset("向 对 把 将 为 从 由".split())
# Who does something: with a verb behind it a sentence, no term. 水务部门批准 | 行政执法机关
_ACTORS = ("部门", "机关", "机构", "政府", "单位", "总局", "委员会", "法院", "公司", "部", "局", "委")
# Verbs and halves of names that say nothing by themselves: a term begins behind them.
_EMPTY = frozenset(
    (
        "发展 加快 推进 推动 加强 实施 开展 完善 建设 促进 提高 提升 支持 做好 强化 深化 扩大 "
        "优化 落实 健全 坚持 保持 实现 加大 制定 出台 建立 组织 鼓励 引导 打造 培育 积极 大力 "
        "全面 深入 持续 大力发展 稳步 有序 着力 切实 继续 进一步 增强 研究 抓好 启动 保障 增加 "
        "减少 降低 推出 设立 安排 确保 推行 有效 统筹 严格 依法 完成 取得 达到 超过 突破 新增 "
        "新建 改造 进行 形成 成为 发挥 应对 防范 化解 维护 巩固 拓展 稳定 破除 激发 释放 推广 "
        "规范 调整 改进 用好 办好 搞好 给予 表示 占 作为 年均 时间 领域 地区 部门 方面 时期 "
        "性 一批 各类 各级 重点 重大 重要 国家 全国 我国 我们 各地 工作 问题 情况 力度 任务 好 "
    ).split()
)


def new_terms(
    old: Document, new: Document, *, renamed: Iterable[str] = (), options: Options = USUAL
) -> tuple[Phrase, ...]:
    """The terms of the new text that the old one does not have, each with the first sentence that it stands in.

    `count` is how often the string stands in the new text; both are read in simplified script. Names that only
    stand for others throughout (`renamed`) are no new terms.
    """
    before, after = to_simplified(old.text), to_simplified(new.text)
    known, pairs = pairs_of(before), pairs_of(after)
    runs = tagged_runs(_RUN.findall(after))
    names = dict.fromkeys(_QUOTED.findall(after), options.phrase_quoted)
    names |= {name: options.phrase_named for m in _MEASURE.finditer(after) if (name := _trimmed(m["name"]))}
    kinds = dict(_new_kinds(runs))
    old_kinds = _in(before, kinds.values(), known)
    names |= dict.fromkeys((term for term, word in kinds.items() if word not in old_kinds), options.phrase_named)
    found = {*_runs_of_words(runs, options), *names}
    names_only = [to_simplified(name) for name in renamed]
    found = {term for term in found if not any(term in name or name in term for name in names_only)}
    there = places(after, found - _in(before, found, known), pairs)
    is_law = any(clause.kind == "article" for clause in new.clauses)
    weights: dict[str, float] = {}
    for term, begins in there.items():
        fresh = sum(term[i : i + 2] not in known for i in range(len(term) - 1)) / max(1, len(term) - 1)
        if term not in names and (fresh < options.phrase_fresh or not _stands_alone(term, after, begins)):
            continue
        if term not in names and len(begins) < _enough(term, before, options, is_law=is_law):
            continue
        worth = len(begins) + names.get(term, options.phrase_unnamed)
        weights[term] = worth * log(len(term)) * (options.phrase_known_words + fresh)
    inside = _parts(weights, {term: len(begins) for term, begins in there.items()})
    chosen: list[str] = []
    for term in sorted(weights.keys() - inside, key=lambda t: (-weights[t], t)):
        if not any(term in other or other in term for other in chosen):
            chosen.append(term)
        if len(chosen) == options.phrases:
            break
    return tuple(_phrase(term, new, after, len(there[term])) for term in chosen)


def _enough(term: str, before: str, options: Options, *, is_law: bool) -> float:
    """How often a term has to stand: a word of the dictionary, or old words put together, may be chance.

    A law says one thing in one word as often as it needs it: of a word of the dictionary that tells nothing.
    """
    found = tagged(term)
    (_, first), (_, last) = found[0], found[-1]
    if len(found) == 1 and term not in DOMAIN_TERMS:
        return options.phrase_word if first.startswith(("n", "b")) and not is_law else inf
    is_clause = first[0] in "va" and first not in ("vn", "an") and last.startswith("n" if first == "v" else "v")
    is_sentence = last == "v" and any(word.endswith(_ACTORS) for word, _ in found[:-1])
    if is_clause or is_sentence or all(word in _EMPTY for word, _ in found):
        return inf
    is_new = last != "v" and any(len(word) > 1 and word not in before for word, _ in found)
    return _AGAIN if is_new else options.phrase_old_words


def _in(text: str, terms: Iterable[str], pairs: Mapping[str, int]) -> set[str]:
    """The terms that stand in a text; most have a pair of characters that does not."""
    likely = [t for t in terms if all(t[i : i + 2] in pairs for i in range(len(t) - 1))]
    return {term for term, count in counts(text, likely, pairs).items() if count}


def _parts(terms: Iterable[str], count: Mapping[str, int]) -> set[str]:
    """The terms that never stand but in a longer one."""
    return {
        part
        for term in terms
        for size in range(2, len(term))
        for i in range(len(term) - size + 1)
        if count.get(part := term[i : i + size], inf) <= count[term]
    }


def _trimmed(name: str) -> str:
    """The name of a measure without what only leads to it; empty where nothing is left that names one.

    >>> _trimmed("好大学生创业引领计划"), _trimmed("落实意见的推进计划"), _trimmed("提振消费专项行动")
    ('大学生创业引领计划', '', '提振消费专项行动')
    """
    found = tagged(name)
    begin = max((i + 1 for i, (word, _) in enumerate(found) if word in _APART), default=0)
    if begin and found[begin - 1][0] in _TO_WHOM:
        return ""
    while begin < len(found) and _only_leads(*found[begin]):
        begin += 1
    rest = "".join(word for word, _ in found[begin:])
    return rest if len(rest) > _SHORTEST_NAME else ""


def _only_leads(word: str, kind: str) -> bool:
    return word in _LEADING or kind.startswith(("u", "d", "r"))


def _new_kinds(runs: Iterable[Sequence[Tagged]]) -> Iterator[tuple[str, str]]:
    """What may be a new kind of a thing that every text has, and the word that says which: 低空经济, 低空."""
    for found in runs:
        for i, (thing, _) in enumerate(found):
            if thing in _THINGS:
                begin = i - 1 if i and len(found[i - 1][0]) > 1 else i - 2
                words = found[max(0, begin) : i]
                word = "".join(part for part, _ in words)
                noun = begin >= 0 and words[0][1].startswith(("n", "a", "b")) and not any(w in _APART for w, _ in words)
                if noun and len(word) > 1 and _is_whole(found, begin, i):
                    yield word + thing, word


def _is_whole(found: Sequence[Tagged], first: int, last: int) -> bool:
    """Whether a name begins and ends where other words do: 发展低空经济 | 尊重经济规律, 关键共性技术."""
    before = found[first - 1] if first else ("", "v")
    behind = found[last + 1] if last + 1 < len(found) else ("", "u")
    return (before[1].startswith("v") or before[0] in _APART) and (
        behind[1].startswith(_NO_PART) or behind[0] in _APART
    )


def _runs_of_words(runs: Iterable[Sequence[Tagged]], options: Options) -> set[str]:
    """Runs of words that stand more than once and hold nothing that parts them."""
    seen: dict[str, int] = {}
    for found in runs:
        for i, (word, kind) in enumerate(found):
            if kind.startswith(_NO_BEGINNING) or word in _EMPTY:
                continue
            term = ""
            for j in range(i, len(found)):
                part, ending = found[j]
                term += part
                if part in _APART or ending.startswith(_NO_PART) or len(term) > options.phrase_longest:
                    break
                is_short = len(term) < options.phrase_shortest
                if is_short or part in _EMPTY or not _ends_term(kind, ending):
                    continue
                seen[term] = seen.get(term, 0) + 1
    return {term for term, count in seen.items() if count >= _AGAIN}


def _ends_term(first: str, last: str) -> bool:
    """Whether a run of words of these kinds can be a term: 乡村全面振兴 ends with a verb and begins with a noun."""
    return last.startswith(_ENDINGS) or (last == "v" and first.startswith("n"))


def _stands_alone(term: str, text: str, begins: Sequence[int]) -> bool:
    """Whether what stands before the term differs from place to place, and what stands behind it too."""
    if len(begins) < _AGAIN:
        return False
    before: set[str] = set()
    behind: set[str] = set()
    for begin in begins:
        end = begin + len(term)
        one, other = text[begin - 1 : begin], text[end : end + 1]
        if one.isascii() and one.isalnum():  # 21世纪海上丝绸之路
            return False
        before.add(one if _RUN.match(one) else f"stop {len(before)}")
        behind.add(other if _RUN.match(other) else f"stop {len(behind)}")
        if len(before) > 1 and len(behind) > 1:
            return True
    return False


def _phrase(term: str, document: Document, text: str, count: int) -> Phrase:
    at = text.index(term)
    clause = next(c for c in document.clauses if c.start <= at < c.end)
    first = next(s for s in sentences(text, clause.body, clause.end) if s.end > at)
    return Phrase(document.text[at : at + len(term)], clause.id, first.start, first.end, count)
