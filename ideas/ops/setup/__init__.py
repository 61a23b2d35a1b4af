"""Set-up: the first brand, its first owner and its first board, where there is nothing yet."""
