"""A text that knows where each of its characters came from.

Cleaning takes several passes (repair, trim, leave out, convert), and every repair has to be told in the
offsets of the source. So a pass is a pure function that looks at `traced.text` and hands patches to
`traced.patched`; the traced does the counting.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from policydiff.model import Repair


@dataclass(frozen=True, slots=True)
class Patch:
    """Put `after` in the place of ``text[start:end]``. Without a rule it is tidying, and not recorded."""

    start: int
    end: int
    after: str
    rule: str = ""


@dataclass(frozen=True, slots=True)
class TracedText:
    """`text` as it stands after some passes over `raw`; character i of it came from raw[starts[i]:ends[i]].

    `marks` are the recorded patches as (start, end, rule) in `raw`, in the order in which they were made.

    >>> traced = TracedText.of("來源:新華網").patched([Patch(0, 1, "来", "script"), Patch(2, 3, "：", "width")])
    >>> traced.text
    '来源：新華網'
    >>> traced = traced.patched([Patch(0, 6, "", "source-line")])
    >>> [(r.start, r.end, r.before, r.after, r.rule) for r in traced.repairs()]
    [(0, 6, '來源:新華網', '', 'source-line')]
    """

    raw: str
    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    marks: tuple[tuple[int, int, str], ...] = ()

    @classmethod
    def of(cls, raw: str) -> TracedText:
        """A text on which nothing has been done yet."""
        return cls(raw, raw, range(len(raw)), range(1, len(raw) + 1))

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Give the place in `raw` of ``text[start:end]``; the run must not be empty."""
        return self.starts[start], self.ends[end - 1]

    def patched(self, patches: Iterable[Patch]) -> TracedText:
        """Make the patches, which must be in order, not empty, and apart from each other.

        A patch that keeps the length is taken character by character, so that later passes stay exact.
        """
        pieces: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        marks: list[tuple[int, int, str]] = []
        at = 0
        for patch in patches:
            if not at <= patch.start < patch.end <= len(self.text):
                msg = f"patch {patch} is out of order or empty"
                raise ValueError(msg)
            first, last = self.source(patch.start, patch.end)
            pieces += self.text[at : patch.start], patch.after
            starts += self.starts[at : patch.start]
            ends += self.ends[at : patch.start]
            if len(patch.after) == patch.end - patch.start:
                starts += self.starts[patch.start : patch.end]
                ends += self.ends[patch.start : patch.end]
            else:
                starts += [first] * len(patch.after)
                ends += [last] * len(patch.after)
            if patch.rule:
                marks.append((first, last, patch.rule))
            at = patch.end
        if at == 0:
            return self
        pieces.append(self.text[at:])
        starts += self.starts[at:]
        ends += self.ends[at:]
        return TracedText(self.raw, "".join(pieces), starts, ends, (*self.marks, *marks))

    def repairs(self, *, apart: str = "") -> tuple[Repair, ...]:
        """Tell what was done, in the order of the source.

        Where passes met on one place, the entry covers all of it and has the rule of the widest patch, the
        first of equals; `after` is what stands there in the end. So no two entries overlap, except that the
        patches of the rule `apart` are told also where another entry covers them, if anything is left there.
        """
        told = list(_merged(self.marks))
        if apart:
            known = set(told)
            told += (mark for mark in self.marks if mark[2] == apart and mark not in known and self.after(*mark[:2]))
        return tuple(
            Repair(start, end, self.raw[start:end], self.after(start, end), rule) for start, end, rule in sorted(told)
        )

    def after(self, start: int, end: int) -> str:
        """Give what has become of ``raw[start:end]``."""
        first = bisect_left(self.starts, start)
        last = bisect_left(self.starts, end)
        return self.text[first:last]


def _merged(marks: Iterable[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Join marks that overlap.

    >>> list(_merged([(5, 9, "reading"), (0, 3, "width"), (4, 12, "portal"), (4, 5, "script")]))
    [(0, 3, 'width'), (4, 12, 'portal')]
    """
    found: tuple[int, int, str] | None = None
    width = 0
    for start, end, rule in sorted(marks, key=lambda mark: (mark[0], -mark[1])):
        if found and start < found[1]:
            wider = end - start > width
            width = max(width, end - start)
            found = (found[0], max(found[1], end), rule if wider else found[2])
        else:
            if found:
                yield found
            found, width = (start, end, rule), end - start
    if found:
        yield found
