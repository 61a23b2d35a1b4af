"""What staff say when they merge, and what an author answers."""

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, RadioField, SelectChoice
from wtforms.validators import InputRequired
from wtforms.widgets import HiddenInput

from ideas.community.merge.rules import REASON_MAX
from ideas.rim.forms import Form, Line, Size


class MergeForm(Form):
    """Into which idea, and why."""

    into = IntegerField(validators=[InputRequired()], widget=HiddenInput())
    reason = Line(
        _l("Why they are the same"), [Size(most=REASON_MAX)], description=_l("Everyone can read it, also the author.")
    )


class QuestionForm(Form):
    """The author's answer."""

    agrees = RadioField(
        _l("Is it the same idea?"),
        choices=[
            SelectChoice("yes", _l("Yes, merge them")),
            SelectChoice("no", _l("No, mine is another idea")),
        ],
        validators=[InputRequired()],
    )
    words = Line(
        _l("Anything to add?"),
        [Size(most=REASON_MAX)],
        description=_l(
            "What is different about yours, or what should not get lost. The people who run this community read it."
        ),
    )
