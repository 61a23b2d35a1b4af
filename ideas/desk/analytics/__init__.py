"""Numbers for the desk: what is owed today, who answered, how arrivals and answers went."""
