"""What staff think of an idea, each alone, by the brand's criteria. Never public."""
