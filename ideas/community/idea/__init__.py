"""Ideas: their words, their tags, their history, and where they stand in the lists."""
