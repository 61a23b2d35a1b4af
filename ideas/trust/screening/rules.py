"""Trust in four levels, what they allow, and the arithmetic of links, typing and likeness."""

import re
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from urllib.parse import urlsplit

from ideas.base.likeness import shared_part

LEVELS = (0, 1, 2, 3)
KNOWN_AFTER = timedelta(days=1)
TRUSTED_AFTER = timedelta(days=15)
TRUSTED_POSTS = 3

# How many links a post may have, by how far its author is trusted; from the second level on, any.
LINKS_MOST = {0: 2, 1: 5}
# Somebody new may link a site once in so many posts.
POSTS_PER_HOST = 3
HOST_MAX = 253
TYPED_LEAST = timedelta(seconds=3)
TYPED_MOST = timedelta(hours=24)

ALIKE = 0.9
ALIKE_WITHIN = timedelta(hours=24)
COMMENT_WORDS_LEAST = 8


class PendingReason(StrEnum):
    """Why a post waits: the board's rule for everyone or for first posts, its links, or signs that a machine wrote it."""

    ALL = "all"
    FIRST = "first"
    LINK = "link"
    FAST = "fast"
    TRAP = "trap"


@dataclass(frozen=True, slots=True)
class Signals:
    """What a form tells about who filled it in.

    `typed_for` is the time since the page was made, None where the page's stamp is missing, too old or not ours;
    `is_trapped` whether a field was filled in that people don't see; `site` the host of these pages, whose links are fine.
    """

    typed_for: timedelta | None = None
    is_trapped: bool = False
    site: str = ""

    @property
    def is_hasty(self) -> bool:
        """Whether no person can have typed this."""
        return self.typed_for is None or self.typed_for < TYPED_LEAST


@dataclass(frozen=True, slots=True)
class Reputation:
    """What the tables say of a person in one brand.

    `granted` is the least level that staff gave them, `present_for` the time since they joined, `limited_posts` how many of
    their posts staff hid or removed lately.
    """

    account_id: int | None = field(default=None, compare=False)
    granted: int = 0
    is_staff: bool = False
    is_verified: bool = False
    present_for: timedelta = timedelta()
    public_posts: int = 0
    limited_posts: int = 0
    was_voted_for: bool = False

    @property
    def level(self) -> int:
        """0 new, 1 known: a day here with a proven address, 2 trusted: 15 days, three posts and a vote for one of them.

        The third is given by staff alone. Each post that staff had to limit costs a level, never one that was granted.
        """
        if self.is_staff:
            return LEVELS[-1]
        return max(self.granted, self._earned - self.limited_posts, 0)

    @property
    def is_trusted(self) -> bool:
        """Whether only a rule for everyone holds their posts."""
        return self.is_staff or self.granted > 0 or self.level >= 2

    @property
    def is_first_post(self) -> bool:
        return self.public_posts == 0

    @property
    def _earned(self) -> int:
        if not self.is_verified or self.present_for < KNOWN_AFTER:
            return 0
        is_seasoned = self.present_for >= TRUSTED_AFTER and self.public_posts >= TRUSTED_POSTS
        return 2 if is_seasoned and self.was_voted_for else 1


def links_in(title: str, markup: str, *, site: str = "") -> list[str]:
    """Of a title and a rendered body: the host of each link that leaves these pages (of a mail link its domain), in order, again where it is linked again."""
    found = [match.group() for match in _BARE.finditer(title)] + _HREF.findall(markup)
    hosts = [_host_of(address) for address in found]
    return [host for host in hosts if host and host != _plain(site.rsplit(":", 1)[0])]


def likeness(left: str, right: str) -> float:
    """How alike two texts are: the share of their words that both have (Jaccard)."""
    first, second = words_of(left), words_of(right)
    return shared_part(len(first & second), len(first), len(second))


def words_of(text: str) -> frozenset[str]:
    """The words of a text, each once, without case and punctuation."""
    return frozenset(_WORD.findall(text.casefold()))


def _host_of(address: str) -> str:
    try:
        parts = urlsplit(address)
        host = parts.path.rsplit("@", 1)[-1] if parts.scheme == "mailto" else parts.hostname or ""
    except ValueError:
        return address[:HOST_MAX]  # An address that can't be read is nobody's known site.
    return _plain(host.split("?", 1)[0])


def _plain(host: str) -> str:
    return host.lower().strip().rstrip(".").removeprefix("www.")[:HOST_MAX]


_WORD = re.compile(r"\w+")
_BARE = re.compile(r"https?://\S+", re.IGNORECASE)
_HREF = re.compile(r'href="((?:https?:|mailto:|//)[^"]*)"', re.IGNORECASE)
