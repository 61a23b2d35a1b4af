"""Pages that show several rooms at once: home, the list, an idea, people."""
