"""Markdown to HTML: the one door through which members' text becomes markup.

CommonMark without raw HTML, then bleach with a tight allow-list, then nh3 as a second wall, once, when the text is
written. Raise RENDER_VERSION when the output changes; `flask idea render` brings what is stored up to date.

A request renders what was typed before it opens its transaction, and finds it here again inside: see `render_once`.
"""

import re
from collections.abc import Callable, Hashable, Mapping
from contextvars import ContextVar
from typing import Any
from urllib.parse import urlsplit

import nh3
from bleach.sanitizer import Cleaner
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markupsafe import Markup, escape

RENDER_VERSION = 1
NESTING_MAX = 20

TAGS = frozenset(
    [
        "p",
        "br",
        "hr",
        "strong",
        "em",
        "s",
        "a",
        "ul",
        "ol",
        "li",
        "blockquote",
        "code",
        "pre",
        "h3",
        "h4",
        "h5",
        "h6",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    ]
)
ATTRIBUTES = {"a": ["href", "title", "class"], "ol": ["start"], "th": ["align"], "td": ["align"]}
SCHEMES = frozenset({"http", "https", "mailto"})
LINK_REL = "nofollow ugc noopener noreferrer"

MENTION = re.compile(r"@([a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?)", re.ASCII | re.IGNORECASE)


_rendered: ContextVar[dict[Hashable, str] | None] = ContextVar("rendered", default=None)


def render_once() -> None:
    """From now on in this context, the same text is rendered once: asked for again, the result is the one of before.

    What was rendered before the lock on the database is taken costs nothing under it. A text that was forgotten, or whose
    mentions have changed meanwhile, is rendered then: later, never wrongly.
    """
    _rendered.set({})


def render(text: str, *, mentions: Mapping[str, str] | None = None) -> str:
    """Sanitised HTML of a person's Markdown. `mentions` maps a handle to the address of that person's profile."""
    links = dict(mentions or {})
    return _once((text, frozenset(links.items())), lambda: _render(text, links))


def _render(text: str, mentions: Mapping[str, str]) -> str:
    parser = _markdown_without_bare_links if _LONG_WORD.search(text) else _markdown
    markup = parser.render(text, {"mentions": mentions})
    cleaned = _cleaner.clean(markup)
    return nh3.clean(
        cleaned,
        tags=set(TAGS),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        url_schemes=set(SCHEMES),
        link_rel=LINK_REL,
    )


def excerpt(text: str, *, length: int) -> str:
    """The first words of a Markdown text as plain text, at most `length` characters, cut between words."""
    return _once((text, length), lambda: _excerpt(text, length))


def _excerpt(text: str, length: int) -> str:
    words = " ".join(_plain(text[: length * 8]).split())
    if len(words) <= length:
        return words
    return words[: length - 1].rsplit(" ", 1)[0].rstrip(".,;:- ") + "…"


def mentioned_handles(text: str) -> set[str]:
    """The handles that a text mentions, whether or not they exist."""
    return {match.group(1).lower() for match in MENTION.finditer(text)}


def trusted(markup: str) -> Markup:
    """Stored HTML that went through `render`: the only place that marks text as safe."""
    return Markup(markup)  # noqa: S704 - this is the door


def paragraphs(text: str) -> Markup:
    """Plain text as escaped paragraphs."""
    return Markup("").join(
        Markup("<p>{}</p>").format(Markup("<br>").join(escape(line) for line in part.split("\n")))
        for part in re.split(r"\n{2,}", text.strip())
        if part
    )


def _once(key: Hashable, work: Callable[[], str]) -> str:
    rendered = _rendered.get()
    if rendered is None:
        return work()
    if key not in rendered:
        rendered[key] = work()
    return rendered[key]


def _plain(text: str) -> str:
    parts: list[str] = []
    for block in _markdown.parse(text):
        for token in block.children or ():
            parts.append(token.content if token.type in ("text", "code_inline") else " ")
        if block.type in ("fence", "code_block"):
            parts.append(block.content)
        parts.append(" ")
    return re.sub(r"\s+([.,;:!?])", r"\1", " ".join("".join(parts).split()))


def _mention(state: StateInline, silent: bool) -> bool:
    """Turn @handle into a link when `mentions` knows the handle and no word character stands before it."""
    at = state.pos
    if state.src[at] != "@" or (at > 0 and (state.src[at - 1].isalnum() or state.src[at - 1] in "_/.@")):
        return False
    match = MENTION.match(state.src, at)
    handle = match.group(1).lower() if match is not None else ""
    if match is None or handle not in state.env.get("mentions", {}) or state.linkLevel > 0:
        return False
    if not silent:
        opening = state.push("link_open", "a", 1)
        opening.attrs = {"href": state.env["mentions"][handle], "class": "mention"}
        state.push("text", "", 0).content = f"@{handle}"
        state.push("link_close", "a", -1)
    state.pos = match.end()
    return True


def _lower_heading(self: RendererHTML, tokens: Any, index: int, options: Any, env: Any) -> str:
    """People's headings begin at h3: the page's own are above them."""
    token = tokens[index]
    token.tag = f"h{min(6, int(token.tag[1]) + 2)}"
    return str(self.renderToken(tokens, index, options, env))


def _link_is_fine(url: str) -> bool:
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return False
    return parts.scheme.lower() in SCHEMES or (not parts.scheme and url.startswith(("/", "#")))


def _build_markdown(*, linkify: bool = True) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "linkify": linkify, "breaks": True, "maxNesting": NESTING_MAX})
    parser.enable(["linkify", "strikethrough", "table"]).disable("image")
    parser.inline.ruler.before("link", "mention", _mention)
    # The text rule swallows everything up to a terminator character; @ must be one for mentions to be seen.
    parser.inline.ruler.at("text", _text_until_mention)
    parser.add_render_rule("heading_open", _lower_heading)
    parser.add_render_rule("heading_close", _lower_heading)
    parser.validateLink = _link_is_fine  # type: ignore[method-assign]
    if parser.linkify is not None:
        parser.linkify.set({"fuzzy_link": False, "fuzzy_email": False})
    return parser


_TEXT_END = re.compile(r"[\n!#$%&*+\-:<=>@\[\\\]^_`{}~]")


def _text_until_mention(state: StateInline, silent: bool) -> bool:
    found = _TEXT_END.search(state.src, state.pos)
    end = found.start() if found else state.posMax
    if end == state.pos:
        return False
    if not silent:
        state.pending += state.src[state.pos : end]
    state.pos = end
    return True


# Looking for bare addresses takes time that grows with the square of a word's length.
_LONG_WORD = re.compile(r"\S{1000}")
_markdown = _build_markdown()
_markdown_without_bare_links = _build_markdown(linkify=False)
_cleaner = Cleaner(tags=TAGS, attributes=ATTRIBUTES, protocols=SCHEMES, strip=True, strip_comments=True)

__all__ = ["RENDER_VERSION", "excerpt", "mentioned_handles", "paragraphs", "render", "render_once", "trusted"]
