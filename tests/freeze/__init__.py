"""What must stay as it is, written down as text: `python -m tests.freeze OUT_DIR`, on two commits, and `diff -r`.

Two runs on the same code write the same files, letter for letter. So nothing here may be left to the clock, to chance or to
an order that nobody promised.
"""
