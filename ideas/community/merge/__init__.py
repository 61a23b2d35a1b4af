"""Merging: a link from a duplicate to its canonical idea that loses nothing and can be undone."""
