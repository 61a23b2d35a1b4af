"""Slugs and handles: the readable part of an address, in any script."""

import re
import unicodedata

_GAPS = re.compile(r"[^\w]+|_+")


def slugify(value: str, *, most: int = 60, fallback: str = "") -> str:
    """Lower-case words joined by hyphens, at most `most` characters, cut between words; letters of any script stay."""
    words = _GAPS.sub(" ", unicodedata.normalize("NFC", value).casefold()).split()
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word[:most]
        if len(longer) > most:
            break
        slug = longer
    return slug or fallback


def ascii_slug(value: str, *, most: int = 30, fallback: str = "member") -> str:
    """As slugify, in plain ASCII: accents dropped, other scripts left out."""
    plain = unicodedata.normalize("NFKD", value).encode("ascii", "ignore").decode()
    return slugify(plain, most=most, fallback=fallback)
