"""Sending one mail of the outbox: to the mail server, or to a file and the log where there is none."""

import contextlib
import smtplib
import ssl
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path

import structlog
from flask import current_app
from sqlalchemy import update
from sqlalchemy.exc import OperationalError

from ideas.base import clock
from ideas.base.db import db, writing
from ideas.base.settings import Settings
from ideas.spine.mail.headers import set_header
from ideas.spine.mail.models import Mail
from ideas.spine.outbox.work import Claim, Unworkable, Work

logger = structlog.get_logger()

TIMEOUT = 15
TRIES_TO_NOTE = 5


def send(claim: Claim) -> None:
    """Send this mail; no transaction is open meanwhile. Raises Unworkable if no message can be made of it."""
    settings: Settings = current_app.config["SETTINGS"]
    message = _build(db.session.get_one(Mail, claim.id, populate_existing=True), settings)
    db.session.rollback()
    if settings.smtp_host:
        _by_smtp(message, settings)
    else:
        _to_file(message, settings)
    _note_sent(claim)


def drop(claim: Claim) -> None:
    """Don't send it."""
    claim.finish(done_at=clock.now(), text="", html="")


def _note_sent(claim: Claim) -> None:
    """Note that it left, whoever has the lease now: it must not be sent again because the database was busy."""
    values = {"done_at": clock.now(), "outcome": "sent", "text": "", "html": "", "lease_until": None, "parked_at": None}
    sent = update(Mail).where(Mail.id == claim.id).values(**values)
    for tries_left in reversed(range(TRIES_TO_NOTE)):
        try:
            with writing():
                db.session.execute(sent, execution_options={"synchronize_session": False})
            return
        except OperationalError:
            if not tries_left:
                raise


def _build(mail: Mail, settings: Settings) -> EmailMessage:
    """The message. That it can be written as bytes is tried here, where a fault is the mail's own."""
    try:
        message = _as_message(mail, settings)
        message.as_bytes()
    except Exception as error:
        raise Unworkable(f"no message can be made of it: {type(error).__name__}") from error
    return message


def _as_message(mail: Mail, settings: Settings) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["From"] = settings.sender
    message["To"] = mail.address
    set_header(message, "Subject", mail.subject)
    message["Date"] = format_datetime(mail.created_at)
    message["Message-ID"] = f"<{mail.message_id}@{settings.sender.rpartition('@')[2].rstrip('>')}>"
    message["Auto-Submitted"] = "auto-generated"
    for name, value in mail.headers.items():
        set_header(message, name, str(value))
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
    try:
        if settings.smtp_security == "starttls":
            server.starttls(context=context)
        if settings.smtp_username:
            server.login(settings.smtp_username, settings.smtp_password)
        server.send_message(message)
        # The server has accepted it: what it says to the goodbye, or if it hangs up, changes nothing.
        with contextlib.suppress(OSError):
            server.quit()
    finally:
        server.close()


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


MAIL = Work(
    name="mail",
    model=Mail,
    key=Mail.id,
    brand=Mail.brand_id,
    kind=Mail.kind,
    problem=Mail.outcome,
    is_open=Mail.done_at.is_(None),
    lane=Mail.lane,
    due=Mail.next_try_at,
    since=Mail.next_try_at,
    order=Mail.next_try_at,
    do=send,
    drop=drop,
)
