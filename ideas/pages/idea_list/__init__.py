"""The list of ideas, of a brand and of a board."""
