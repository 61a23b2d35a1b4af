"""Tags on ideas: read from what a person typed, made when new, counted."""

from collections.abc import Iterable, Sequence

from sqlalchemy import delete, insert, select, update

from ideas.db import db, insert_ignoring
from ideas.idea.models import Idea, IdeaTag, Tag
from ideas.idea.rules import TAG_MAX, TAGS_MAX
from ideas.kit.refusal import Refusal
from ideas.kit.slug import slugify
from ideas.kit.text import one_line


class BadTags(Refusal):
    """Too many tags, or one that is too long."""


def read_tags(text: str) -> tuple[str, ...]:
    """The names in a comma-separated line, each once. Raises BadTags."""
    names = {slugify(name, most=TAG_MAX + 10): name for part in text.split(",") if (name := one_line(part).lstrip("#"))}
    names.pop("", None)
    if len(names) > TAGS_MAX:
        raise BadTags(f"Use at most {TAGS_MAX} tags; these are {len(names)}.", field="tags")
    if any(len(name) > TAG_MAX for name in names.values()):
        raise BadTags(f"A tag has at most {TAG_MAX} characters.", field="tags")
    return tuple(names.values())


def set_tags(idea: Idea, names: Iterable[str]) -> None:
    """Give the idea exactly these tags, making the ones that are new."""
    wanted = _ensure(idea.brand_id, names)
    present = set(db.session.scalars(select(IdeaTag.tag_id).where(IdeaTag.idea_id == idea.id)))
    added, gone = sorted(wanted - present), sorted(present - wanted)
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


def common_tags(*, most: int = 20) -> Sequence[Tag]:
    """The brand's tags, the most used first."""
    return db.session.scalars(
        select(Tag).where(Tag.idea_count > 0).order_by(Tag.idea_count.desc(), Tag.name).limit(most)
    ).all()


def find_tag(slug: str) -> Tag | None:
    return db.session.scalar(select(Tag).where(Tag.slug == slug))


def _ensure(brand_id: int, names: Iterable[str]) -> set[int]:
    by_slug = {slugify(name, most=40): one_line(name)[:TAG_MAX] for name in names}
    by_slug.pop("", None)
    if not by_slug:
        return set()
    known = set(db.session.scalars(select(Tag.slug).where(Tag.slug.in_(by_slug))))
    for slug, name in sorted(by_slug.items()):
        if slug not in known:
            insert_ignoring(Tag, brand_id=brand_id, slug=slug, name=name, idea_count=0)
    return set(db.session.scalars(select(Tag.id).where(Tag.slug.in_(by_slug))))
