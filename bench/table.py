"""What was measured, as tables in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path
from typing import Literal

from bench.measure import Measured
from bench.results import Case, Results, exponent, ratio, steepest
from bench.tools import OURS, PEERS

Lang = Literal["zh", "en"]
BEGIN, END = "<!-- bench: made by `make bench`, do not edit -->", "<!-- /bench -->"
_KINDS = {
    "2019–2020": ("2019 与 2020 年指引", "the guidance of 2019 and 2020"),
    "report": ("两万字的报告", "reports of 20,000 characters"),
    "distinct": ("各不相同的条文", "distinct articles"),
    "shared": ("共用若干句子的条文", "articles drawing on the same sentences"),
    "near": ("几乎一样的条文", "near-identical articles"),
    "dropped": ("删去十分之一，其余不动", "a tenth dropped, the rest identical"),
    "lines": ("无标号的短行", "short lines without labels"),
    "paragraph": ("一整段", "one paragraph"),
    "brackets": ("一行左括号", "one line of opening brackets"),
    "growth": ("一行“增长5%、”", "one line of 增长5%、"),
}


def whole(results: Results) -> str:
    """Everything that was measured, for the terminal."""
    parts = [
        " · ".join(f"{k}: {v}" for k, v in results.machine.items()),
        _rows(["start-up", "seconds"], [[k, f"{v:.3f}"] for k, v in results.start_up.items()]),
        _tools(results.cases),
        _stages(results.cases),
        _growth(results.cases, "en"),
    ]
    return "\n\n".join(p for p in parts if p)


def readme(results: Results, lang: Lang) -> str:
    """The short table for the README: the pairs beside the peers, and how cost grows."""
    m = results.machine
    named = f"{m['processor']}, {m['cores']} cores, {m['memory']}, {m['system']}, Python {m['python']}"
    said = {
        "en": f"Medians of processor time on {named}. "
        f"A peer was given {results.peer_limit:g} s, policydiff {results.limit:g} s.",
        "zh": f"处理器用时的中位数；机器：{named}。"
        f"其他工具限时 {results.peer_limit:g} 秒，policydiff 限时 {results.limit:g} 秒。",
    }[lang]
    return "\n\n".join(p for p in (said, _pairs(results.cases, lang), _growth(results.cases, lang)) if p)


def put(path: Path, text: str) -> None:
    """Put the text between the two marks of a README; one without them is left as it is."""
    before, begin, rest = path.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if begin and end:
        path.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", encoding="utf-8")


def _rows(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _seconds(measured: Measured | None) -> str:
    if measured is None or measured.problem:
        return measured.problem if measured and measured.problem else "–"
    assert measured.seconds is not None
    return f"{measured.seconds:.3g} s" if measured.seconds >= 0.1 else f"{measured.seconds * 1000:.3g} ms"


def _tools(cases: Sequence[Case]) -> str:
    head = ["case", "characters", *OURS, "peak MB", *PEERS]
    rows = [
        [
            f"{c.kind} {c.size or ''}".strip(),
            " / ".join(map(str, c.characters)),
            *(_seconds(c.of(t)) for t in OURS),
            f"{peak:.0f}" if (w := c.of("whole")) and (peak := w.peak_mb) else "–",
            *(_seconds(c.of(t)) for t in PEERS),
        ]
        for c in cases
    ]
    return _rows(head, rows) if rows else ""


def _stages(cases: Sequence[Case]) -> str:
    known = [(c, w.stages) for c in cases if (w := c.of("whole")) and w.stages]
    names = list(dict.fromkeys(name for _, stages in known for name in stages))
    rows = [[f"{c.kind} {c.size or ''}".strip(), *(f"{stages.get(n, 0):.3f}" for n in names)] for c, stages in known]
    return _rows(["seconds of", *names], rows) if rows else ""


def _pairs(cases: Sequence[Case], lang: Lang) -> str:
    column = {"en": "seconds; in brackets: times policydiff", "zh": "用时；括号内为 policydiff 的倍数"}[lang]
    pairs = [c for c in cases if c.size is None]
    head = [column, *(_KINDS.get(c.kind, (c.kind, c.kind))[lang == "en"] for c in pairs)]
    rows = [[name, *(_beside(c, tool) for c in pairs)] for tool, name in _tool_names(lang).items()]
    return _rows(head, rows)


def _tool_names(lang: Lang) -> dict[str, str]:
    ours = {
        "en": {"whole": "**policydiff**, bytes to HTML report", "compare": "**policydiff**, comparison alone"},
        "zh": {"whole": "**policydiff**，从文件到网页报告", "compare": "**policydiff**，仅比较"},
    }[lang]
    return {**ours, **{peer: peer for peer in PEERS}}


def _beside(case: Case, tool: str) -> str:
    times = ratio(case, "whole", tool) if tool in PEERS else None
    return _seconds(case.of(tool)) + (f" ({times:.3g} ×)" if times else "")


def _growth(cases: Sequence[Case], lang: Lang) -> str:
    """Each kind a row: time and peak memory at each size, and the exponents."""
    grown = [(kind, list(group)) for kind, group in groupby((c for c in cases if c.size), key=lambda c: c.kind)]
    if not grown:
        return ""
    head = {
        "en": ["made documents", "sizes", "time, bytes to report", "peak memory, MB", "exponent: time", "memory"],
        "zh": ["自制文本", "规模", "用时（从文件到报告）", "内存峰值（MB）", "增长指数：时间", "内存"],
    }[lang]
    rows = []
    for kind, group in grown:
        done = [(c.size or 0, w) for c in group if (w := c.of("whole")) and w.seconds]
        times = [(float(size), w.seconds or 0.0) for size, w in done]
        memory = [(float(size), w.own_mb or 0.0) for size, w in done if (w.own_mb or 0) > 1]
        rows.append(
            [
                _KINDS[kind][lang == "en"],
                " / ".join(f"{c.size:,}" for c in group) + " " + group[0].counts,
                " / ".join(_seconds(c.of("whole")) for c in group),
                " / ".join(f"{w.peak_mb:.0f}" for _, w in done),
                _slope(times),
                _slope(memory),
            ]
        )
    return _rows(head, rows)


def _slope(points: Sequence[tuple[float, float]]) -> str:
    fit, worst = exponent(points), steepest(points)
    return "–" if fit is None or worst is None else f"{fit:.2f} (≤ {worst:.2f})"
