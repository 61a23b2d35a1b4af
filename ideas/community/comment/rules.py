"""What a comment may be."""

BODY_MAX = 4_000
THREADS_PER_PAGE = 50
