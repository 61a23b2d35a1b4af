"""The fields that an act's form asks for, declared: how each is read and how it is shown."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from flask_babel import LazyString

Pane = Mapping[str, Any]
Typed = Mapping[str, str]  # what was typed, by the field's name; a tick is "1"


class Widget(StrEnum):
    """How a field looks."""

    TEXT = "text"
    MARKDOWN = "markdown"
    LINE = "line"
    CHOICE = "choice"
    TICK = "tick"


def _nothing(pane: Pane) -> None:
    return None


def _always(pane: Pane) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Field:
    """A field of an act's form. `pane` is what the desk shows of the item, or of several.

    Acts that share a field's name share how it is read: as the first of them in `every.py` declares it.
    `choices` is the pane's key of the values and words to choose from, `extra` a macro of `desk/inbox/_act_form.html`.
    """

    name: str
    widget: Widget
    label: LazyString
    hint: LazyString | None = None
    rows: int = 5
    most: int | None = None
    choices: str = ""
    first: LazyString | None = None
    extra: str = ""
    value: Callable[[Pane], Any] = _nothing
    hint_for: Callable[[Pane], str | None] = _nothing
    is_shown: Callable[[Pane], bool] = _always


@dataclass(frozen=True, slots=True)
class ShownField:
    """A field as it is shown with what is open now."""

    field: Field
    hint: Any
    value: Any
    choices: Any


def shown_fields(fields: tuple[Field, ...], pane: Pane) -> list[ShownField]:
    """The fields that the pane asks for."""
    return [
        ShownField(field, field.hint or field.hint_for(pane), field.value(pane), pane.get(field.choices, ()))
        for field in fields
        if field.is_shown(pane)
    ]
