"""A file that somebody obtained → clean text, one paragraph a line, and the record of what was done to it.

    source      the gate: path, bytes or text → Source; the order of the passes below
    readers/    bytes → text, one reader a format
    mirror/     copies by mirror sites, which annotate and damage a text by machine, repaired
    clean/      what every text goes through: encoding, characters, lines, furniture
    patches     a text that knows where each of its characters came from, so that every pass only makes patches
    limits      what a file may cost

A document whose issuer wrote traditional script or narrow punctuation keeps both.
"""
