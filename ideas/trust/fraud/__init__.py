"""Finding votes that are not honest: signals, what is held because of them, and the evidence for staff."""
