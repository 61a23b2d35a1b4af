"""Who is to see to an idea."""

from wtforms import IntegerField, StringField

from ideas.rim.forms import Form


class AssignmentForm(Form):
    """Who is to see to an idea (a handle; empty for nobody), and whose it was on the page that was sent."""

    to = StringField()
    seen = IntegerField()
