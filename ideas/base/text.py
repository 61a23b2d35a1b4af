"""Plain text from people: one line or many, without what could fool a reader."""

import re
import unicodedata

# Bidirectional overrides and isolates, zero-width characters (the joiner stays: emoji and Indic scripts need it),
# the byte order mark and the other controls that no one types on purpose.
_UNSEEN = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
)
_SPACE = re.compile(r"\s+")
_PILED_MARKS = re.compile(
    r"([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{3})"
    r"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]+"
)


def one_line(value: str) -> str:
    """A title or a name: NFC, unseen characters out, every run of white space one space."""
    return _SPACE.sub(" ", _seen(value)).strip()


def many_lines(value: str) -> str:
    """A body: NFC, unseen characters out, line ends `\\n`, no white space at either end of the text."""
    lines = value.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(_seen(line).rstrip() for line in lines).strip("\n")


def _seen(value: str) -> str:
    return _PILED_MARKS.sub(r"\1", _UNSEEN.sub("", unicodedata.normalize("NFC", value)))
