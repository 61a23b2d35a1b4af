"""Whose an idea is: taken by or given to somebody who hosts its board, and given back once they do not any more."""
