"""Every mail that the app writes while somebody listens, as it lay in the outbox."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from ideas.spine.mail.models import Mail
from tests.freeze import plain

_LINK = re.compile(r"https?://[^/\s]+(/\S+)")


class Outbox:
    """The mails so far. The app itself forgets their text once they are sent."""

    def __init__(self) -> None:
        self._mails: list[str] = []
        self._links: list[str] = []
        self._stops: list[str] = []

    def keep(self, mapper: Any, connection: Any, mail: Mail) -> None:
        """Remember a mail, and the first link in it."""
        found = _LINK.search(mail.text)
        self._links.append(found[1] if found else "")
        found = _LINK.search(str(mail.headers.get("List-Unsubscribe", "")).strip("<>"))
        self._stops += [found[1]] if found else []
        self._mails.append(_as_text(mail))

    @property
    def link(self) -> str:
        """The path of the link in the newest mail."""
        return self._links[-1]

    @property
    def stop(self) -> str:
        """The path that the newest mail with such a header names, to have no more of its kind."""
        return self._stops[-1]

    def book(self) -> str:
        """All of them, one after the other, with how many there are of each kind."""
        kinds = [mail.partition("\n")[0] for mail in self._mails]
        counts = [f"{kinds.count(kind):4} {kind}" for kind in sorted(set(kinds))]
        return "\n".join([f"{len(kinds)} mails", *counts, "", *(f"{'=' * 80}\n{mail}" for mail in self._mails)])


@contextmanager
def listening() -> Iterator[Outbox]:
    """Within this block each mail is kept."""
    outbox = Outbox()
    event.listen(Mail, "after_insert", outbox.keep)
    try:
        yield outbox
    finally:
        event.remove(Mail, "after_insert", outbox.keep)


def _as_text(mail: Mail) -> str:
    headers = json.dumps(mail.headers, ensure_ascii=False, sort_keys=True)
    parts = [f"kind: {mail.kind}", f"to: {mail.address}", f"at: {mail.created_at:%Y-%m-%d %H:%M:%S}"]
    parts += [f"headers: {plain.without_secrets(headers)}", f"subject: {mail.subject}", ""]
    return "\n".join([*parts, plain.without_secrets(mail.text), "-" * 80, plain.plain(mail.html), ""])
