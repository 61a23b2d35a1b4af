"""What staff score by: a criterion, and one's marks by all of them."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectChoice, SelectField

from ideas.desk.score.queries import Scorecard
from ideas.desk.score.rules import HINT_MAX, MARKS, NAME_MAX, WEIGHTS
from ideas.rim.forms import Form, Line, Required, Size


class CriterionForm(Form):
    """A criterion, and what it weighs against the others."""

    name = Line(_l("Name"), [Required(), Size(most=NAME_MAX)])
    hint = Line(
        _l("What it asks"), [Size(most=HINT_MAX)], description=_l("What a 5 means, so that all mean the same by it.")
    )
    weight = SelectField(
        _l("Weight"),
        choices=[SelectChoice(str(weight), str(weight)) for weight in WEIGHTS],
        default="3",
        description=_l("A criterion of weight 4 counts twice as much as one of weight 2."),
    )


class EditCriterionForm(CriterionForm):
    """A criterion that is there, and whether it still counts."""

    is_used = BooleanField(
        _l("Score ideas by it"), description=_l("Switched off, its marks are kept and count no more.")
    )


def score_form(card: Scorecard) -> type[Form]:
    """A form with a row of marks for each criterion in use."""
    marks = [SelectChoice(str(mark), str(mark)) for mark in MARKS]
    rows = {
        f"mark_{criterion.id}": RadioField(criterion.name, [Required()], choices=marks, description=criterion.hint)
        for criterion in card.criteria
    }
    return type("ScoreForm", (Form,), rows)
