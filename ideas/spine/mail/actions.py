"""Writing mails into the outbox, under the one gate that protects every address."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select

from ideas.base import token
from ideas.base.db import db
from ideas.base.text import one_line
from ideas.spine.job.queue import wake
from ideas.spine.mail.models import Mail
from ideas.spine.outbox.rules import Lane

HOURLY_MAX = 3
DAILY_MAX = 10


def post(
    kind: str,
    *,
    to: str,
    subject: str,
    text: str,
    html: str = "",
    at: datetime,
    headers: dict[str, Any] | None = None,
    dedupe_key: str | None = None,
    gated: bool = True,
    lane: Lane = Lane.PROMPT,
    brand_id: int = 0,
) -> Mail | None:
    """Put a mail in the outbox; it leaves after the commit. In its `lane` the brands take turns; 0 is no brand.

    Returns None, and posts nothing, when the address has had its 3 gated mails this hour or 10 today, so that
    nobody can be flooded through us, or when one with the same `dedupe_key` was posted before. The caller answers the same either way.
    """
    if (gated and not takes_more(to, at=at)) or _is_posted(dedupe_key):
        return None
    mail = Mail(
        kind=kind,
        address=to,
        address_key=to.lower(),
        subject=one_line(subject)[:300],
        text=text,
        html=html,
        headers=headers or {},
        dedupe_key=dedupe_key,
        message_id=token.new_secret(),
        lane=lane,
        brand_id=brand_id,
        created_at=at,
        next_try_at=at,
    )
    db.session.add(mail)
    db.session.flush()
    wake(db.session())
    return mail


def _is_posted(dedupe_key: str | None) -> bool:
    posted = select(Mail.id).where(Mail.dedupe_key == dedupe_key)
    return bool(dedupe_key) and db.session.scalar(posted) is not None


def takes_more(to: str, *, at: datetime) -> bool:
    """Whether the gate lets one more mail through to this address now."""
    gated = ("sign_in", "sign_up", "invitation")
    hour, day = at - timedelta(hours=1), at - timedelta(days=1)
    counts = db.session.execute(
        select(func.count(Mail.id).filter(Mail.created_at > hour), func.count(Mail.id)).where(
            Mail.address_key == to.lower(), Mail.created_at > day, Mail.kind.in_(gated)
        )
    ).one()
    return bool(counts[0] < HOURLY_MAX and counts[1] < DAILY_MAX)
