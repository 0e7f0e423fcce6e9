"""What every text goes through, whatever file it came from.

encoding    which encoding its bytes are in; text that was once decoded wrongly
characters  what nobody sees, and the many kinds of space
lines       where a line ends, and which lines are one paragraph
furniture   what stands around a document and is not of it: one table of rules
"""
