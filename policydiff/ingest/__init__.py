"""A file that somebody obtained → clean text, one paragraph a line, and the record of what was done to it.

    source      the gate: path or decoded text → Source; the order of the passes below
    trail       a text that knows where each character came from, so that every pass only makes patches
    encoding    bytes → text; what was once decoded wrongly
    readings    the pinyin behind characters, by which a mirror copy is known
    mirror      such a copy undone: readings, punctuation, spaces
    shifts      what the mirror put out of step, byte by byte; likelihood judges where no reading tells
    script      traditional script back to simplified, for mirror copies alone
    markdown    marks taken away from words
    furniture   what stands around a document and is not of it: one table of rules

A document whose issuer wrote traditional script or narrow punctuation keeps both.
"""
