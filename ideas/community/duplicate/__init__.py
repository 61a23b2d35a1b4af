"""Ideas that are likely the same, by the words of their titles."""
