"""Many documents at once: which belong together (pairs), comparing all of them (run), what was copied (reuse).

jobs: the list of pairs · tasks: what a worker does · executors: where workers are · run: who does what next ·
journal: what is done, safe against any end · parquet: the data set made from it.
"""
