"""What people fill in to post: an idea, a comment, something for a customer."""
