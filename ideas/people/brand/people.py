"""Reads of a brand's people, for those who run it: the list, the search, the invitations on their way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_, select

from ideas.base import token
from ideas.base.db import db
from ideas.base.keyset import decode_cursor, encode_cursor
from ideas.base.slug import ascii_slug
from ideas.people.account.models import Account
from ideas.people.account.rules import clean_email, email_key
from ideas.people.brand.models import Invitation, Membership
from ideas.people.brand.queries import find_member
from ideas.people.brand.rules import Role


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """A page of members, and the cursor of the next one if there is more."""

    people: Sequence[tuple[Membership, Account]]
    after: str | None


def list_people(
    *,
    words: str = "",
    role: Role | None = None,
    banned_at: datetime | None = None,
    after: str | None = None,
    limit: int = 30,
) -> PeoplePage:
    """Members of the brand in scope, the latest first. `words`: part of a name, or a whole address; `banned_at`: only who
    is banned at that moment. Raises BadCursor.
    """
    people = select(Membership, Account).join(Account, Account.id == Membership.account_id)
    if banned_at is not None:
        people = people.where(Membership.banned_until > banned_at)
    if role is not None:
        people = people.where(Membership.role == role)
    if words:
        people = people.where(_is_called(words))
    if after is not None:
        people = people.where(Membership.id < decode_cursor(after, int)[0])
    rows = db.session.execute(people.order_by(Membership.id.desc()).limit(limit + 1)).all()
    return PeoplePage(rows[:limit], encode_cursor(rows[limit - 1][0].id) if len(rows) > limit else None)


def look_up_member(text: str) -> tuple[Membership, Account] | None:
    """The member in the brand in scope whose address or handle (with or without its @) somebody typed."""
    if "@" not in text[1:]:
        return find_member(text.removeprefix("@").lower())
    address = clean_email(text)
    if address is None:
        return None
    return db.session.execute(
        select(Membership, Account)
        .join(Account, Account.id == Membership.account_id)
        .where(Account.email_key == email_key(address))
    ).first()


def find_invitation(secret: str) -> Invitation | None:
    """The invitation of this link in the brand in scope, whether or not it is still open."""
    return db.session.scalar(select(Invitation).where(Invitation.secret_hash == token.digest(secret)))


def open_invitations(at: datetime, *, most: int = 200) -> Sequence[tuple[Invitation, Account | None]]:
    """The invitations of the brand in scope that nobody has used yet, the latest first, and who sent each."""
    return db.session.execute(
        select(Invitation, Account)
        .outerjoin(Account, Account.id == Invitation.invited_by_id)
        .where(_is_open(at))
        .order_by(Invitation.id.desc())
        .limit(most)
    ).all()


def find_open_invitation(invitation_id: int, *, at: datetime) -> Invitation | None:
    return db.session.scalar(select(Invitation).where(Invitation.id == invitation_id, _is_open(at)))


def _is_open(at: datetime) -> ColumnElement[bool]:
    return and_(Invitation.accepted_at.is_(None), Invitation.revoked_at.is_(None), Invitation.expires_at > at)


def _is_called(words: str) -> ColumnElement[bool]:
    """Part of the name, or of the handle: its plain letters find «Élodie» for «elodie» on every database."""
    asked = [Account.display_name.icontains(words, autoescape=True), Account.email_key == email_key(words)]
    plain = ascii_slug(words, most=40, fallback="")
    if plain:
        asked.append(Membership.handle.contains(plain, autoescape=True))
    return or_(*asked)
