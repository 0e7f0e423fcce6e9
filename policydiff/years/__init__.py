"""Years, not just a pair: is a corpus sound (`check`), what became of things over the years (`history`), its pages.

- `series`    which documents belong together, in which order, and which years are missing
- `check`     findings on the years of a corpus, for people and for CI
"""
