"""The floor: a bare Flask app with one route, one plain SQL query and one flat template that makes the list's HTML.

No session, no permissions, no tenancy, no languages, no macros. The page around the cards is the app's own, taken once at
start; each card is a copy of the app's own card with its holes filled by Jinja from the rows of the query.
"""

import re
import threading
from typing import Any

from flask import Flask
from jinja2 import Environment

from ideas.app import create_app
from ideas.base.db import sqlite
from ideas.base.settings import load_settings

QUERY = """
SELECT idea.number, idea.slug, idea.title, idea.excerpt, idea.created_at, account.display_name, stage.name, rank.vote_count,
       rank.comment_count
FROM idea_rank AS rank
JOIN idea ON idea.id = rank.idea_id
JOIN account ON account.id = idea.author_id
JOIN stage ON stage.id = idea.stage_id
WHERE rank.board_id = 1 AND rank.visibility = 'public'
ORDER BY rank.heat DESC, rank.idea_id DESC LIMIT 20
"""

app = Flask(__name__)
_local = threading.local()


def _page() -> tuple[str, str, str]:
    """The list's page as the app renders it: what stands before the cards, one card, what stands after."""
    html = create_app().test_client().get("/bench/ideas").get_data(as_text=True)
    cards = re.findall(r'<article class="idea-card">.*?</article>', html, re.S)
    before, rest = html.split(cards[0], 1)
    return before, cards[0], rest.split(cards[-1], 1)[1]


def _template() -> Any:
    """The page with a plain loop in place of the cards; names, texts and numbers of the card are its holes."""
    before, card, after = _page()
    holes = {
        r'(idea-card__title"[^>]*><a href=")[^"]*(">)[^<]*': r"\1/bench/ideas/{{ row[0] }}-{{ row[1] }}\2{{ row[2] }}",
        r'(idea-card__excerpt"[^>]*>)[^<]*': r"\1{{ row[3] }}",
        r'(<time[^>]*datetime=")[^"]*': r"\1{{ row[4] }}",
        r'(vote__count"[^>]*>)[^<]*': r"\1{{ row[7] }}",
        r'(message-circle"></use></svg><span[^>]*>)[^<]*': r"\1{{ row[8] }}",
    }
    for hole, filling in holes.items():
        card, found = re.subn(hole, filling, card)
        assert found, f"the card has changed: {hole}"
    environment = Environment(autoescape=True)
    raw = "{% raw %}", "{% endraw %}"
    return environment.from_string(
        f"{raw[0]}{before}{raw[1]}{{% for row in rows %}}{card}{{% endfor %}}{raw[0]}{after}{raw[1]}"
    )


_list = _template()
_settings = load_settings()


def _rows() -> Any:
    if not hasattr(_local, "connection"):
        if _settings.uses_sqlite:
            _local.connection = sqlite.connect(_settings.database.removeprefix("sqlite:///"))
        else:
            import psycopg

            _local.connection = psycopg.connect(_settings.database, autocommit=True)
    return _local.connection.execute(QUERY).fetchall()


@app.get("/")
def show() -> str:
    """The list."""
    return str(_list.render(rows=_rows()))


@app.get("/healthz")
def health() -> str:
    """It answers."""
    return "ok"
