"""Sending what waits in the outbox: to the mail server, or to files and the log where there is none."""

import smtplib
import ssl
from datetime import timedelta
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path

import structlog
from flask import current_app
from sqlalchemy import or_, select, update

from ideas.base import clock
from ideas.base.db import db, is_postgres, transaction
from ideas.base.settings import Settings
from ideas.spine.mail.models import Mail

logger = structlog.get_logger()

BATCH = 20
LEASE = timedelta(seconds=90)
DELAYS = tuple(timedelta(seconds=seconds) for seconds in (5, 60, 300, 1800, 7200, 18000, 43200))
TIMEOUT = 15


def send_waiting() -> int:
    """Send a batch of due mails. Returns how many left or were given up."""
    return sum(_send(mail_id) for mail_id in _claim())


def _claim() -> list[int]:
    now = clock.now()
    due = (
        select(Mail.id)
        .where(Mail.done_at.is_(None), Mail.next_try_at <= now, or_(Mail.lease_until.is_(None), Mail.lease_until < now))
        .order_by(Mail.next_try_at, Mail.id)
        .limit(BATCH)
    )
    with transaction():
        if is_postgres():
            due = due.with_for_update(skip_locked=True)
        ids = list(db.session.scalars(due))
        db.session.execute(
            update(Mail)
            .where(Mail.id.in_(ids))
            .values(lease_until=now + LEASE, attempts=Mail.attempts + 1)
            .execution_options(synchronize_session=False)
        )
    return ids


def _send(mail_id: int) -> int:
    settings: Settings = current_app.config["SETTINGS"]
    with transaction():
        mail = db.session.get_one(Mail, mail_id, populate_existing=True)
        message = _as_message(mail, settings)
    outcome = _hand_over(message, settings)
    with transaction():
        mail = db.session.get_one(Mail, mail_id, populate_existing=True)
        return _note(mail, outcome)


def _hand_over(message: EmailMessage, settings: Settings) -> str | None:
    """Send it. None when it left, else what went wrong."""
    try:
        if settings.smtp_host:
            _by_smtp(message, settings)
        else:
            _to_file(message, settings)
    except (OSError, smtplib.SMTPException) as error:
        logger.warning("mail.failed", error=str(error)[:200])
        return str(error)[:300] or type(error).__name__
    return None


def _note(mail: Mail, problem: str | None) -> int:
    now = clock.now()
    mail.lease_until = None
    if problem is not None and mail.attempts <= len(DELAYS):
        mail.next_try_at, mail.outcome = now + DELAYS[mail.attempts - 1], problem
        return 0
    mail.done_at, mail.outcome = now, problem or "sent"
    mail.text = mail.html = ""
    return 1


def _as_message(mail: Mail, settings: Settings) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["From"] = settings.sender
    message["To"] = mail.address
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(mail.created_at)
    message["Message-ID"] = f"<{mail.message_id}@{settings.sender.rpartition('@')[2].rstrip('>')}>"
    message["Auto-Submitted"] = "auto-generated"
    for name, value in mail.headers.items():
        message[name] = str(value)
    message.set_content(mail.text)
    if mail.html:
        message.add_alternative(mail.html, subtype="html")
    return message


def _by_smtp(message: EmailMessage, settings: Settings) -> None:
    context = ssl.create_default_context()
    if settings.smtp_security == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            settings.smtp_host, settings.smtp_port, timeout=TIMEOUT, context=context
        )
    else:
        server = smtplib.SMTP(settings.smtp_host, settings.smtp_port, timeout=TIMEOUT)
    with server:
        if settings.smtp_security == "starttls":
            server.starttls(context=context)
        if settings.smtp_username:
            server.login(settings.smtp_username, settings.smtp_password)
        server.send_message(message)


def _to_file(message: EmailMessage, settings: Settings) -> None:
    folder = Path(settings.var) / "mail"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    stamp = clock.now().strftime("%Y%m%d-%H%M%S-%f")
    path = folder / f"{stamp}.eml"
    path.write_bytes(message.as_bytes())
    path.chmod(0o600)
    body = message.get_body(("plain",))
    logger.info(
        "mail.kept",
        to=str(message["To"]),
        subject=str(message["Subject"]),
        file=str(path),
        text=body.get_content() if body else "",
    )
