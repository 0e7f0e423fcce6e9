"""Who is told to do what.

`brackets` reads one bracket, `task_tables` the rows of a table, `responsibilities` all of a document; `offices`
knows the names of offices.
"""
