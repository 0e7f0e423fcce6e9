"""What the lines of a Chinese official document look like: one definition each, for every stage.

`numbers` reads a written number, `labels` the marker that a line begins with, `references` the articles that a
text cites, `dates` a full date, `lines` what an unlabelled line is by itself, `sentences` where one ends.
All of them read simplified script; `text.script` gives it, with the offsets of the text as it was written.
"""
