"""Writing a mail: both of its bodies from one pair of templates, then into the outbox."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from flask import current_app
from flask_babel import force_locale, get_locale

from ideas.base import clock
from ideas.people.account.models import Account
from ideas.people.brand.models import Brand
from ideas.people.brand.queries import all_brands
from ideas.people.brand.rules import name_in_mail
from ideas.rim.addresses import brand_url
from ideas.rim.i18n import PSEUDO, direction, language
from ideas.spine.mail.actions import post
from ideas.spine.mail.models import Mail
from ideas.spine.outbox.rules import Lane


def send_mail(
    kind: str,
    template: str,
    *,
    to: str,
    subject: str,
    at: datetime,
    gated: bool = True,
    headers: dict[str, str] | None = None,
    dedupe_key: str | None = None,
    lane: Lane = Lane.PROMPT,
    brand_id: int = 0,
    **context: Any,
) -> Mail | None:
    """Render `mail/<template>.txt` and `.html` and post them; also outside a request, where jobs say lang and dir.

    None when the address has had enough mails for now, or had one with this `dedupe_key` before.

    The one thing that a request draws inside its transaction: a letter often holds a secret that is made with its row, so
    that both are written or neither. Two small templates take a third of a millisecond; a transaction of its own would make
    everybody wait for the disk once more.
    """
    if "site" not in context:
        context |= {"site": site_name(), "origin": current_app.config["SETTINGS"].origin}
    context = {"lang": language(), "dir": direction(), **context, "subject": subject}
    text, html = (_draw(f"mail/{template}.{body}", context) for body in ("txt", "html"))
    return post(
        kind,
        to=to,
        subject=subject,
        at=at,
        gated=gated,
        text=text.strip() + "\n",
        html=html,
        headers=headers,
        dedupe_key=dedupe_key,
        lane=lane,
        brand_id=brand_id,
    )


def _draw(template: str, context: dict[str, Any]) -> str:
    """Not `render_template`: the pages' own context needs a request and would take the flashes that wait for the next page."""
    return current_app.jinja_env.get_template(template).render(context)


def mail_person(
    template: str,
    to: Account,
    brand: Brand,
    *,
    subject: str,
    dedupe_key: str,
    headers: dict[str, str] | None = None,
    lane: Lane = Lane.PROMPT,
    **context: Any,
) -> None:
    """From a job, write to somebody about their brand; `in_language_of` them is the caller's, for the subject's sake."""
    send_mail(
        template,
        template,
        to=to.email,
        subject=f"[{brand.name}] {subject}",
        at=clock.now(),
        gated=False,
        headers=headers,
        dedupe_key=dedupe_key,
        lane=lane,
        brand_id=brand.id,
        site=brand.name,
        origin=brand_url(brand),
        lang=str(get_locale()).replace("_", "-"),
        **context,
    )


@contextmanager
def in_language_of(person: Account) -> Iterator[None]:
    """Within this block all is said in the person's language."""
    with force_locale(PSEUDO.get(person.locale, person.locale).replace("-", "_")):
        yield


def site_name() -> str:
    """What people call this place: its only brand, else the host they type."""
    brands = all_brands(most=2)
    if len(brands) == 1:
        return name_in_mail(brands[0].name)
    return urlsplit(current_app.config["SETTINGS"].origin).hostname or "Ideas"
