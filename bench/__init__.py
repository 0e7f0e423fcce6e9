"""How fast the comparison is, stage by stage and beside other tools. Run it with `make bench`.

The package does not import it; no test asserts a time.
"""
