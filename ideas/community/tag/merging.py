"""Two tags that are one: merging them, and bringing the merged one back exactly as it was.

What the merged tag was, and which ideas wore it, is kept, so that undoing it takes nothing from anybody: ideas whose
tags somebody changed since keep what they have, and what was tagged since stays with the other tag.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, insert, literal, select, update
from sqlalchemy.orm import aliased

from ideas.base.db import db
from ideas.base.refusal import Conflict, Refusal
from ideas.community.idea.models import IdeaTag, Tag, TagAlias, TagMerge, TagMergeIdea
from ideas.community.tag.upkeep import hold
from ideas.people.account.models import Account
from ideas.people.brand.actions import lock_brand
from ideas.spine.activity.actions import record

SHOWN = 50


class SameTag(Refusal):
    """A tag can't be merged into itself."""


class CantUnmerge(Conflict):
    """The merge was undone before, or what came after stands in the way; the sentence says which."""


@dataclass(frozen=True, slots=True)
class MergedTag:
    """A merge that was not undone, and, where it can't be undone now, why."""

    merge: TagMerge
    into: str | None
    by: str | None
    why_not: CantUnmerge | None


@dataclass(frozen=True, slots=True)
class Unmerged:
    """A tag that is back: on how many ideas, and on how many that once wore it somebody had changed the tags since."""

    tag: Tag
    ideas: int
    changed_since: int


def merge_tags(tag: Tag, into: Tag, *, by: Account, at: datetime) -> int:
    """Let the ideas of the one tag wear the other, each once, and the one lead to it. Returns how many changed.

    Both rows are locked in id order: whoever tags an idea meanwhile waits. Raises SameTag, TagGone.
    """
    if tag.id == into.id:
        raise SameTag("Choose another tag: this one can't be merged into itself.", field="into")
    lock_brand(tag.brand_id)
    hold(tag, into)
    before = {"tag": tag.name, "ideas": tag.idea_count, "into": into.name, "into_ideas": into.idea_count}
    merge = _remember(tag, into, by=by, at=at)
    changed = _wear_instead(merge, into)
    db.session.execute(update(TagAlias).where(TagAlias.tag_id == tag.id).values(tag_id=into.id))
    db.session.add(TagAlias(brand_id=tag.brand_id, slug=tag.slug, tag_id=into.id))
    db.session.flush()
    db.session.execute(delete(Tag).where(Tag.id == tag.id))
    _count(into)
    record(
        "tag.merged",
        brand_id=into.brand_id,
        by=by.id,
        at=at,
        detail={"tag_id": tag.id, "into_id": into.id},
        before=before,
        after={"into": into.name, "into_ideas": into.idea_count},
    )
    return changed


def undo_tag_merge(merge: TagMerge, *, by: Account, at: datetime) -> Unmerged:
    """Bring a merged tag back, with its addresses, to the ideas that wore it. Raises CantUnmerge, TagGone."""
    lock_brand(merge.brand_id)
    db.session.refresh(merge)
    if merge.undone_at is not None:
        raise CantUnmerge("This merge was undone already.")
    why_not = _why_not(merge)
    if why_not is not None:
        raise why_not
    into = db.session.get_one(Tag, merge.into_id)
    hold(into)
    before = {"into": into.name, "into_ideas": into.idea_count}
    tag = _bring_back(merge, into)
    changed_since = _wear_again(merge, tag, into)
    _count(tag, into)
    merge.undone_at = at
    db.session.flush()
    record(
        "tag.unmerged",
        brand_id=merge.brand_id,
        by=by.id,
        at=at,
        detail={"tag_id": tag.id, "into_id": into.id},
        before=before,
        after={"tag": tag.name, "ideas": tag.idea_count, "into": into.name, "into_ideas": into.idea_count},
    )
    return Unmerged(tag, tag.idea_count, changed_since)


def latest_tag_merges(*, limit: int = SHOWN) -> Sequence[MergedTag]:
    """The merges in the brand in scope that were not undone, the latest first."""
    found = (
        select(TagMerge, Tag.name, Account.display_name)
        .outerjoin(Tag, Tag.id == TagMerge.into_id)
        .outerjoin(Account, Account.id == TagMerge.account_id)
        .where(TagMerge.undone_at.is_(None))
        .order_by(TagMerge.id.desc())
        .limit(limit)
    )
    return [MergedTag(merge, into, who, _why_not(merge)) for merge, into, who in db.session.execute(found)]


def find_tag_merge(merge_id: int) -> TagMerge | None:
    return db.session.scalar(select(TagMerge).where(TagMerge.id == merge_id))


# --- merging ---------------------------------------------------------------------------------------------------------


def _remember(tag: Tag, into: Tag, *, by: Account, at: datetime) -> TagMerge:
    """Keep what the tag is and which ideas wear it; merges into it wait for its return."""
    aliases = db.session.scalars(select(TagAlias.slug).where(TagAlias.tag_id == tag.id).order_by(TagAlias.slug))
    merge = TagMerge(
        brand_id=tag.brand_id,
        slug=tag.slug,
        name=tag.name,
        description=tag.description,
        colour=tag.colour,
        aliases="\n".join(aliases),
        into_id=into.id,
        account_id=by.id,
        created_at=at,
    )
    db.session.add(merge)
    db.session.flush()
    other = aliased(IdeaTag)
    both = select(other.idea_id).where(other.idea_id == IdeaTag.idea_id, other.tag_id == into.id).exists()
    worn = select(literal(tag.brand_id), literal(merge.id), IdeaTag.idea_id, both).where(IdeaTag.tag_id == tag.id)
    columns = ["brand_id", "merge_id", "idea_id", "wore_both"]
    db.session.execute(insert(TagMergeIdea).from_select(columns, worn))
    waiting = update(TagMerge).where(TagMerge.into_id == tag.id)
    db.session.execute(waiting.values(into_id=None, after_id=merge.id))
    return merge


def _wear_instead(merge: TagMerge, into: Tag) -> int:
    """The ideas that wore only the merged tag wear the other one."""
    theirs = TagMergeIdea.merge_id == merge.id, TagMergeIdea.wore_both.is_(False)
    new = select(literal(into.brand_id), TagMergeIdea.idea_id, literal(into.id)).where(*theirs)
    db.session.execute(insert(IdeaTag).from_select(["brand_id", "idea_id", "tag_id"], new))
    return db.session.scalar(select(func.count()).select_from(TagMergeIdea).where(*theirs)) or 0


# --- undoing ---------------------------------------------------------------------------------------------------------


def _why_not(merge: TagMerge) -> CantUnmerge | None:
    """What stands in the way of an exact return, if something does."""
    if merge.into_id is None:
        later = db.session.get_one(TagMerge, merge.after_id)
        return CantUnmerge("“%(tag)s” was merged on into another tag since. Undo that first.", tag=later.name)
    other = db.session.scalar(select(Tag.name).where(Tag.slug == merge.slug))
    if other is not None:
        return CantUnmerge("Another tag is called “%(tag)s” since. Rename that one first.", tag=other)
    leads_to = db.session.scalar(select(TagAlias.tag_id).where(TagAlias.slug == merge.slug))
    if leads_to != merge.into_id:
        return CantUnmerge("The name “%(tag)s” leads to another tag since.", tag=merge.name)
    return None


def _bring_back(merge: TagMerge, into: Tag) -> Tag:
    """The tag with its addresses; merges into it can be undone again."""
    mine = TagAlias.slug.in_(merge.aliases.splitlines()), TagAlias.tag_id == into.id
    db.session.execute(delete(TagAlias).where(TagAlias.slug == merge.slug))
    tag = Tag(
        brand_id=merge.brand_id,
        slug=merge.slug,
        name=merge.name,
        description=merge.description,
        colour=merge.colour,
        idea_count=0,
    )
    db.session.add(tag)
    db.session.flush()
    db.session.execute(update(TagAlias).where(*mine).values(tag_id=tag.id))
    waiting = update(TagMerge).where(TagMerge.after_id == merge.id)
    db.session.execute(waiting.values(into_id=tag.id, after_id=None))
    return tag


def _wear_again(merge: TagMerge, tag: Tag, into: Tag) -> int:
    """Each idea that still wears what the merge left it with gets its tag back. Returns how many do not any more."""
    still = select(IdeaTag.idea_id).where(IdeaTag.tag_id == into.id)
    theirs = TagMergeIdea.merge_id == merge.id
    back = select(literal(tag.brand_id), TagMergeIdea.idea_id, literal(tag.id)).where(
        theirs, TagMergeIdea.idea_id.in_(still)
    )
    db.session.execute(insert(IdeaTag).from_select(["brand_id", "idea_id", "tag_id"], back))
    changed = select(func.count()).select_from(TagMergeIdea).where(theirs, TagMergeIdea.idea_id.not_in(still))
    count = db.session.scalar(changed) or 0
    only = select(TagMergeIdea.idea_id).where(theirs, TagMergeIdea.wore_both.is_(False))
    db.session.execute(delete(IdeaTag).where(IdeaTag.tag_id == into.id, IdeaTag.idea_id.in_(only)))
    return count


def _count(*tags: Tag) -> None:
    """Take the counts anew."""
    for tag in tags:
        count = select(func.count(IdeaTag.idea_id)).where(IdeaTag.tag_id == tag.id).scalar_subquery()
        db.session.execute(
            update(Tag).where(Tag.id == tag.id).values(idea_count=count).execution_options(synchronize_session=False)
        )
        db.session.refresh(tag)
