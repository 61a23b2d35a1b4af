"""An idea and those that were merged into it: a family, whose votes and followers count together on its canonical idea."""

from typing import Any

from sqlalchemy import Select, func, or_, select

from ideas.base.db import db
from ideas.base.locks import TRIES, try_locks
from ideas.base.refusal import Conflict
from ideas.community.idea.actions import lock_idea
from ideas.community.idea.models import Idea


class FamilyMoves(Conflict):
    """Ideas are being merged faster than this act could get hold of them."""


def canonical_of(idea: Idea) -> int:
    """The id of the idea for which votes cast here count."""
    return idea.canonical_id or idea.id


def family_of(root_id: int) -> Select[Any]:
    """A select of the ids of a canonical idea and of all that were merged into it."""
    return select(Idea.id).where(or_(Idea.id == root_id, Idea.canonical_id == root_id))


def has_family(root_id: int) -> bool:
    """Whether anything was merged into this idea."""
    return db.session.scalar(select(Idea.id).where(Idea.canonical_id == root_id).limit(1)) is not None


def lock_canonical(idea: Idea, *, shared: bool = False) -> Idea:
    """The canonical idea of this one, fresh and locked. Raises FamilyMoves.

    Whoever waited for the lock may find the idea merged or the merge undone: then the lock is let go of before the right
    one is taken, so that nobody waits in a circle for somebody who locks several ideas in the order of their ids.
    """
    root_id = canonical_of(idea)
    for _ in range(TRIES):
        with try_locks() as attempt:
            root = lock_idea(root_id, shared=shared)
            now = root.canonical_id or root.id if root.id == idea.id else _canonical_now(idea.id)
            if now == root.id:
                return root
            attempt.give_up()
        root_id = now
    raise FamilyMoves("This idea is being merged at this moment. Please try again.")


def _canonical_now(idea_id: int) -> int:
    return db.session.scalars(select(func.coalesce(Idea.canonical_id, Idea.id)).where(Idea.id == idea_id)).one()
