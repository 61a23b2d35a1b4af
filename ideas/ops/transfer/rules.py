"""What an imported idea becomes: titles that fit, phases by their usual names, threads one level deep."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ideas.base.slug import ascii_slug, slugify
from ideas.base.text import one_line
from ideas.community.idea.rules import TAG_MAX, TAGS_MAX, TITLE_MAX
from ideas.community.stage.rules import Phase

KEY_MAX = 120
_STUCK = re.compile(r"([^\W\d_][.,;:!?]?)[\u00a0 ]*\u00a0[\u00a0 ]*(?=[^\W\d_]|[¿¡])")
SOURCE_MAX = 60
UNDELIVERABLE = "import.invalid"

# What other systems call the six phases. What is not here begins in the first stage, and the report says so: a word
# such as «archived» says that nothing came of an idea, not that anybody said no to it.
PHASE_WORDS: Mapping[Phase, frozenset[str]] = {
    Phase.SUBMITTED: frozenset(
        {"submitted", "new", "open", "active", "proposed", "published", "received", "no status"}
    ),
    Phase.REVIEWING: frozenset(
        {
            "reviewing",
            "under review",
            "in review",
            "review",
            "considering",
            "under consideration",
            "investigating",
            "needs feedback",
            "gathering feedback",
            "acknowledged",
        }
    ),
    Phase.PLANNED: frozenset({"planned", "accepted", "approved", "scheduled", "on the roadmap", "next"}),
    Phase.BUILDING: frozenset(
        {"building", "in progress", "started", "in development", "under development", "working on it", "beta"}
    ),
    Phase.SHIPPED: frozenset(
        {"shipped", "completed", "complete", "done", "implemented", "released", "launched", "delivered", "live"}
    ),
    Phase.DECLINED: frozenset(
        {"declined", "rejected", "denied", "not planned", "will not do", "won't do", "wontfix", "won't fix"}
    ),
}


def phase_of(status: str) -> Phase | None:
    """The phase that another system's word for a status means, if we know it."""
    word = normal_status(status)
    return next((phase for phase, words in PHASE_WORDS.items() if word in words), None)


def normal_status(status: str) -> str:
    """A status as words to compare: `IN_PROGRESS` and `In progress` are one."""
    return one_line(status.replace("_", " ").replace("-", " ").replace("’", "'")).casefold()


def fit_title(title: str, body: str) -> tuple[str, str]:
    """A title that is too long, cut at a word, and the body, which begins with the whole title unless it holds it."""
    if len(title) <= TITLE_MAX:
        return title, body
    words = title[:TITLE_MAX].rsplit(" ", 1)[0]
    short = words[: TITLE_MAX - 1].rstrip(" .,;:-–—") + "…"
    return short, body if title.casefold() in body.casefold() else f"{title}\n\n{body}".strip()


def loosen(text: str) -> str:
    """The text with plain spaces where an editor left no-break spaces between words; those beside figures stay."""
    return _STUCK.sub(r"\1 ", text)


def fit_tags(category: str | None, tags: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The tags that an idea gets, its category first, and those that are left out: too long, or beyond the fifth."""
    wished: dict[str, str] = {}
    for text in (category or "", *tags):
        for part in text.split(","):
            name = one_line(part).lstrip("#").strip()
            if slugify(name):
                wished.setdefault(slugify(name, most=40), name)
    fine = [name for name in wished.values() if len(name) <= TAG_MAX]
    kept = tuple(fine[:TAGS_MAX])
    return kept, tuple(name for name in wished.values() if name not in kept)


def address_of(source: str, author: str) -> str:
    """An address that no mail can reach, the same at each import: names that are not plain carry part of their hash."""
    return f"{_plain(source, 16)}.{_plain(author, 24)}@{UNDELIVERABLE}"


def display_name(author: str) -> str:
    """What an author is called here: never by an address, which is nobody's business."""
    return "" if "@" in author.strip("@") else author


def comment_key(idea_id: str, comment_id: str) -> str:
    """What a comment is known by within its source: some systems number the comments of each idea anew."""
    key = f"{idea_id}/{comment_id}"
    return key if len(key) <= KEY_MAX else _hash(key)


def unnamed_comment(author: str | None, written: str, body: str) -> str:
    """What a comment without an id is known by: who said what when."""
    return f"~{_hash('|'.join((author or '', written, body)))[:32]}"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a comment goes: on its own, or under `top`: another comment of the file, or the id of one that is here.

    `is_orphan`: it stands on its own because what it replied to is missing.
    """

    id: str
    top: str | int | None = None
    is_orphan: bool = False


def flatten(parents: Mapping[str, str | None], here: Mapping[str, int]) -> list[Place]:
    """Threads of any depth as threads one level deep, in the order given.

    `parents` says what each comment replies to; `here` holds, for comments that came before, the id of their thread's
    top. A reply to nothing that is known stands on its own, and so does one of any that reply to each other in a circle.
    """
    places: dict[str, Place] = {}
    for comment_id in parents:
        path: dict[str, None] = {}
        at = comment_id
        while at not in places:
            path[at] = None
            parent = parents[at]
            if parent is None:
                places[at] = Place(at)
            elif parent in here:
                places[at] = Place(at, here[parent])
            elif parent not in parents or parent in path:
                places[at] = Place(at, is_orphan=True)
            else:
                at = parent
        top = places[at].top or at
        for under in path:
            places.setdefault(under, Place(under, top))
    return [places[comment_id] for comment_id in parents]


def _plain(text: str, most: int) -> str:
    plain = ascii_slug(text, most=most, fallback="x")
    return plain if plain == text else f"{plain}-{_hash(text)[:10]}"


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
