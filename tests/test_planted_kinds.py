"""Every kind of change, planted in made laws and reports, is found, and nothing else is claimed. See `make planted`."""

import pytest

from tests.planted.revisions import PLANTS
from tests.planted.score import tally


@pytest.mark.parametrize("kind", PLANTS)
def test_what_is_planted_is_found_and_nothing_else_is_claimed(kind):
    found = tally(kind, range(100, 102))
    assert found.planted >= 8
    assert found.recall >= 0.95, found.missed
    assert found.precision >= 0.95, found.false
