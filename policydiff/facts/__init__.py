"""What a document commits to: quantified targets, and who is told to do what.

`quantities` finds amounts, `phrases` the sentences around them, `reading` how each is governed (by the forms of
`forms_value` and `forms_count`, with the words of `lexicon`), `tense` whether it is past or planned, and
`targets` makes the records. `brackets` reads one bracket, `responsibilities` all of a document, `units` knows
the offices' names. The way in is `extract.extract_facts`.
"""
