"""Refusals in the reader's language: the domain speaks English and leaves the filling of its sentences to the rim."""

from flask_babel import gettext

from ideas.base.refusal import Refusal


def message_of(refusal: Refusal) -> str:
    """The refusal's sentence, translated, then filled."""
    return str(gettext(refusal.template, **refusal.values))
