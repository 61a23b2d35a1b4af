"""The shape of a move and of an answer as staff type them."""

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, RadioField, SelectField, SelectMultipleField, StringField
from wtforms.widgets import HiddenInput

from ideas.community.pipeline.checklist import TEXT_MAX
from ideas.community.pipeline.rules import ANSWER_MAX, EXPLANATION_MAX
from ideas.rim.forms import Form, Line, Markdown, Required, Size


class MoveForm(Form):
    """To which stage, and what the brand says with it."""

    stage = RadioField(_l("Move to"), [Required()])
    ticks = SelectMultipleField(_l("To tick before it leaves"), coerce=int, validate_choice=False)
    reason = SelectField(_l("Reason for the no"), validate_choice=False)
    explanation = Markdown(_l("Explain the no"), [Size(most=EXPLANATION_MAX)])
    answer = Markdown(_l("Your answer"), [Size(most=ANSWER_MAX)])
    stage_version = IntegerField(widget=HiddenInput())


class ChecklistItemForm(Form):
    """Something to tick."""

    text = Line(
        _l("What to see to"),
        [Required(), Size(most=TEXT_MAX)],
        description=_l("One thing, so that whoever ticks it knows that it is done: “The shop managers were asked”."),
    )


class NewChecklistItemForm(ChecklistItemForm):
    """Something more to tick, and where."""

    stage = SelectField(_l("Before an idea leaves"), [Required()])
    board = StringField(widget=HiddenInput())


class AnswerForm(Form):
    """The pinned answer, and the version that it began from."""

    answer = Markdown(_l("Your answer"), [Required(), Size(most=ANSWER_MAX)])
    version = IntegerField(widget=HiddenInput())
