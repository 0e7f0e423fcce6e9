"""Document structure: which line is a clause of which other.

`numbering` knows the labels, `layout` what the unlabelled lines around a notice are, `tree` builds clauses.
"""
