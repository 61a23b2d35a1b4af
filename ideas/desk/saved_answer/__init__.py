"""Words that staff use again, with places that each idea fills with its own."""
