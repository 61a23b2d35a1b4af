"""Where a card goes."""

from wtforms import IntegerField, StringField
from wtforms.widgets import HiddenInput

from ideas.rim.forms import Form, Required


class CardMoveForm(Form):
    """Where a card of the board goes, from which version of its stage, and which board's cards are shown."""

    stage = StringField(validators=[Required()])
    stage_version = IntegerField(widget=HiddenInput())
    board = StringField()
