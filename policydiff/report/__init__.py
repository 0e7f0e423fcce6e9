"""A comparison as something to read: page, office files, tables, terminal, JSON. Each from the comparison alone."""
