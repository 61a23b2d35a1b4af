"""How the log is narrowed, as staff choose it."""

from flask_babel import lazy_gettext as _l
from wtforms import DateField, IntegerField, SelectChoice, SelectField
from wtforms.validators import NumberRange, Optional

from ideas.rim.forms import Form, Line, Size

SUBJECTS: dict[str, tuple[object, tuple[str, ...]]] = {
    "ideas": (_l("Ideas"), ("idea", "merge", "recorded_vote", "note", "score", "checklist_tick")),
    "comments": (_l("Comments"), ("comment",)),
    "votes": (_l("Votes"), ("vote", "votes", "vote_alert", "alert")),
    "rules": (_l("Reports and limits"), ("case", "report", "statement", "appeal", "ban", "house_rule", "rule")),
    "people": (_l("People"), ("membership", "invitation", "ban", "trust")),
    "house": (
        _l("Boards, stages and settings"),
        (
            "board",
            "stage",
            "reason",
            "brand",
            "tag",
            "saved_answer",
            "criterion",
            "checklist_item",
            "checklist",
            "pause",
            "answer_pause",
            "log",
        ),
    ),
}


class LogForm(Form):
    """What, by whom, about which idea, and when."""

    about = SelectField(
        _l("About"),
        default="",
        choices=[
            SelectChoice("", _l("Everything")),
            *(SelectChoice(key, label) for key, (label, _) in SUBJECTS.items()),
        ],
    )
    by = Line(_l("By whom"), [Size(most=60)])
    idea = IntegerField(_l("Idea number"), [Optional(), NumberRange(min=1, max=10**15)])
    since = DateField(_l("From"), [Optional()])
    until = DateField(_l("To"), [Optional()])
