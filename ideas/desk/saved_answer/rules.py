"""The five places in a saved answer that each idea fills with its own, and limits.

The formatter is a table of five names and nothing more: what it does not know stays as it is written, so that no text
can reach anything else. What it puts in is escaped, so that nobody's name or title becomes a link in the brand's answer.
"""

import re
from collections.abc import Mapping

from ideas.base.text import one_line

TITLE_MAX = 60
BODY_MAX = 4_000
ANSWERS_MAX = 40
PLACES = ("author", "title", "stage", "votes", "brand")

_PLACE = re.compile(r"\{(" + "|".join(PLACES) + r")\}")
_MARKUP = re.compile(r"[\\`*_\[\]<>@#|~]|/(?=/)")


def fill(body: str, values: Mapping[str, str]) -> str:
    """The text with its places filled, each once: a value that looks like a place stays what it is."""
    return _PLACE.sub(lambda place: _as_plain(values.get(place[1], place[0])), body)


def _as_plain(value: str) -> str:
    """The value so that Markdown shows it as it is: no mark-up, no mention, no address that becomes a link."""
    return _MARKUP.sub(r"\\\g<0>", one_line(value))
