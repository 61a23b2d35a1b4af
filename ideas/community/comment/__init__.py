"""Comments: a discussion threaded one level deep."""
