"""Previews of Markdown: rendered by the same function that renders what is stored."""

from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from ideas.base.html import trusted
from ideas.base.refusal import Refusal
from ideas.base.text import many_lines
from ideas.community.idea.actions import render_body
from ideas.community.idea.rules import BODY_MAX
from ideas.rim.access import public
from ideas.rim.respond import wants_fragment
from ideas.rim.throttle import network, spend

bp = Blueprint("preview", __name__)
FIELDS = ("body", "answer", "explanation")


@bp.post("/<brand>/preview")
@public
def create() -> ResponseReturnValue:
    """What this text will look like: a fragment, or a page to go back from."""
    spend("preview", network())
    text = many_lines(next((request.form[name] for name in FIELDS if request.form.get(name)), ""))
    if len(text) > BODY_MAX:
        raise Refusal(gettext("This text is too long to preview; it may have %(most)s characters.", most=BODY_MAX))
    markup = trusted(render_body(g.brand, text))
    template = "community/idea/_preview.html" if wants_fragment() else "community/idea/preview.html"
    return render_template(template, markup=markup)
