"""Repairs of what is derived from ideas, for the operator."""
