"""Years on disk: where the corpus is, what a folder holds, and which document an argument names."""
