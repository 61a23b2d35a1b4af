"""Verify: proof that what is kept in two places agrees, and the repair of what does not."""
