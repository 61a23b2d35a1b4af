"""What staff tell each other about an idea. Only those who host its board ever read it."""
