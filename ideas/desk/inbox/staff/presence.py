"""Who is at an item: asked every few seconds by the page that has it open."""

from flask import Blueprint, g, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from wtforms import StringField

from ideas.base import clock
from ideas.base.refusal import Refusal
from ideas.desk.acts.items import find_items, read_ref
from ideas.desk.acts.policy import can_see_to
from ideas.desk.inbox.presence import be_at
from ideas.people.brand.rules import Role
from ideas.rim.access import require, staff
from ideas.rim.forms import Form, Required, is_sent, read
from ideas.rim.writing import writing

bp = Blueprint("desk_presence", __name__)


class PresenceForm(Form):
    """What is open."""

    item = StringField(validators=[Required()])


@bp.post("/<brand>/desk/presence")
@staff(Role.PARTNER)
def create() -> ResponseReturnValue:
    """Say that this person is here, and show who else is."""
    form = read(PresenceForm)
    if not is_sent(form):
        raise Refusal(gettext("Say which item is open. Reload the page, please."))
    ref = read_ref(form.item.data)
    item = find_items([ref]).get(ref)
    require(item is None or can_see_to(g.viewer, item))
    with writing():
        here = be_at(str(ref), brand_id=g.brand.id, by=g.viewer.account, at=clock.now())
    item = find_items([ref]).get(ref)
    return render_template("desk/inbox/_here.html", here=here, waits=item is not None and item.waits)
