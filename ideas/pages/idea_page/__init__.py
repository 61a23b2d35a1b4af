"""The page of one idea: its words, its story, its discussion."""
