"""Each activity is told once it is committed: by one worker, and by another where the first one died."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from ideas.base import clock
from ideas.base.db import db, every_brand, transaction
from ideas.spine.activity.models import Activity
from ideas.spine.job.fanout import LEASE, fan_out


@pytest.fixture
def leased_until(app):
    """`leased_until(moment)`: a worker has taken all that waits, and has it until then."""

    def take(moment):
        with app.app_context(), every_brand(), transaction():
            db.session.execute(update(Activity).where(Activity.fanned_out_at.is_(None)).values(lease_until=moment))

    return take


def test_what_a_worker_has_taken_is_told_by_no_other_before_its_lease_ends(app, idea, leased_until, rows):
    leased_until(clock.now() + LEASE)
    with app.app_context():
        meanwhile = fan_out()
    leased_until(clock.now() - timedelta(seconds=1))
    with app.app_context():
        afterwards = fan_out()

    assert meanwhile == 0
    assert afterwards >= 1
    assert rows(Activity, Activity.fanned_out_at.is_(None)) == []
