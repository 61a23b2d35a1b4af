"""People of whom somebody thinks well, or not yet."""

from datetime import timedelta

from sqlalchemy import update

from ideas.base.db import db
from ideas.people.brand.models import Membership
from ideas.trust.screening.rules import Signals

TYPED = Signals(typed_for=timedelta(seconds=40), site="localhost")


def trust(person, level):
    db.session.execute(update(Membership).where(Membership.account_id == person.id).values(trust_level=level))
