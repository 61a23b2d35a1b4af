"""Titles: what a brand's staff do there («Store manager»), shown beside their names where they answer."""

from datetime import datetime

from ideas.base.db import db
from ideas.base.refusal import Refusal
from ideas.base.text import one_line
from ideas.people.account.models import Account
from ideas.people.brand.models import Membership
from ideas.spine.activity.actions import record

TITLE_MAX = 60


class NoTitle(Refusal):
    """Titles are for staff."""


def set_title(membership: Membership, title: str, *, by: Account, at: datetime) -> None:
    """Give a staff member a title, or none. Raises NoTitle."""
    title = one_line(title)[:TITLE_MAX]
    if title and not membership.role.is_staff:
        raise NoTitle("Titles are for idea partners and above.", field="title")
    before, membership.title = membership.title, title
    if before == title:
        return
    db.session.flush()
    record(
        "membership.titled",
        brand_id=membership.brand_id,
        by=by.id,
        at=at,
        detail={"account_id": membership.account_id},
        before={"title": before},
        after={"account_id": membership.account_id, "title": title},
    )
