"""Pauses of a board’s answer clock."""
