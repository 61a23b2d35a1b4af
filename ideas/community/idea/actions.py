"""The verbs of an idea: submit, edit, withdraw."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import selectinload

from ideas.base import html
from ideas.base.db import db
from ideas.base.refusal import Conflict, Forbidden, Refusal
from ideas.base.slug import slugify
from ideas.base.text import many_lines, one_line
from ideas.community.board.models import Board
from ideas.community.idea.answer_clock import keep_clock
from ideas.community.idea.models import Idea, IdeaRank, IdeaRevision
from ideas.community.idea.rules import BODY_MAX, EXCERPT_LENGTH, TITLE_MAX, TITLE_MIN, Visibility
from ideas.community.idea.story import record_on
from ideas.community.idea.tags import set_tags
from ideas.community.stage.queries import first_stage
from ideas.people.account.models import Account
from ideas.people.brand.models import Brand
from ideas.people.brand.queries import mention_links


class BadTitle(Refusal):
    """The title is too short or too long."""


class BadBody(Refusal):
    """The body is too long."""


class StaleEdit(Conflict):
    """Somebody saved a newer version of the idea's words meanwhile."""


class EditsClosed(Forbidden):
    """The idea's stage takes no edits by its author."""


class ReasonMissing(Refusal):
    """Staff who change somebody else's words say why."""


def submit_idea(
    brand: Brand,
    *,
    board: Board,
    title: str,
    body: str,
    by: Account | None,
    at: datetime,
    tags: Iterable[str] = (),
    held_because: str | None = None,
) -> Idea:
    """Add an idea at the first stage, with the brand's next number. Raises BadTitle, BadBody.

    With `held_because` it is pending until staff approve it. `by` is None for somebody who has no account here.

    `ideas.trust.posting.actions.submit` does this and lets the author vote for it: that is what edges call.
    """
    title, body = _checked(title, body)
    number = take_numbers(brand)  # locks the brand's row, so that no owner removes the first stage meanwhile
    stage = first_stage()
    idea = Idea(
        brand_id=brand.id,
        number=number,
        board_id=board.id,
        stage_id=stage.id,
        author_id=by.id if by else None,
        created_at=at,
        visibility=Visibility.PENDING if held_because else Visibility.PUBLIC,
        held_because=held_because,
        **words_of(brand, title, body),
    )
    db.session.add(idea)
    db.session.flush()
    _add_rank(idea)
    keep_clock(idea, at=at)
    set_tags(idea, tags)
    record_on("idea.submitted", idea, by=by, at=at)
    return idea


def edit_idea(
    idea: Idea,
    *,
    brand: Brand,
    title: str,
    body: str,
    tags: Iterable[str],
    version: int,
    by: Account,
    at: datetime,
    reason: str = "",
) -> None:
    """Change an idea's words and keep the ones before. `version` is the one that the person saw.

    Raises StaleEdit, EditsClosed, ReasonMissing, BadTitle, BadBody. The author needs no reason while the stage takes
    edits; every other edit, also a host's of their own idea later on, says why.
    """
    title, body, reason = *_checked(title, body), one_line(reason)[:300]
    idea = lock_idea(idea.id)
    if by.id == idea.author_id and not idea.takes_edits and not reason:
        raise EditsClosed("This idea has reached a stage in which its words are settled.")
    if by.id != idea.author_id and not reason:
        raise ReasonMissing("Say why you change this; the author and everyone can read it.", field="reason")
    if idea.version != version:
        raise StaleEdit("Somebody saved a newer version meanwhile. Yours is below; compare, then save again.")
    is_retagged, is_reworded = set_tags(idea, tags), (title, body) != (idea.title, idea.body)
    if is_reworded:
        _reword(idea, brand=brand, title=title, body=body, by=by, at=at, reason=reason)
    elif is_retagged:
        _note_tags(idea, by=by, at=at, reason=reason)


def withdraw_idea(idea: Idea, *, by: Account, at: datetime) -> None:
    """Take one's own idea back: it leaves every list; its page stays for the author and the hosts. Raises EditsClosed."""
    idea = lock_idea(idea.id)
    if not idea.takes_edits:
        raise EditsClosed("This idea has come too far to be withdrawn. Ask the people who run this community.")
    if db.session.scalar(select(Idea.id).where(Idea.canonical_id == idea.id).limit(1)) is not None:
        raise EditsClosed(
            "Other ideas were merged into this one, so it is theirs too. Ask the people who run this community."
        )
    set_visibility(idea, Visibility.WITHDRAWN, at=at)
    record_on("idea.withdrawn", idea, by=by, at=at)


def set_visibility(idea: Idea, visibility: Visibility, *, at: datetime) -> None:
    """Change who sees the idea, here and in the rank's copy; its answer clock runs while it is public."""
    idea.visibility = visibility
    keep_rank(idea, at=at)


def keep_rank(idea: Idea, *, at: datetime) -> None:
    """Bring the rank's copies up to date after the idea's visibility or merge changed. The idea is locked."""
    db.session.flush()
    db.session.execute(update(IdeaRank).where(IdeaRank.idea_id == idea.id).values(visibility=idea.listed_as))
    keep_clock(idea, at=at)


def lock_idea(idea_id: int, *, shared: bool = False) -> Idea:
    """The idea, fresh and locked until the transaction ends, with its stage.

    `shared` lets others lock it as well: for those who write beside the idea (votes, comments), never to its own row.
    """
    return db.session.scalars(
        select(Idea)
        # Not joined: where PostgreSQL waited for the row, a join would still hold the stage from before the wait.
        .options(selectinload(Idea.stage))
        .where(Idea.id == idea_id)
        .with_for_update(of=Idea, read=shared, key_share=not shared)
        .execution_options(populate_existing=True)
    ).one()


def render_body(brand: Brand, body: str) -> str:
    """HTML of a person's Markdown in this brand, mentions linked."""
    return html.render(body, mentions=mention_links(brand, body))


def words_of(brand: Brand, title: str, body: str) -> dict[str, Any]:
    """An idea's words and everything that is made from them when they are written, as columns."""
    return {
        "title": title,
        "slug": slugify(title),
        "body": body,
        "body_html": render_body(brand, body),
        "excerpt": html.excerpt(body, length=EXCERPT_LENGTH),
        "render_version": html.RENDER_VERSION,
    }


def take_numbers(brand: Brand, count: int = 1) -> int:
    """The first of the brand's next `count` idea numbers: the update locks the brand's row, so none is given twice."""
    next_one = db.session.scalar(
        update(Brand)
        .where(Brand.id == brand.id)
        .values(next_idea_number=Brand.next_idea_number + count)
        .returning(Brand.next_idea_number)
        .execution_options(synchronize_session=False)
    )
    assert next_one is not None
    return next_one - count


def _add_rank(idea: Idea) -> None:
    rank = IdeaRank(
        brand_id=idea.brand_id,
        idea_id=idea.id,
        board_id=idea.board_id,
        stage_id=idea.stage_id,
        visibility=idea.visibility,
        created_at=idea.created_at,
    )
    db.session.add(rank)
    db.session.flush()


def _reword(idea: Idea, *, brand: Brand, title: str, body: str, by: Account, at: datetime, reason: str) -> None:
    _keep_version(idea, by=by, at=at, reason=reason)
    for name, value in words_of(brand, title, body).items():
        setattr(idea, name, value)
    idea.edited_at = at
    db.session.flush()
    record_on(
        "idea.edited",
        idea,
        by=by,
        at=at,
        detail={"version": idea.version},
        before={"version": idea.version - 1},
        reason=reason,
        as_staff=by.id != idea.author_id or bool(reason),
    )


def _note_tags(idea: Idea, *, by: Account, at: datetime, reason: str) -> None:
    """Only its tags changed: the words stay, but whoever edits the version before is told."""
    _keep_version(idea, by=by, at=at, reason=reason)
    db.session.flush()
    record_on(
        "idea.tagged",
        idea,
        by=by,
        at=at,
        detail={"version": idea.version, "reason": reason},
        reason=reason,
        as_staff=by.id != idea.author_id or bool(reason),
    )


def _keep_version(idea: Idea, *, by: Account, at: datetime, reason: str) -> None:
    """Keep the words as they are now, and count on."""
    db.session.add(
        IdeaRevision(
            brand_id=idea.brand_id,
            idea_id=idea.id,
            version=idea.version,
            title=idea.title,
            body=idea.body,
            replaced_by_id=by.id,
            replaced_at=at,
            reason=reason,
        )
    )
    idea.version += 1


def _checked(title: str, body: str) -> tuple[str, str]:
    title, body = one_line(title), many_lines(body)
    if not TITLE_MIN <= len(title) <= TITLE_MAX:
        raise BadTitle(
            "A title has %(least)s to %(most)s characters; this has %(size)s.",
            field="title",
            least=TITLE_MIN,
            most=TITLE_MAX,
            size=len(title),
        )
    if len(body) > BODY_MAX:
        raise BadBody(
            "The text has at most %(most)s characters; this has %(size)s.", field="body", most=BODY_MAX, size=len(body)
        )
    return title, body
