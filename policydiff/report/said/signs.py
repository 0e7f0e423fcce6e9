"""The sign, and where a style sheet needs one the style, beside the wording of each kind of change."""

from __future__ import annotations

from policydiff.wording import Both, codes

_KIND_SIGNS = {
    "added": "＋",
    "removed": "－",
    "revised": "△",
    "rewritten": "▲",
    "moved": "⇄",
    "passage": "⇢",
    "split": "⇉",
    "merged": "⇇",
    "redistributed": "⤨",
    "reshaped": "⇉",
    "cosmetic": "·",
    "references": "§",
    "only_references": "§",
    "renumbered": "№",
    "same": "＝",
}
# Kinds of change: sign and word. The keys are the tokens that the script filters by.
KINDS: dict[str, tuple[str, Both]] = {kind: (sign, codes.KINDS[kind].capital) for kind, sign in _KIND_SIGNS.items()}
# What became of an office's task: style and sign, in the order in which a row lists them.
OFFICE_OUTCOMES: dict[str, tuple[str, str]] = {
    "gained": ("added", "＋"),
    "taken": ("moved", "←"),
    "changed": ("changed", "△"),
    "handed": ("moved", "→"),
    "lost": ("removed", "－"),
    "kept": ("kept", ""),
}
STATUS_ORDER = ("tightened", "loosened", "changed", "added", "removed", "kept")  # of targets
# The signs of what became of a target; tightened and loosened carry the way that the number went instead.
TARGET_SIGNS = {"tightened": "", "loosened": "", "changed": "△", "added": "＋", "removed": "－", "kept": "＝"}
NOT_COMPARED = frozenset({"attachment-absent"})  # codes of notes that say so
