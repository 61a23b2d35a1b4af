"""What staff write down for a customer: the idea, and who said it."""

from flask_babel import lazy_gettext as _l
from wtforms import SelectField

from ideas.community.vote.forms import CustomerForm
from ideas.rim.forms import Required
from ideas.trust.posting.forms.idea import WordsForm


class OnBehalfForm(WordsForm, CustomerForm):
    """An idea and whose it is."""

    board = SelectField(_l("Board"), [Required()])
