"""Every tricky case in every format, either way round: whatever the alignment finds can be said."""

from pathlib import Path

import pytest

from policydiff import api

CASES = sorted(p.parent for p in (Path(__file__).parent / "cases").glob("*/old.txt"))


@pytest.mark.parametrize("case", CASES, ids=[c.name for c in CASES])
@pytest.mark.parametrize("way", ["forward", "backward"])
def test_a_case_can_be_told_in_every_format(case: Path, way: str) -> None:
    names = ("old.txt", "new.txt") if way == "forward" else ("new.txt", "old.txt")
    comparison = api.compare(*(api.read(case / name) for name in names))
    for form in api.FORMATS:
        for lang in ("zh", "en"):
            assert len(api.to_bytes(comparison, form, lang=lang)) > 100, form
