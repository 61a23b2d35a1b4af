"""Choosing a saved answer while one writes: each filled with what is the idea's own, ready to be put into the text."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import g, request
from flask_babel import gettext

from ideas.community.idea.models import Idea
from ideas.desk.saved_answer.queries import all_saved_answers, values_of
from ideas.desk.saved_answer.rules import fill


@dataclass(frozen=True, slots=True)
class SavedChoice:
    """A saved answer, filled. The address shows the same page with the words in place, for browsers without scripts."""

    id: int
    title: str
    text: str
    href: str


def saved_choices(idea: Idea, path: str) -> list[SavedChoice]:
    """All saved answers for this idea. `path` is the page with the text box."""
    answers = all_saved_answers()
    if not answers:
        return []
    values = values_of(idea, brand=g.brand, no_author=gettext("everyone"))
    return [SavedChoice(one.id, one.title, fill(one.body, values), f"{path}?saved={one.id}") for one in answers]


def chosen_words(choices: Sequence[SavedChoice]) -> str | None:
    """The words of the one that the address names, if it is there."""
    return next((choice.text for choice in choices if str(choice.id) == request.args.get("saved")), None)
