"""Quantified commitments: how much of what is to be reached, by when.

`sentences` parts a document into phrases, `grammar` says how each quantity in one is governed (its forms stand in
`values` and `counts`), `indicators` what it measures and until when, `tense` whether it is past or planned;
`targets` makes the records. `qualitative` finds the aims that have no value.
"""
