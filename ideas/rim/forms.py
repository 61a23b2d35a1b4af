"""Forms: strict input. A field that the form does not know, or one value sent twice, is refused."""

from collections.abc import Iterable
from typing import Any, TypeVar

from flask import request
from flask_babel import gettext
from flask_wtf import FlaskForm
from wtforms import Field, SelectMultipleField, StringField, TextAreaField, ValidationError
from wtforms.validators import StopValidation

from ideas.base.refusal import Refusal
from ideas.base.text import many_lines, one_line
from ideas.rim.messages import message_of

OURS = frozenset({"csrf_token"})


class UnexpectedInput(Refusal):
    """The request holds fields that this form does not have."""


class Form(FlaskForm):  # type: ignore[misc]
    """A form whose labels are translated and whose unknown fields are refused. Also the form with no fields."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        """Our own translations for WTForms' built-in messages come with Flask-Babel; CSRF is checked globally."""

        csrf = False

    def refuse(self, refusal: Refusal) -> None:
        """Show a refusal beside the field that it blames, else above the form."""
        field = self._fields.get(refusal.field or "")
        target = field.errors if field is not None else self.form_errors
        message = message_of(refusal)
        if field is not None:
            field.errors = [*target, message]
        else:
            self.form_errors.append(message)


AnyForm = TypeVar("AnyForm", bound=Form)


def read(form_class: type[AnyForm], *, obj: Any = None, **values: Any) -> AnyForm:
    """The form as it was sent (or as it should first be shown). Raises UnexpectedInput."""
    if request.method == "POST":
        refuse_files()
    form = form_class(obj=obj, **values)
    if request.method == "POST":
        refuse_unexpected(form)
    return form


def expect_nothing() -> None:
    """For a button with no fields of its own. Raises UnexpectedInput."""
    refuse_unexpected(Form())


def refuse_unexpected(form: Form) -> None:
    """Raise UnexpectedInput when the request holds a field the form lacks, a scalar twice, or a file."""
    for name, values in request.form.lists():
        field = form._fields.get(name)
        if field is None and name not in OURS:
            raise UnexpectedInput(gettext("This form does not have a field named “%(name)s”.", name=name[:40]))
        if len(values) > 1 and not isinstance(field, SelectMultipleField):
            raise UnexpectedInput(gettext("The field “%(name)s” was sent more than once.", name=name[:40]))
    refuse_files()


def refuse_files() -> None:
    """Raise UnexpectedInput when files were sent: before a form is made, whose fields would take them for text."""
    if request.files:
        raise UnexpectedInput(gettext("This form does not take files."))


def is_sent(form: Form) -> bool:
    """Whether the form was sent and every field holds what it should."""
    return request.method == "POST" and bool(form.validate())


def line(value: str | None) -> str:
    """Filter for one-line fields."""
    return one_line(value or "")


def lines(value: str | None) -> str:
    """Filter for bodies."""
    return many_lines(value or "")


class Line(StringField):  # type: ignore[misc]
    """One line of text, cleaned."""

    def __init__(self, label: str | None = None, validators: Iterable[Any] | None = None, **options: Any) -> None:
        super().__init__(label, validators, filters=(line,), **options)


class Body(TextAreaField):  # type: ignore[misc]
    """Many lines of text, cleaned."""

    def __init__(self, label: str | None = None, validators: Iterable[Any] | None = None, **options: Any) -> None:
        super().__init__(label, validators, filters=(lines,), **options)


class Markdown(Body):
    """Many lines of Markdown, cleaned. `excerpt` is the length of the excerpt that is stored with it.

    What was typed is rendered before the act's transaction begins: see `rim.writing.render_ahead`.
    """

    def __init__(
        self, label: str | None = None, validators: Iterable[Any] | None = None, *, excerpt: int = 0, **options: Any
    ) -> None:
        super().__init__(label, validators, **options)
        self.excerpt = excerpt


class Size:
    """Refuse text that is too short or too long, saying how long it is; `what` names it in the sentence."""

    def __init__(self, least: int = 0, most: int | None = None) -> None:
        self.least = least
        self.most = most
        self.field_flags = {"maxlength": most} if most else {}
        if least:
            self.field_flags["minlength"] = least

    def __call__(self, form: Form, field: Field) -> None:
        size = len(field.data or "")
        if size == 0 and self.least:
            raise ValidationError(gettext("Please fill this in."))
        if size < self.least:
            raise ValidationError(
                gettext("Use at least %(least)s characters; this has %(size)s.", least=self.least, size=size)
            )
        if self.most is not None and size > self.most:
            raise ValidationError(
                gettext("Use at most %(most)s characters; this has %(size)s.", most=self.most, size=size)
            )


class Required:
    """Refuse an empty field."""

    field_flags = {"required": True}  # noqa: RUF012 - WTForms' own protocol

    def __call__(self, form: Form, field: Field) -> None:
        if field.data in (None, "", []):
            field.errors[:] = []  # what else is wrong with nothing is no news
            raise StopValidation(gettext("Please fill this in."))


__all__ = [
    "Body",
    "Form",
    "Line",
    "Markdown",
    "Required",
    "Size",
    "UnexpectedInput",
    "expect_nothing",
    "is_sent",
    "read",
]
