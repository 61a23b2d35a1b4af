"""The design page: every component in its states, for development and tests only."""

from datetime import timedelta

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, ColorField, EmailField, PasswordField, RadioField, SelectField, SelectMultipleField

from ideas.base import clock
from ideas.rim.access import public
from ideas.rim.forms import Body, Form, Line, Required, Size

bp = Blueprint("design", __name__)


class SampleForm(Form):
    """One field of each kind."""

    title = Line(_l("Your idea in one sentence"), [Required(), Size(10, 120)])
    body = Body(_l("Tell us more"), [Size(most=20_000)])
    email = EmailField(_l("E-mail"))
    password = PasswordField(_l("Password"))
    board = SelectField(_l("Board"), choices={"shops": "Shops", "app": "The app"})
    agree = BooleanField(_l("Mail me when it moves on"))
    level = RadioField(_l("Who sees it"), choices={"public": "Everyone", "members": "Members", "invited": "Invited"})
    kinds = SelectMultipleField(_l("Leads to"), choices={"planned": "Planned", "declined": "Not planned"})
    colour = ColorField(_l("Colour"), default="#b4532a")
    code = Line(_l("Code"))


@bp.get("/design")
@public
def show() -> ResponseReturnValue:
    """The page."""
    bad = SampleForm(formdata=None, data={"title": "Oat milk", "level": "members"})
    bad.validate()
    now = clock.now()
    moments = [now - timedelta(days=days) for days in (0.05, 2, 9, 40, 95, 200)]
    return render_template(
        "pages/design/show.html", form=SampleForm(formdata=None), bad_form=bad, samples={"moments": moments}
    )
