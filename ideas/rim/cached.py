"""Rendered parts of pages, kept by what they show: a card or a comment is rendered once for everybody who sees the same.

The key is the content itself, so what changed has another key and nothing has to be thrown away. What is a person's own, the
token of a form, goes into a hole that each page fills.
"""

from collections.abc import Hashable
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from flask import current_app, g, render_template
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup

from ideas.base import clock, token
from ideas.rim.i18n import language

# Of this process, so that nobody can write them into an idea.
TOKEN_HOLE = token.new_secret()
INNER_HOLE = Markup(token.new_secret())  # noqa: S704 - our own letters


class CachedPart:
    """A template that renders one hashable view, and the last results of it."""

    def __init__(self, template: str, *, most: int) -> None:
        self._template = template
        self._kept = lru_cache(maxsize=most)(self._render)

    def html(self, view: Hashable, *, created_at: datetime, inner: Markup | None = None, **options: Hashable) -> Markup:
        """The part with this person's token in its forms and `inner` in its hole.

        `created_at` is the moment that the part shows as «3 days ago»: it says how soon the words go stale.
        """
        signed_in = g.viewer.is_signed_in
        render = self._render if current_app.extensions["assets"].watches else self._kept
        markup = render(view, language(), signed_in, _freshness(created_at), tuple(options.items()))
        if signed_in:
            markup = markup.replace(TOKEN_HOLE, generate_csrf())
        if inner is not None:
            markup = markup.replace(INNER_HOLE, inner)
        return Markup(markup)  # noqa: S704 - rendered by an escaping template

    def _render(
        self, view: Any, lang: str, signed_in: bool, freshness: int, options: tuple[tuple[str, Hashable], ...]
    ) -> str:
        return render_template(
            self._template, view=view, signed_in=signed_in, token=TOKEN_HOLE, inner=INNER_HOLE, **dict(options)
        )


def _freshness(moment: datetime) -> int:
    """Changes as often as «3 minutes ago» or «3 days ago» may: each minute on the first day, then each hour."""
    now = clock.now()
    return int(now.timestamp() // (60 if now - moment < timedelta(days=1) else 3600))
