"""What the form of an act sends: which items, which act, and what was typed into its fields."""

from functools import cache
from typing import Any

from wtforms import BooleanField, SelectMultipleField, StringField
from wtforms import Field as FormField

from ideas.desk.acts.every import ACTS
from ideas.desk.acts.fields import Field, Typed, Widget
from ideas.rim.forms import Body, Form, Line, Markdown, Size


class Tokens(SelectMultipleField):  # type: ignore[misc]
    """The items that were acted on, as many as were sent."""

    def __init__(self, label: str | None = None, validators: Any = None, **options: Any) -> None:
        super().__init__(label, validators, validate_choice=False, choices=[], **options)


class ActForm(Form):
    """What every act sends. `next` is the item to open then, `back` the address of the list."""

    act = StringField()
    item = Tokens()
    next = StringField()
    back = StringField()

    def typed(self, fields: tuple[Field, ...]) -> Typed:
        """What was typed into these fields."""
        values = {field.name: self[field.name].data for field in fields}
        return {name: "1" if value is True else value or "" for name, value in values.items()}


def act_form() -> type[ActForm]:
    """The form with the fields of every act."""
    return _with_fields(tuple((field.name, field.widget, field.most) for act in ACTS for field in act.fields))


@cache
def _with_fields(fields: tuple[tuple[str, Widget, int | None], ...]) -> type[ActForm]:
    found: dict[str, Any] = {}
    for name, widget, most in fields:
        found.setdefault(name, _form_field(widget, most))
    return type("EveryActForm", (ActForm,), found)


def _form_field(widget: Widget, most: int | None) -> FormField:
    if widget is Widget.TICK:
        return BooleanField()
    if widget is Widget.CHOICE:
        return StringField()
    limits = [Size(most=most)] if most else []
    return _TEXTS.get(widget, Line)(validators=limits)


_TEXTS = {Widget.TEXT: Body, Widget.MARKDOWN: Markdown}
