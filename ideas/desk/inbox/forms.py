"""What a press of a button at the desk sends: which items, which act, and what was typed beside it."""

from typing import Any

from wtforms import BooleanField, SelectMultipleField, StringField

from ideas.community.pipeline.rules import ANSWER_MAX, EXPLANATION_MAX
from ideas.rim.forms import Body, Form, Line, Size


class Tokens(SelectMultipleField):  # type: ignore[misc]
    """The items that were acted on, as many as were sent."""

    def __init__(self, label: str | None = None, validators: Any = None, **options: Any) -> None:
        super().__init__(label, validators, validate_choice=False, choices=[], **options)


class ActForm(Form):
    """Every field that some act has. `next` is the item to open then, `back` the address of the list."""

    act = StringField()
    item = Tokens()
    next = StringField()
    back = StringField()
    text = Body(validators=[Size(most=ANSWER_MAX)])
    stage = StringField()
    reason = StringField()
    explanation = Body(validators=[Size(most=EXPLANATION_MAX)])
    rule = StringField()
    facts = Body(validators=[Size(most=EXPLANATION_MAX)])
    as_spam = BooleanField()
    block = BooleanField()
    into = Line()
    add_tags = Line()
    remove_tags = Line()
    to = StringField()
