"""What staff write down for a customer: the idea, and who said it."""

from flask_babel import lazy_gettext as _l
from wtforms import SelectField

from ideas.idea.forms import WordsForm
from ideas.voting.forms import CustomerForm
from ideas.web.forms import Required


class OnBehalfForm(WordsForm, CustomerForm):
    """An idea and whose it is."""

    board = SelectField(_l("Board"), [Required()])
