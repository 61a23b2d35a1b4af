"""How like two titles are, by arithmetic on their words alone; and how far the search goes."""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping

from ideas.base.likeness import shared_part

Title = frozenset[str]
Weights = Mapping[str, float]
Pair = tuple[int, int]

LIKE_FROM = 0.6
COMPARED = 2_000
PER_WORD = 200
COMPARED_AT_ONCE = 20_000
COMMON_SHARE = 0.1
COMMON_LEAST = 25

PRIOR = 200
RARE = math.log(PRIOR / 1.5)
WITHIN = 0.65

_WORD = re.compile(r"[^\W_]+")


def words_of(title: str) -> Title:
    """The words of a title: no case, no marks, no plural, no single letters."""
    plain = unicodedata.normalize("NFKD", title.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return frozenset(_stem(word) for word in _WORD.findall(plain) if len(word) > 1)


def common_words(titles: Iterable[Title]) -> frozenset[str]:
    """The words that so many of these titles hold that they say nothing."""
    counts: Counter[str] = Counter()
    total = 0
    for title in titles:
        counts.update(title)
        total += 1
    most = max(COMMON_LEAST, total * COMMON_SHARE)
    return frozenset(word for word, count in counts.items() if count > most)


def weights_of(titles: Iterable[Title]) -> Weights:
    """What each word says: the rarer it is among these titles, the more. Of a few titles, all words say about the same."""
    counts: Counter[str] = Counter()
    total = PRIOR
    for title in titles:
        counts.update(title)
        total += 1
    return {word: math.log(total / (count + 0.5)) for word, count in counts.items()}


def likeness(one: Title, other: Title, weights: Weights | None = None) -> float:
    """From 0 to 1: how much of what their words say both say, or nearly all of what the shorter one says."""
    shared = one & other
    if len(shared) < 2:
        return 0.0
    both, mine, theirs = (_weight(words, weights or {}) for words in (shared, one, other))
    within = WITHIN * both / min(mine, theirs) if len(shared) > 2 else 0.0
    return max(shared_part(both, mine, theirs), within)


def _weight(words: Title, weights: Weights) -> float:
    return sum(weights.get(word, RARE) for word in words)


def _stem(word: str) -> str:
    if len(word) < 4:
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
