from pathlib import Path

import pytest
from hypothesis import settings

import policydiff
from policydiff.model import Comparison

CORPORA = Path(__file__).parent / "corpora"


@pytest.fixture(scope="session")
def comparison() -> Comparison:
    """The two years of the tests' own corpus, which stays when a user fetches the official text of 2019."""
    return policydiff.compare("2019", "2020", corpus=CORPORA)


# How long an example takes says nothing of whether it is right; a slow machine must not fail a law.
settings.register_profile("laws", deadline=None, max_examples=60)
settings.load_profile("laws")
