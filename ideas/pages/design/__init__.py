"""The design page, which shows every component."""
