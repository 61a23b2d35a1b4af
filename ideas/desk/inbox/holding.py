"""What an act on many items changes besides them, locked before the first is done: each kind of row in the order of its ids.

The end of the log and new sites are locked at commit (`base.at_commit`), so that two people who act at once never wait for each other.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import func, or_, select

from ideas.base.db import db
from ideas.community.idea.answer_clock import hold_clocks
from ideas.community.idea.models import Idea
from ideas.community.idea.tags import hold_tags
from ideas.community.merge.models import Merge
from ideas.community.vote.models import Vote
from ideas.desk.inbox.items import Item, Ref, find_items
from ideas.desk.inbox.rules import Act, Kind
from ideas.people.brand.models import Membership


def ideas_beside(act: Act, refs: Sequence[Ref], *, into_id: int | None = None) -> set[int]:
    """The ids of the other ideas that an act on these items changes: what is merged with them, whose votes an alert holds."""
    found: set[int] = set()
    if act is Act.MERGE:
        ideas = {item.idea.id for item in find_items(refs).values() if item.idea}
        found |= _families_of(ideas | ({into_id} if into_id else set()))
    alerts = [ref.id for ref in refs if ref.kind is Kind.VOTES]
    if alerts and act in (Act.DISMISS, Act.VOID):
        found |= _families_of(db.session.scalars(select(Vote.idea_id).where(Vote.alert_id.in_(alerts)).distinct()))
    return found


def targets_of(undos: Iterable[Mapping[str, Any]]) -> set[int]:
    """The ids of the ideas that merges were into, with everything that is merged with them."""
    merges = [undo["merge"] for undo in undos if "merge" in undo]
    if not merges:
        return set()
    found = select(Merge.idea_id, Merge.target_id).where(Merge.id.in_(merges))
    return _families_of({idea_id for pair in db.session.execute(found) for idea_id in pair})


def hold_authors(items: Iterable[Item]) -> None:
    """Lock the places in the brand of those who wrote these."""
    authors = (item.comment.author_id if item.comment else item.idea.author_id if item.idea else None for item in items)
    hold_places({author for author in authors if author})


def hold_places(account_ids: Collection[int]) -> None:
    """Lock these people's places in the brand."""
    if account_ids:
        places = select(Membership.id).where(Membership.account_id.in_(sorted(account_ids))).order_by(Membership.id)
        db.session.execute(places.with_for_update(key_share=True))


def hold_for_undo(undos: Sequence[Mapping[str, Any]], brand_id: int, ideas: Iterable[Idea]) -> None:
    """Lock the clocks, the places and the tags that undoing these changes."""
    ideas = {idea.id: idea for idea in ideas}.values()
    hold_clocks(ideas)
    hold_places({undo[key] for undo in undos for key in ("author", "blocked") if undo.get(key)})
    tags = {name for undo in undos for name in undo.get("tags", ())}
    if any("tags" in undo for undo in undos):
        hold_tags(brand_id, tags, idea_ids={idea.id for idea in ideas})


def _families_of(idea_ids: Iterable[int]) -> set[int]:
    ids = sorted(set(idea_ids))
    if not ids:
        return set()
    roots = list(db.session.scalars(select(func.coalesce(Idea.canonical_id, Idea.id)).where(Idea.id.in_(ids))))
    return set(db.session.scalars(select(Idea.id).where(or_(Idea.id.in_(roots), Idea.canonical_id.in_(roots)))))
