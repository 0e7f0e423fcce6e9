"""Every sentence that a person reads, in Chinese and in English beside each other.

codes: what the values of the model are called · notes: doubts as sentences · interface: headings and buttons ·
sentences: what has places to fill · columns: what stands above tables · measures: values with their units ·
addresses: how a clause's address is spoken. The type is `Both`; a code has one wording.

No other module holds words for people, with two exceptions, which `tests/test_wording.py` knows too: an error
(`errors.py`) is raised with its two sentences where it arises, since they speak of what was found there; an option of
the command line has its help beside it, as the library that reads it wants.
"""

from policydiff.wording.both import Both, Lang, alike, pick

__all__ = ["Both", "Lang", "alike", "pick"]
