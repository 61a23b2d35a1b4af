"""Desk: the tools of those who answer."""
