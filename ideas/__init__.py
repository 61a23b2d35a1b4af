"""Ideas: a home for customers' ideas."""
