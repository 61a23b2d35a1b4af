"""Pauses as pages show them."""
