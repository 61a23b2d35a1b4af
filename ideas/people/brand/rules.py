"""Roles in a brand, and what a brand may be called."""

import re
from datetime import UTC, datetime
from enum import StrEnum

from ideas.base.text import one_line

NAME_MAX = 60
TAGLINE_MAX = 140
REOPEN_PEOPLE_MOST = 1_000
REOPEN_MONTHS_MOST = 60
MERGE_WAIT_DAYS_MIN, MERGE_WAIT_DAYS_MAX = 1, 60
# What a membership says of a ban without an end: every database and every time zone holds it.
FOREVER = datetime(9000, 1, 1, tzinfo=UTC)
SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")
COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_SCHEME = re.compile(r"\w+:/*(?=\S)")
_LINKS = re.compile(r"(?<=\w)[.:@/\\。．]+(?=\w)|[/\\@]+")
RESERVED_SLUGS = frozenset(
    [
        "api",
        "admin",
        "assets",
        "brand",
        "brands",
        "design",
        "embed",
        "favicon.ico",
        "healthz",
        "help",
        "invitations",
        "me",
        "media",
        "preferences",
        "readyz",
        "robots.txt",
        "setup",
        "sign-in",
        "sign-out",
        "sign-up",
        "static",
        "sitemap.xml",
        "unsubscribe",
        "well-known",
        "widget",
        "widget.js",
    ]
)


class Role(StrEnum):
    """What a person is in a brand, from least to most."""

    MEMBER = "member"
    PARTNER = "partner"
    MODERATOR = "moderator"
    OWNER = "owner"

    @property
    def rank(self) -> int:
        return list(Role).index(self)

    @property
    def is_staff(self) -> bool:
        return self is not Role.MEMBER


def slug_is_free_to_use(slug: str) -> bool:
    """Whether the slug is well formed and not an address that the app needs itself."""
    return bool(SLUG.fullmatch(slug)) and slug not in RESERVED_SLUGS


def ink_on(colour: str) -> str:
    """Black or white, whichever reads better on the colour. The worse of all colours still gives it 4.5 to 1."""
    return max("#ffffff", "#000000", key=lambda ink: contrast(ink, colour))


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast of two colours, from 1 to 21: relative luminance of sRGB, lighter over darker."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def name_in_mail(name: str) -> str:
    """A name that people chose, for a mail to a stranger: one line, and nothing in it that a mail client makes a link."""
    return _LINKS.sub(" ", _SCHEME.sub("", one_line(name))).strip()


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
