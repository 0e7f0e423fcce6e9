"""What can go wrong with a user's input. Imports nothing.

Every exception carries one sentence: what is wrong, where, and what to do. The command line prints it on
standard error and exits with status 2; a caller from Python catches `PolicydiffError`.
"""


class PolicydiffError(Exception):
    """The root of everything that this package raises on purpose: one sentence in Chinese, one in English."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh)
        self.zh = zh
        self.en = en


class SourceError(PolicydiffError):
    """A file or page that cannot be read as a document."""


class CorpusError(PolicydiffError):
    """A corpus folder, or a document in it, that is missing or damaged."""


class OverridesError(PolicydiffError):
    """A file of overrides that cannot be read."""


class UsageError(PolicydiffError):
    """A command whose options contradict each other."""
