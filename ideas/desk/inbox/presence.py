"""Who has which item of the desk open: so that two moderators don't write the same answer."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select, update

from ideas.base.db import db, insert_ignoring
from ideas.desk.inbox.models import DeskPresence
from ideas.desk.inbox.rules import SEEN_FOR
from ideas.people.account.models import Account

ITEM_MAX = 40


def be_at(item: str, *, brand_id: int, by: Account, at: datetime) -> Sequence[str]:
    """Note that this person has the item open, and tell who else has: their names, whoever came first first."""
    _note(item[:ITEM_MAX], brand_id, by, at)
    return who_is_at(item, but=by, at=at)


def leave(*, brand_id: int, by: Account) -> None:
    """This person has nothing open any more."""
    db.session.execute(delete(DeskPresence).where(DeskPresence.brand_id == brand_id, DeskPresence.account_id == by.id))


def who_is_at(item: str, *, but: Account, at: datetime) -> Sequence[str]:
    """Who was there in the last minute."""
    return db.session.scalars(
        select(Account.display_name)
        .join(DeskPresence, DeskPresence.account_id == Account.id)
        .where(
            DeskPresence.item == item[:ITEM_MAX],
            DeskPresence.seen_at > at - SEEN_FOR,
            DeskPresence.account_id != but.id,
        )
        .order_by(DeskPresence.account_id)
        .limit(5)
    ).all()


def _note(item: str, brand_id: int, by: Account, at: datetime) -> None:
    there = (
        update(DeskPresence)
        .where(DeskPresence.brand_id == brand_id, DeskPresence.account_id == by.id)
        .values(item=item, seen_at=at)
        .returning(DeskPresence.account_id)
        .execution_options(synchronize_session=False)
    )
    if db.session.execute(there).first() is None:
        insert_ignoring(DeskPresence, brand_id=brand_id, account_id=by.id, item=item, seen_at=at)
