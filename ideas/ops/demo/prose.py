"""How the texts of the demo are written down: Markdown in indented literals, with links from idea to idea."""

import re
from collections.abc import Mapping
from textwrap import dedent

_IDEA_LINK = re.compile(r"\(idea:([a-z0-9-]+)\)")
# A line that Markdown reads as the start of something new; any other line continues the one above it.
_BLOCK = re.compile(r"\s*([-*+] |\d+[.)] |> ?|#+ |\|)")


def prose(text: str) -> str:
    """Markdown from an indented, wrapped literal.

    Wrapped lines are joined, because a line break in a member's text is one on the page. Lists, quotes,
    tables and code keep theirs.
    """
    lines: list[str] = []
    in_code = False
    joins = False
    for line in dedent(text).strip().splitlines():
        is_fence = line.lstrip().startswith("```")
        if joins and line and not in_code and not is_fence and not _BLOCK.match(line):
            lines[-1] += f" {line.strip()}"
            continue
        lines.append(line)
        in_code = in_code != is_fence
        joins = bool(line) and not in_code and not is_fence
    return "\n".join(lines)


def with_addresses(text: str, addresses: Mapping[str, str]) -> str:
    """The text with each `idea:key` replaced by the address of that idea."""
    return _IDEA_LINK.sub(lambda match: f"({addresses[match.group(1)]})", text)
