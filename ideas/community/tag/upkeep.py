"""Keeping tags in order: another name, a description, a colour, and those that nobody uses.

What a tag was called before leads to it for good (`TagAlias`): old links work, and whoever types the old name gets it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, tuple_

from ideas.base.db import db
from ideas.base.keyset import decode_cursor, encode_cursor
from ideas.base.refusal import Refusal
from ideas.base.slug import slugify
from ideas.base.text import one_line
from ideas.community.idea.models import IdeaTag, Tag, TagAlias
from ideas.community.idea.tags import BadTags, TagGone, read_tags
from ideas.community.stage.rules import Colour
from ideas.people.account.models import Account
from ideas.people.brand.actions import lock_brand
from ideas.spine.activity.actions import record

DESCRIPTION_MAX = 300
PAGE = 50


class TagExists(Refusal):
    """Two tags of a brand can't have one address: they are one tag, so merge them."""


class TagInUse(Refusal):
    """Ideas wear the tag."""


@dataclass(frozen=True, slots=True)
class TagPage:
    """A page of tags, and the cursor of the next one if there is more."""

    tags: Sequence[Tag]
    after: str | None


def list_tags(*, words: str = "", after: str | None = None, limit: int = PAGE) -> TagPage:
    """Every tag of the brand in scope, the most used first. Raises BadCursor."""
    found = select(Tag)
    if words:
        found = found.where(Tag.name.icontains(words, autoescape=True))
    if after is not None:
        found = found.where(tuple_(Tag.idea_count, Tag.id) < decode_cursor(after, int, int))
    tags = db.session.scalars(found.order_by(Tag.idea_count.desc(), Tag.id.desc()).limit(limit + 1)).all()
    last = tags[limit - 1] if len(tags) > limit else None
    return TagPage(tags[:limit], encode_cursor(last.idea_count, last.id) if last else None)


def find_tag(slug: str) -> Tag | None:
    """The tag that has this address now."""
    return db.session.scalar(select(Tag).where(Tag.slug == slug.replace("\0", "")))


def renamed_tag(slug: str) -> Tag | None:
    """The tag that had this address before."""
    aliases = select(Tag).join(TagAlias, TagAlias.tag_id == Tag.id)
    return db.session.scalar(aliases.where(TagAlias.slug == slug.replace("\0", "")))


def change_tag(tag: Tag, *, name: str, description: str, colour: Colour, by: Account, at: datetime) -> None:
    """Give the tag another name, description or colour. Raises BadTags, TagExists, TagGone."""
    name, slug = _checked(name)
    lock_brand(tag.brand_id)
    hold(tag)
    before = _known(tag)
    if slug != tag.slug:
        _take_address(tag, slug)
    tag.name, tag.description, tag.colour = name, one_line(description)[:DESCRIPTION_MAX], colour
    db.session.flush()
    if _known(tag) != before:
        record(
            "tag.updated",
            brand_id=tag.brand_id,
            by=by.id,
            at=at,
            detail={"tag_id": tag.id},
            before=before,
            after=_known(tag),
        )


def remove_tag(tag: Tag, *, by: Account, at: datetime) -> None:
    """Delete a tag that no idea wears. Raises TagInUse, TagGone."""
    lock_brand(tag.brand_id)
    hold(tag)
    if db.session.scalar(select(IdeaTag.idea_id).where(IdeaTag.tag_id == tag.id).limit(1)) is not None:
        raise TagInUse("Ideas wear this tag. Merge it into another one instead.")
    db.session.execute(delete(Tag).where(Tag.id == tag.id))
    record(
        "tag.removed", brand_id=tag.brand_id, by=by.id, at=at, detail={"tag_id": tag.id}, before=_known(tag), after={}
    )


def hold(*tags: Tag) -> None:
    """Lock the tags in id order, for keeps: a row that is to wear one of them waits as well. Raises TagGone."""
    ids = [tag.id for tag in tags]
    held = select(Tag).where(Tag.id.in_(ids)).order_by(Tag.id).with_for_update()
    if len(db.session.scalars(held.execution_options(populate_existing=True)).all()) < len(ids):
        raise TagGone("Somebody else merged or removed this tag a moment ago.")


def _take_address(tag: Tag, slug: str) -> None:
    other = db.session.scalar(select(Tag.name).where(Tag.slug == slug, Tag.id != tag.id))
    if other is not None:
        raise TagExists("There is a tag “%(name)s” already. Merge this one into it.", field="name", name=other)
    db.session.execute(delete(TagAlias).where(TagAlias.slug == slug))
    _add_alias(tag.slug, tag)
    tag.slug = slug


def _add_alias(slug: str, tag: Tag) -> None:
    db.session.add(TagAlias(brand_id=tag.brand_id, slug=slug, tag_id=tag.id))
    db.session.flush()


def _checked(name: str) -> tuple[str, str]:
    names = read_tags(name)
    if len(names) != 1:
        raise BadTags("A tag has one name, without a comma.", field="name")
    return names[0], slugify(names[0], most=40)


def _known(tag: Tag) -> dict[str, str]:
    return {"name": tag.name, "slug": tag.slug, "description": tag.description, "colour": str(tag.colour)}
