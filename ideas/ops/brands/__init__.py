"""Brands for the operator of a deployment."""
