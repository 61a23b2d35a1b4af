"""Transfer: ideas brought over from elsewhere."""
