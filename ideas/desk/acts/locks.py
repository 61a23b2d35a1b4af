"""What acts on many items lock besides the items, in the order of `ideas.base.locks`: each kind of row by its ids."""

from collections.abc import Collection, Iterable

from sqlalchemy import func, or_, select

from ideas.base.db import db
from ideas.community.idea.answer_clock import lock_clocks
from ideas.community.idea.models import Idea
from ideas.desk.acts.act import ideas_of
from ideas.desk.acts.items import Item
from ideas.people.brand.models import Membership


def lock_authors(items: Collection[Item]) -> None:
    """Lock the ranks of these, which come before, and then the memberships of those who wrote them."""
    lock_clocks(ideas_of(items))
    lock_memberships({item.author_id for item in items})


def lock_memberships(account_ids: Iterable[int | None]) -> None:
    """Lock these people's memberships in the brand."""
    ids = sorted(account_id for account_id in account_ids if account_id)
    if ids:
        theirs = select(Membership.id).where(Membership.account_id.in_(ids)).order_by(Membership.id)
        db.session.execute(theirs.with_for_update(key_share=True))


def families_of(idea_ids: Iterable[int]) -> set[int]:
    """The ids of these ideas, of what they are merged into, and of everything that is merged into the same."""
    ids = sorted(set(idea_ids))
    if not ids:
        return set()
    roots = list(db.session.scalars(select(func.coalesce(Idea.canonical_id, Idea.id)).where(Idea.id.in_(ids))))
    return set(db.session.scalars(select(Idea.id).where(or_(Idea.id.in_(roots), Idea.canonical_id.in_(roots)))))
