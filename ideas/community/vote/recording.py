"""Votes that staff record for customers met elsewhere. They count until the person joins: then they are that person's own."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select

from ideas.base.db import brand_scope, db, every_brand, insert_ignoring, is_postgres
from ideas.base.refusal import Conflict, Refusal
from ideas.base.text import one_line
from ideas.community.idea.family import canonical_of, family_of, lock_canonical
from ideas.community.idea.models import Idea
from ideas.community.idea.story import record_on
from ideas.community.vote.actions.casting import VotingClosed
from ideas.community.vote.counting import counting_anew
from ideas.community.vote.models import RecordedVote, Vote
from ideas.community.vote.rules import LINK_MAX, NAME_MAX, SAID_WHERE_MAX
from ideas.people.account.models import Account
from ideas.people.account.queries import find_account
from ideas.people.account.rules import clean_email, email_key
from ideas.people.brand.actions import join
from ideas.people.brand.models import Brand
from ideas.people.brand.viewer import Viewer
from ideas.spine.activity.actions import record

RECORDED_MAX = 200


class BadRecord(Refusal):
    """What is to be recorded lacks a name, a place, or has an address or a link that can't be one."""


class AlreadyCounted(Conflict):
    """The person's vote counts here already."""


class RecordGone(Conflict):
    """Somebody else took the record back meanwhile."""


def record_vote(
    idea: Idea,
    *,
    name: str,
    said_where: str,
    by: Account,
    at: datetime,
    email: str = "",
    link: str = "",
    is_author: bool = False,
) -> RecordedVote:
    """Write a customer's vote down; with an address it is theirs as soon as that is proven here, or at once.

    Raises BadRecord, AlreadyCounted, VotingClosed.
    """
    values = _checked(name, said_where, email, link)
    if values["email_key"]:
        _lock_address(values["email_key"])
    root = lock_canonical(idea)
    if not root.takes_votes:
        raise VotingClosed("Voting on this idea has closed.")
    _refuse_second(root, values["email_key"])
    recorded = RecordedVote(
        brand_id=idea.brand_id, idea_id=idea.id, is_author=is_author, recorded_by_id=by.id, created_at=at, **values
    )
    with counting_anew(root):
        db.session.add(recorded)
    record_on("vote.recorded", idea, by=by, at=at, detail={"recorded_vote_id": recorded.id})
    account = find_account(email) if email else None
    if account is not None and account.is_verified:
        join_recorded(account, at=at)
    db.session.refresh(recorded)
    return recorded


def strike_recorded(recorded: RecordedVote, *, by: Account, at: datetime) -> None:
    """Take a record back that was a mistake. Raises AlreadyCounted once it is the person's own vote, RecordGone."""
    recorded_id, idea_id = recorded.id, recorded.idea_id
    root = lock_canonical(db.session.get_one(Idea, idea_id))
    still = _reread(recorded_id)
    if still is None:
        raise RecordGone("Somebody has taken this record back a moment ago.")
    if still.joined_id is not None:
        raise AlreadyCounted("This vote is the person's own by now, so only they can take it back.")
    with counting_anew(root):
        db.session.delete(still)
    record(
        "vote.recorded_struck",
        brand_id=root.brand_id,
        by=by.id,
        at=at,
        board_id=root.board_id,
        idea_id=idea_id,
        before={"recorded_vote_id": recorded_id},
        after={},
    )


def join_recorded(account: Account, *, at: datetime) -> int:
    """Make a person's recorded votes, in every brand, their own, and recorded ideas theirs. Returns how many.

    Called whenever somebody with a proven address signs in: each record is taken once, and no count changes.
    """
    if not account.is_verified:
        return 0
    _lock_address(account.email_key)
    with every_brand():
        waiting = db.session.execute(
            select(RecordedVote.id, RecordedVote.brand_id, Idea.id, Idea.canonical_id)
            .join(Idea, Idea.id == RecordedVote.idea_id)
            .where(RecordedVote.email_key == account.email_key, RecordedVote.joined_id.is_(None))
            .order_by(func.coalesce(Idea.canonical_id, Idea.id), RecordedVote.id)
        ).all()
        _lock_ideas({one for row in waiting for one in row[2:] if one is not None})
    done = 0
    for recorded_id, brand_id, *_ in waiting:
        with brand_scope(brand_id):
            done += _join(recorded_id, account, at=at)
    return done


def recorded_for(idea: Idea, *, viewer: Viewer) -> Sequence[Any]:
    """For staff: what was recorded for an idea and those merged with it on boards of theirs, the latest first, and by whom.

    Rows of the record and the recorder's name.
    """
    return db.session.execute(
        select(RecordedVote, Account.display_name.label("recorder"))
        .outerjoin(Account, Account.id == RecordedVote.recorded_by_id)
        .where(_is_recorded_for(idea, viewer))
        .order_by(RecordedVote.id.desc())
        .limit(RECORDED_MAX)
    ).all()


def find_recorded(recorded_id: int, idea: Idea, *, viewer: Viewer) -> RecordedVote | None:
    """One of those records."""
    found = select(RecordedVote).where(RecordedVote.id == recorded_id, _is_recorded_for(idea, viewer))
    return db.session.scalar(found)


def recorded_authors(idea_ids: Sequence[int]) -> dict[int, RecordedVote]:
    """For whom these ideas were written down, by idea: those that staff recorded and whose author has not joined."""
    if not idea_ids:
        return {}
    found = select(RecordedVote).where(
        RecordedVote.idea_id.in_(idea_ids), RecordedVote.is_author, RecordedVote.joined_id.is_(None)
    )
    return {recorded.idea_id: recorded for recorded in db.session.scalars(found)}


def _is_recorded_for(idea: Idea, viewer: Viewer) -> ColumnElement[bool]:
    """Whether a record is of this idea or of one that is merged with it, on a board that this person hosts."""
    hosted = [board_id for board_id in viewer.board_ids if viewer.hosts(board_id)]
    return RecordedVote.idea_id.in_(family_of(canonical_of(idea)).where(Idea.board_id.in_(hosted)))


def _join(recorded_id: int, account: Account, *, at: datetime) -> int:
    found = db.session.get(RecordedVote, recorded_id)
    if found is None:
        return 0
    idea = db.session.get_one(Idea, found.idea_id)
    root = lock_canonical(idea)
    recorded = _reread(recorded_id)
    if recorded is None or recorded.joined_id is not None:
        return 0
    join(db.session.get_one(Brand, recorded.brand_id), account, at=at)
    with counting_anew(root, [account.id]):
        recorded.joined_id, recorded.counted_for_id = account.id, None
        insert_ignoring(
            Vote,
            brand_id=recorded.brand_id,
            idea_id=recorded.idea_id,
            account_id=account.id,
            created_at=recorded.created_at,
        )
        if recorded.is_author and idea.author_id is None:
            idea.author_id = account.id
    record_on("recorded_vote.joined", idea, by=account, at=at, detail={"recorded_vote_id": recorded.id})
    return 1


def _lock_ideas(idea_ids: Collection[int]) -> None:
    """Lock the ideas of a person's records, and those that they count for, before the first one's votes are counted."""
    if idea_ids:
        in_order = select(Idea.id).where(Idea.id.in_(sorted(idea_ids))).order_by(Idea.id)
        db.session.execute(in_order.with_for_update(key_share=True))


def _lock_address(email_key: str) -> None:
    """Whoever records something for an address and whoever proves it as theirs come one after the other.

    An advisory lock, for there may be no row to lock yet; SQLite has one writer at a time anyhow.
    """
    if is_postgres():
        db.session.execute(select(func.pg_advisory_xact_lock(func.hashtext(f"recorded:{email_key}"))))


def _reread(recorded_id: int) -> RecordedVote | None:
    """The record as it is now, if nobody has struck it."""
    found = select(RecordedVote).where(RecordedVote.id == recorded_id)
    return db.session.scalar(found.execution_options(populate_existing=True))


def _refuse_second(root: Idea, key: str | None) -> None:
    if key is None:
        return
    family = family_of(root.id)
    noted = select(RecordedVote.id).where(RecordedVote.email_key == key, RecordedVote.idea_id.in_(family))
    if db.session.scalar(noted.limit(1)) is not None:
        raise AlreadyCounted("A vote of this address is recorded here already.", field="email")
    own = select(Vote.idea_id).join(Account, Account.id == Vote.account_id)
    if db.session.scalar(own.where(Account.email_key == key, Vote.idea_id.in_(family)).limit(1)) is not None:
        raise AlreadyCounted("Whoever has this address has voted here already.", field="email")


def _checked(name: str, said_where: str, email: str, link: str) -> dict[str, Any]:
    name, said_where, link = one_line(name)[:NAME_MAX], one_line(said_where)[:SAID_WHERE_MAX], link.strip()
    if not name:
        raise BadRecord("Say whose vote it is: a name, or what you know of them.", field="name")
    if any(clean_email(word) for word in name.split()):
        raise BadRecord(
            "Others may read the name. Put the address where only you and your colleagues see it.", field="name"
        )
    if not said_where:
        raise BadRecord("Say where you heard it.", field="said_where")
    address = clean_email(email) if email.strip() else None
    if email.strip() and address is None:
        raise BadRecord("This does not look like an e-mail address.", field="email")
    if link and (not link.startswith(("https://", "http://")) or len(link) > LINK_MAX or " " in link):
        raise BadRecord("A link begins with https:// and has at most %(most)s characters.", field="link", most=LINK_MAX)
    return {"name": name, "said_where": said_where, "link": link, "email_key": email_key(address) if address else None}
