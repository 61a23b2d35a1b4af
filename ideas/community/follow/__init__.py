"""Following: who wants to hear what becomes of an idea."""
