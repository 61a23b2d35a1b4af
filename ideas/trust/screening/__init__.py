"""Screening: whose posts wait for approval and why, how far somebody new is trusted, and what gives machines away."""
