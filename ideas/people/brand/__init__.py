"""Brands: the tenants, and who takes part in each."""
