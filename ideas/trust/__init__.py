"""Trust: may this stand here? Posting, screening, moderation, and honest votes."""
