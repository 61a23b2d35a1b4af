"""The audit log as staff read it: its pages, its filter and its file."""
