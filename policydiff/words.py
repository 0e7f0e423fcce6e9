"""Every sentence that a person reads, in Chinese and in English.

Notes carry a code and values; here the code becomes a sentence. A code without a sentence is an error in
the program, and a test walks all of them.
"""

from __future__ import annotations

from typing import Literal

from policydiff.model import Note

Lang = Literal["zh", "en"]

NOTES: dict[str, tuple[str, str]] = {
    "mirror-unrepaired": (
        "转换损坏处未能还原：“{before}”（源文第 {start} 字）",
        "could not be restored: “{before}” (source offset {start})",
    ),
}


def note(note: Note, lang: Lang = "zh") -> str:
    """Say a recorded doubt as a sentence.

    >>> note(Note("mirror-unrepaired", None, (("before", "?F"), ("start", "12"))))
    '转换损坏处未能还原：“?F”（源文第 12 字）'
    """
    return NOTES[note.code][lang == "en"].format(**dict(note.values))
