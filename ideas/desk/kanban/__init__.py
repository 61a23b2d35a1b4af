"""The board of the desk: ideas as cards in columns, one for each stage."""
