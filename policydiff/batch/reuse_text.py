"""What reuse found, for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from policydiff.batch.reuse import ORIGINS, Gap, Level, Reuse
from policydiff.model import Document
from policydiff.wording import Lang, pick
from policydiff.wording.batch import GAPS, REUSE
from policydiff.wording.both import bracketed
from policydiff.wording.codes import TARGET_STATUS
from policydiff.wording.measures import plain_spaces, value

LONGEST = 10  # passages of a pair that are shown; the JSON has all
_WIDTH = 60  # characters of a passage


def render(
    found: Sequence[Reuse], targets: Sequence[Gap], documents: Mapping[str, Document], *, lang: Lang = "zh"
) -> str:
    """Shares, the longest passages, and the targets through the levels, as lines of text."""
    return "\n".join([*_steps(found, documents, lang), *_targets(targets, list(documents), lang)]) + "\n"


def _steps(found: Sequence[Reuse], documents: Mapping[str, Document], lang: Lang) -> Iterator[str]:
    for step in found:
        shares = {origin: f"{step.shares[origin]:.0%}" for origin in ORIGINS}
        yield pick(REUSE["shares"].filled(upper=step.old, lower=step.new, **shares), lang)
        passages = sorted({p for s in step.sentences for p in s.passages}, key=lambda p: (-p.signs, p.new.start))
        for p in passages[:LONGEST]:
            text = " ".join(documents[step.new].text[p.new.start : p.new.end].split())
            cut = text if len(text) <= _WIDTH else f"{text[:_WIDTH]}…"
            yield f"  {p.old.clause} → {p.new.clause}  {cut}"
        if len(passages) > LONGEST:
            yield "  " + pick(REUSE["more"].filled(count=len(passages) - LONGEST), lang)


def _targets(targets: Sequence[Gap], names: Sequence[str], lang: Lang) -> Iterator[str]:
    yield pick(REUSE["targets" if targets else "no_targets"], lang)
    for gap in targets:
        levels = (f"{name} {_said(level, lang)}" for name, level in zip(names, gap.levels, strict=True))
        yield f"  {gap.indicator}: " + " → ".join(levels)


def _said(level: Level | None, lang: Lang) -> str:
    if level is None:
        return "–"
    shown = pick(plain_spaces(value(level.target)), lang)
    if level.share is not None:
        return shown + bracketed(pick(REUSE["of_upper"].filled(share=f"{level.share:.3g}"), lang), lang)
    if not level.status or level.status == "kept":
        return shown
    word = pick(GAPS.get(level.status, TARGET_STATUS[level.status]), lang)
    return shown + bracketed(f"{level.delta:+g} {level.delta_unit} {word}" if level.delta else word, lang)
