"""Invitations: a link that opens a brand to one person, in a role; only its hash is kept."""

from datetime import datetime, timedelta

from sqlalchemy import update

from ideas.base import token
from ideas.base.db import db
from ideas.base.refusal import Forbidden, Refusal
from ideas.people.account.models import Account
from ideas.people.brand.actions import join, lock_brand
from ideas.people.brand.models import Brand, Invitation, Membership
from ideas.people.brand.rules import Role
from ideas.spine.activity.actions import record

LIFETIME = timedelta(days=7)


class SpentInvitation(Refusal):
    """The invitation was used, taken back, or is too old."""

    status = 410


class OthersInvitation(Forbidden):
    """The invitation was mailed to somebody else."""


def invite(
    brand: Brand, *, role: Role, by: Account, at: datetime, email: str | None = None, board_id: int | None = None
) -> tuple[Invitation, str]:
    """An invitation and the secret of its link, which is shown or mailed once and kept only as a hash."""
    secret = token.new_secret()
    invitation = Invitation(
        brand_id=brand.id,
        board_id=board_id,
        email=email,
        role=role,
        secret_hash=token.digest(secret),
        invited_by_id=by.id,
        created_at=at,
        expires_at=at + LIFETIME,
    )
    db.session.add(invitation)
    db.session.flush()
    record(
        "invitation.created",
        brand_id=brand.id,
        by=by.id,
        at=at,
        board_id=board_id,
        detail={"invitation_id": invitation.id, "role": role.value},
    )
    return invitation, secret


def revoke(invitation: Invitation, *, by: Account, at: datetime) -> None:
    """Take an unused invitation back. Raises SpentInvitation where somebody has used it meanwhile."""
    db.session.refresh(invitation, with_for_update=True)
    if invitation.accepted_at is not None:
        raise SpentInvitation("Somebody has used this invitation meanwhile. They are among the people now.")
    invitation.revoked_at = invitation.revoked_at or at
    db.session.flush()
    record("invitation.revoked", brand_id=invitation.brand_id, by=by.id, at=at, detail={"invitation_id": invitation.id})


def check_open(invitation: Invitation, *, at: datetime) -> None:
    """Raise SpentInvitation unless the invitation can still be used."""
    if not invitation.is_usable(at):
        raise SpentInvitation("This invitation has been used or taken back, or is too old. Ask for a new one.")


def accept(invitation: Invitation, *, brand: Brand, account: Account, at: datetime) -> Membership:
    """Join with the invitation's role; whoever has a higher one keeps it. Raises OthersInvitation, SpentInvitation.

    A board that the invitation names is for `board.actions.add_to_board` to open.
    """
    if not invitation.is_for(account):
        raise OthersInvitation("This invitation was mailed to another address. Sign in with that one to use it.")
    lock_brand(brand.id)  # as everybody does who gives or takes a role
    won = db.session.scalar(
        update(Invitation)
        .where(
            Invitation.id == invitation.id,
            Invitation.accepted_at.is_(None),
            Invitation.revoked_at.is_(None),
            Invitation.expires_at > at,
        )
        .values(accepted_at=at, accepted_by_id=account.id)
        .returning(Invitation.id)
    )
    if won is None:
        raise SpentInvitation("This invitation has been used or taken back, or is too old. Ask for a new one.")
    membership = join(brand, account, at=at, role=invitation.role)
    db.session.refresh(membership)
    if membership.role.rank < invitation.role.rank:
        membership.role = invitation.role
    db.session.flush()
    record(
        "invitation.accepted",
        brand_id=brand.id,
        by=account.id,
        at=at,
        board_id=invitation.board_id,
        detail={"invitation_id": invitation.id, "role": membership.role.value},
        as_staff=membership.role.is_staff,
    )
    return membership
