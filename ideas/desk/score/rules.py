"""The arithmetic of scoring.

Each person gives an idea a mark m from 1 to 5 by each criterion; a criterion weighs w from 1 to 5.

    what a person thinks     p = sum(w * m) / sum(w)    over the criteria in use by which they marked it
    what staff think         mean(p)                    over the people, each the same
    how far they differ      sqrt(mean((p - mean(p)) ** 2))    the population standard deviation

All are on the scale of the marks. Sums are exact (`math.fsum`), so that the order of the rows changes no bit.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

MARKS = (1, 2, 3, 4, 5)
WEIGHTS = (1, 2, 3, 4, 5)
NAME_MAX = 40
HINT_MAX = 200
CRITERIA_MAX = 10

# Name, hint, weight: what a brand may begin with.
FIRST_CRITERIA = (
    ("Reach", "How many people would notice it? 5: nearly everybody.", 3),
    ("Fit", "How well does it fit what we stand for? 5: it could be our own idea.", 3),
    ("Cost", "How cheap is it, counting everybody's time? 5: next to nothing.", 2),
    ("Confidence", "How sure are you of the other marks? 5: we have tried it or measured it.", 1),
)


@dataclass(frozen=True, slots=True)
class Summary:
    """What staff think of an idea together."""

    mean: float
    spread: float
    people: int


def personal_mean(marks: Mapping[int, int], weights: Mapping[int, int]) -> float | None:
    """One person's weighted mean; both by criterion. None without a mark by a criterion in use."""
    used = [(weights[criterion], mark) for criterion, mark in marks.items() if criterion in weights]
    if not used:
        return None
    return math.fsum(weight * mark for weight, mark in used) / math.fsum(weight for weight, _ in used)


def summary(means: Iterable[float]) -> Summary | None:
    """Mean and spread over the people. None when nobody has scored."""
    found = list(means)
    if not found:
        return None
    mean = math.fsum(found) / len(found)
    spread = math.sqrt(math.fsum((one - mean) ** 2 for one in found) / len(found))
    return Summary(mean, spread, len(found))
