"""How much of two documents is the same: whether they are versions of one text at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policydiff.classify.options import USUAL, Options
from policydiff.model import Change, Document, Note


def unrelated(old: Document, new: Document, changes: Sequence[Change], *, options: Options = USUAL) -> Iterator[Note]:
    """A note where so little is the same that the two are hardly versions of one document."""
    shorter = min(len(old.text), len(new.text))
    if shorter >= options.related_least:
        share = sum(_same(new, change, options) for change in changes) / shorter
        if share < options.related_share:
            yield Note("little-in-common", None, (("percent", f"{100 * share:.0f}"),))


def _same(new: Document, change: Change, options: Options) -> int:
    """The characters of a change that are on both sides, in runs that are no chance."""
    if not (change.old and change.new):
        return 0
    if not change.edits:
        return sum(len(new.by_id[c].content) for c in change.new)
    return sum(len(e.text) for e in change.edits if e.kind == "equal" and len(e.text) >= options.related_run)
