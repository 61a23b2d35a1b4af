"""Previews of Markdown: rendered by the same function that renders what is stored."""

from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from ideas.idea.actions import render_body
from ideas.idea.rules import BODY_MAX
from ideas.kit.html import trusted
from ideas.kit.refusal import Refusal
from ideas.kit.text import many_lines
from ideas.web.access import public
from ideas.web.respond import wants_fragment
from ideas.web.throttle import network, spend

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
    template = "idea/_preview.html" if wants_fragment() else "idea/preview.html"
    return render_template(template, markup=markup)
