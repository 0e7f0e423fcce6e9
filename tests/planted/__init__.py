"""Changes planted in made documents, and what of them the comparison finds. `make planted` prints the table.

- `texts`       made laws and reports of distinct lines, written from word lists of our own
- `revisions`   a document → its revision, and what one may say of the two
- `score`       what the comparison says → how much of it is right, how much is missing, a kind
"""
