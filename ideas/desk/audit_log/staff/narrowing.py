"""Reading from an address, or from a form, which entries are asked for."""

from datetime import UTC, datetime, time, timedelta

from flask import request
from flask_babel import gettext
from sqlalchemy import select

from ideas.base.db import db
from ideas.community.idea.models import Idea
from ideas.desk.audit_log.forms import SUBJECTS, LogForm
from ideas.people.brand.people import look_up_member
from ideas.spine.audit.queries import Narrowed


def read_choice(form_class: type[LogForm]) -> LogForm:
    """The form with what the address says."""
    return form_class(formdata=request.args)


def chosen(form: LogForm) -> Narrowed | None:
    """Which entries that means; None, with the reason beside the field, where it can't be understood."""
    if not form.validate():
        return None
    account_id, idea_id = None, None
    if form.by.data:
        found = look_up_member(form.by.data)
        if found is None:
            form.by.errors = [gettext("Nobody here has this handle or address.")]
            return None
        account_id = found[0].account_id
    if form.idea.data:
        idea_id = db.session.scalar(select(Idea.id).where(Idea.number == form.idea.data))
        if idea_id is None:
            form.idea.errors = [gettext("There is no idea with this number.")]
            return None
    until = form.until.data + timedelta(days=1) if form.until.data and form.until.data.year < 9999 else None
    return Narrowed(
        subjects=SUBJECTS[form.about.data][1] if form.about.data else (),
        account_id=account_id,
        idea_id=idea_id,
        since=datetime.combine(form.since.data, time(), UTC) if form.since.data else None,
        before=datetime.combine(until, time(), UTC) if until else None,
    )
