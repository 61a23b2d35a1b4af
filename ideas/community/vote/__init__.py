"""Voting: one person, one idea, one vote."""
