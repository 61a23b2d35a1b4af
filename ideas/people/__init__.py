"""People: who somebody is, and what they are in a brand."""
