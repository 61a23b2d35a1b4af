"""The desk: one queue of everything that waits for a person, and the acts that clear it."""
