"""Broken files, damaged corpora, odd documents, endless lines, servers: always a result or a sentence, never a fault.

    make fuzz                                  five minutes of new seeds
    python -m tests.fuzz --seconds 600 --from 1000
    python -m tests.fuzz --kind odd            files, corpus, damage, odd, lines, served
    python -m tests.fuzz corpus:17             one seed again, its files kept in a folder that is named

What a seed stands for is fixed by the seed alone. Those that once broke something are kept in tests/fuzz_seeds.txt, and
tests/test_fuzz.py runs them with every suite.
"""
