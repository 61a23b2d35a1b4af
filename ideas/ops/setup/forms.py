"""The form of the set-up."""

from flask_babel import lazy_gettext as _l
from wtforms import ColorField, EmailField, HiddenField, PasswordField

from ideas.community.board.rules import NAME_MAX as BOARD_NAME_MAX
from ideas.people.account.forms import Address
from ideas.people.account.rules import NAME_MAX, PASSWORD_MAX_BYTES
from ideas.people.brand.rules import NAME_MAX as BRAND_NAME_MAX
from ideas.people.brand.rules import TAGLINE_MAX
from ideas.rim.forms import Form, Line, Required, Size, line


class SetupForm(Form):
    """The first owner, the first brand, the first board."""

    token = HiddenField(_l("Link"))
    name = Line(_l("Your name"), [Required(), Size(most=NAME_MAX)])
    email = EmailField(_l("E-mail address"), [Address()], filters=[line])
    password = PasswordField(_l("Password"), [Required(), Size(most=PASSWORD_MAX_BYTES)])
    brand_name = Line(_l("Name of the brand"), [Required(), Size(most=BRAND_NAME_MAX)])
    slug = Line(_l("Address of the brand (optional)"), [Size(most=40)])
    tagline = Line(_l("One line about it (optional)"), [Size(most=TAGLINE_MAX)])
    colour = ColorField(_l("Colour"), [Required()], default="#7a4a2b")
    board_name = Line(_l("Name of the first board"), [Required(), Size(most=BOARD_NAME_MAX)])
