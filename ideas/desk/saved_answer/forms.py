"""What moderators type to save an answer."""

from flask_babel import lazy_gettext as _l

from ideas.desk.saved_answer.rules import BODY_MAX, TITLE_MAX
from ideas.rim.forms import Body, Form, Line, Required, Size


class SavedAnswerForm(Form):
    """A saved answer."""

    title = Line(
        _l("Title"),
        [Required(), Size(most=TITLE_MAX)],
        description=_l("What you choose it by. Only staff see it."),
    )
    body = Body(_l("Words"), [Required(), Size(most=BODY_MAX)])
