"""Small tools that know no feature."""
