"""Document structure: which line is a clause of which other.

`layout` tells what the unlabelled lines around a notice are, `tree` builds clauses, `head` reads what the text says
of itself. What a line looks like is told by `text.official`.
"""
