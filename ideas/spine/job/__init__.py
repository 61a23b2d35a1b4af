"""Jobs: what runs behind the pages. Rows are the truth; the queue only wakes."""
