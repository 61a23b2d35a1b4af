"""Slugs and handles: the readable part of an address, in any script."""

import unicodedata
from itertools import dropwhile


def slugify(value: str, *, most: int = 60, fallback: str = "") -> str:
    """Lower-case words joined by hyphens, at most `most` characters, cut between words; letters of any script stay."""
    slug = ""
    for word in _words(unicodedata.normalize("NFC", value).casefold()):
        longer = f"{slug}-{word}" if slug else word[:most]
        if len(longer) > most:
            break
        slug = longer
    return slug or fallback


def ascii_slug(value: str, *, most: int = 30, fallback: str = "member") -> str:
    """As slugify, in plain ASCII: accents dropped, other scripts left out."""
    plain = unicodedata.normalize("NFKD", value).encode("ascii", "ignore").decode()
    return slugify(plain, most=most, fallback=fallback)


def _words(text: str) -> list[str]:
    """Runs of letters and digits, with the marks that stand on them: in Hindi or Thai those are half of the word."""
    spaced = "".join(char if char.isalnum() or _is_mark(char) else " " for char in text)
    words = ("".join(dropwhile(_is_mark, word)) for word in spaced.split())
    return [word for word in words if word]


def _is_mark(char: str) -> bool:
    return unicodedata.category(char) in ("Mn", "Mc") and not "\ufe00" <= char <= "\ufe0f"
