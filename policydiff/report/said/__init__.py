"""Comparison → one typed model of what is said of it, from which every format is made."""
