"""Boards: places for ideas, each with its own access; and the viewer, who sees some of them."""
