"""One step up or down in a list that people put in order: the two buttons that every such row has."""

from flask_babel import gettext
from wtforms import SelectField

from ideas.rim.forms import Form, UnexpectedInput, is_sent, read


class StepForm(Form):
    """Which way."""

    step = SelectField(choices={"up": "", "down": ""})


def goes_up() -> bool:
    """Whether the step that was sent leads up, not down. Raises UnexpectedInput."""
    form = read(StepForm)
    if not is_sent(form):
        raise UnexpectedInput(gettext("A row moves one step up or down."))
    return bool(form.step.data == "up")
