"""The promise: how many ideas were answered, and how soon."""
