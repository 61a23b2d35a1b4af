"""Tags on ideas: read from what a person typed, made when new, counted."""

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import ColumnElement, Select, delete, insert, or_, select, union, update

from ideas.base.db import db, insert_ignoring
from ideas.base.refusal import Conflict, Refusal
from ideas.base.slug import slugify
from ideas.base.text import one_line
from ideas.community.idea.models import Idea, IdeaRank, IdeaTag, Tag, TagAlias
from ideas.community.idea.rules import TAG_MAX, TAGS_MAX, Visibility
from ideas.people.brand.viewer import Viewer


class BadTags(Refusal):
    """Too many tags, or one that is too long."""


class TagGone(Conflict):
    """Somebody merged or removed the tag meanwhile."""


def read_tags(text: str) -> tuple[str, ...]:
    """The names in a comma-separated line, each once. Raises BadTags."""
    names = {
        slugify(name, most=TAG_MAX + 10): name for part in text.split(",") if (name := one_line(part).lstrip("# "))
    }
    if "" in names:
        raise BadTags("A tag needs a letter or a digit, and “%(tag)s” has none.", field="tags", tag=names[""])
    if len(names) > TAGS_MAX:
        raise BadTags("Use at most %(most)s tags; these are %(count)s.", field="tags", most=TAGS_MAX, count=len(names))
    if any(len(name) > TAG_MAX for name in names.values()):
        raise BadTags("A tag has at most %(most)s characters.", field="tags", most=TAG_MAX)
    return tuple(names.values())


def set_tags(idea: Idea, names: Iterable[str]) -> bool:
    """Give the idea exactly these tags, making the ones that are new. Returns whether that changed anything.

    The idea is locked. Raises TagGone.
    """
    slugs = _make_missing(idea.brand_id, names)
    wanted, worn = _called(slugs), _worn_by(idea)
    if wanted == worn:
        return False
    _lock(wanted | worn)
    if (wanted, worn) != (_called(slugs), _worn_by(idea)):
        raise TagGone("Somebody merged or removed one of these tags a moment ago. Look at them again.", field="tags")
    added, gone = sorted(wanted - worn), sorted(worn - wanted)
    if added:
        rows = [{"brand_id": idea.brand_id, "idea_id": idea.id, "tag_id": tag_id} for tag_id in added]
        db.session.execute(insert(IdeaTag), rows)
    if gone:
        db.session.execute(delete(IdeaTag).where(IdeaTag.idea_id == idea.id, IdeaTag.tag_id.in_(gone)))
    for tag_ids, step in ((added, 1), (gone, -1)):
        if tag_ids:
            db.session.execute(
                update(Tag)
                .where(Tag.id.in_(tag_ids))
                .values(idea_count=Tag.idea_count + step)
                .execution_options(synchronize_session=False)
            )
    return True


def lock_tags(brand_id: int, names: Iterable[str], *, idea_ids: Collection[int]) -> None:
    """Make and lock the tags of these names and lock those that the ideas wear, before an act changes many ideas' tags."""
    called = _called(_make_missing(brand_id, names))
    worn = db.session.scalars(select(IdeaTag.tag_id).where(IdeaTag.idea_id.in_(sorted(idea_ids))))
    _lock(called | set(worn))


def tags_of(idea_ids: Sequence[int]) -> dict[int, list[Tag]]:
    """The tags of each of these ideas, by name: one query for a whole page."""
    found: dict[int, list[Tag]] = {idea_id: [] for idea_id in idea_ids}
    if not found:
        return found
    rows = db.session.execute(
        select(IdeaTag.idea_id, Tag)
        .join(Tag, Tag.id == IdeaTag.tag_id)
        .where(IdeaTag.idea_id.in_(found))
        .order_by(Tag.name)
    )
    for idea_id, tag in rows:
        found[idea_id].append(tag)
    return found


def common_tags(viewer: Viewer, *, most: int, also: str = "") -> list[Tag]:
    """The most used tags on the ideas that this viewer sees, and the one with the slug `also` if they see any with it.

    A tag that only hidden ideas wear is as private as they are. One query; looks at three times as many tags as asked for.
    """
    also = also.replace("\0", "")
    if not most and not also:
        return []
    order = (Tag.idea_count.desc(), Tag.name)
    top = select(Tag.id).where(Tag.idea_count > 0).order_by(*order).limit(most * 3)
    wanted = Tag.id.in_(select(top.subquery().c.id))
    found = select(Tag).where(or_(wanted, Tag.slug == also) if also else wanted, _is_in_sight(viewer)).order_by(*order)
    tags = list(db.session.scalars(found if also else found.limit(most)))
    return [tag for place, tag in enumerate(tags) if place < most or tag.slug == also]


def _is_in_sight(viewer: Viewer) -> ColumnElement[bool]:
    """Asked for each tag by itself, through two indexes: a join would read every idea that wears a common tag."""
    worn = (
        select(IdeaTag.idea_id)
        .join(IdeaRank, IdeaRank.idea_id == IdeaTag.idea_id)
        .where(
            IdeaTag.tag_id == Tag.id,
            IdeaRank.board_id.in_(viewer.board_ids),
            IdeaRank.visibility == Visibility.PUBLIC,
        )
        .limit(1)
    )
    return worn.correlate(Tag).scalar_subquery().is_not(None)


def _lock(tag_ids: Collection[int]) -> None:
    """In id order and before any row that wears them, so that edits and merges of the same tags wait instead of for ever.

    Also what stays as it is: merged into a tag that is taken away, it would be lost with that one.
    """
    if tag_ids:
        in_order = select(Tag.id).where(Tag.id.in_(sorted(tag_ids))).order_by(Tag.id).with_for_update(key_share=True)
        db.session.execute(in_order)


def _make_missing(brand_id: int, names: Iterable[str]) -> set[str]:
    """The slugs of these names, each of them a tag's address, now or before."""
    by_slug = {slugify(name, most=40): one_line(name)[:TAG_MAX] for name in names}
    by_slug.pop("", None)
    if by_slug:
        known = set(db.session.scalars(union(_slugs_in(Tag, by_slug), _slugs_in(TagAlias, by_slug))))
        for slug in sorted(by_slug.keys() - known):
            insert_ignoring(Tag, brand_id=brand_id, slug=slug, name=by_slug[slug], idea_count=0)
    return set(by_slug)


def _slugs_in(model: type[Tag | TagAlias], slugs: Collection[str]) -> Select[str]:
    return select(model.slug).where(model.slug.in_(sorted(slugs)))


def _called(slugs: Collection[str]) -> set[int]:
    """The tags that have these addresses, or had them before. In one statement: a merge shows wholly or not at all."""
    if not slugs:
        return set()
    now = select(Tag.id).where(Tag.slug.in_(sorted(slugs)))
    before = select(TagAlias.tag_id).where(TagAlias.slug.in_(sorted(slugs)))
    return set(db.session.scalars(union(now, before)))


def _worn_by(idea: Idea) -> set[int]:
    return set(db.session.scalars(select(IdeaTag.tag_id).where(IdeaTag.idea_id == idea.id)))
