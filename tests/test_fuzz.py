"""The seeds of `make fuzz` that once broke something, and a few others: no input ends in a fault of the program."""

import pytest

from tests.fuzz.running import KINDS, faults, kept_seeds

FIXED = [f"{kind}:{number}" for kind in KINDS for number in range(3)]


@pytest.mark.parametrize("seed", [*kept_seeds(), *FIXED])
def test_every_input_ends_in_a_result_or_a_sentence(seed, tmp_path, monkeypatch):
    monkeypatch.delenv("POLICYDIFF_CORPUS", raising=False)
    assert faults(seed, tmp_path) == []
