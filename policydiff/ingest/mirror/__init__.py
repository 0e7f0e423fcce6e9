"""Copies by mirror sites, which annotate and damage a text by machine; so all of it can be repaired by rule.

annotated_copy  the order of the repairs: readings, bytes out of step, spaces, punctuation
pinyin          the readings behind characters, by which a mirror copy is known
byte_shift      what the mirror put out of step, byte by byte
likelihood      the judge where no reading tells
script          traditional script back to simplified
"""
