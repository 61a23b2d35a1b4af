"""How much of what two texts say both say."""


def shared_part(both: float, one: float, other: float) -> float:
    """From 0 to 1: what both say, of all that either says (Jaccard's index). Each is a count or a weight of words."""
    everything = one + other - both
    return both / everything if everything else 0.0
