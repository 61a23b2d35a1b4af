"""The spine: one row for each thing that happened."""
