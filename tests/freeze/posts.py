"""What becomes of each form that can be sent, by everybody who may look: where it leads, what it says, what it writes."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import inspect, text
from werkzeug.test import TestResponse

from ideas.base.db import db
from tests.clients import Client
from tests.freeze import plain
from tests.freeze.forms import Forms
from tests.freeze.house import Snapshot
from tests.freeze.people import browsers
from tests.freeze.telling import Teller
from tests.house.addresses import Route, all_routes

SCRIPT = {"HX-Request": "true"}
SCRIPTED = ("member", "moderator")
# Whoever of these may, does it once more, and looks at where it led and what it wrote.
DOERS = ("author", "member", "partner_here", "owner", "moderator")
HOSTS = ("partner_here", "moderator", "owner")


def write_posts(story: Teller, folder: Path) -> int:
    """Every form, into a file for each address and sender. Returns how many were sent."""
    sender = Sender(story, folder)
    for route in all_routes(story.app):
        if route.method == "POST":
            sender.send(route)
    return sender.count


class Sender:
    """Sends forms, each into the world as the story left it."""

    def __init__(self, story: Teller, folder: Path) -> None:
        self._app, self._folder = story.app, folder
        self._people = browsers(story.app, story)
        self._cookies = {who: client.get_cookie("session") for who, client in self._people.items()}
        self._forms = Forms(story)
        self._snapshot = Snapshot(story.app)
        self._sizes = self._count_rows()
        self.count = 0

    def send(self, route: Route) -> None:
        """The form as a page would send it, by each of the nine; also empty, and as a script sends it."""
        path, form = self._forms.address(route), self._forms.fields(route.endpoint)
        place = self._folder / _place(route)
        place.mkdir(parents=True, exist_ok=True)
        answers = {who: self._write(place / f"{who}.txt", who, path, form) for who in self._people}
        access = str(getattr(self._app.view_functions[route.endpoint], "access", ""))
        nothing = "owner" if access.startswith("staff") else "author"
        self._write(place / f"{nothing}_nothing.txt", nothing, path, {})
        for who in SCRIPTED:
            self._write(place / f"{who}_script.txt", who, path, form, headers=SCRIPT)
        doer = next((who for who in DOERS if answers[who].status_code < 400), None)
        if doer is not None:
            self._go_on(place / f"{doer}_then.txt", doer, path, form)

    def _write(self, file: Path, who: str, path: str, form: Mapping[str, str], **options: Any) -> TestResponse:
        client, form = self._fresh(who), _as_seen_by(who, form)
        answer = client.send(path, form, **options)
        with client.session_transaction() as session:
            said = [f"says {kind}: {words}" for kind, words in session.get("_flashes", [])]
        asked = plain.without_secrets(f"POST {path} {form}")
        file.write_text("\n".join([asked, *said, plain.answer(answer)]))
        self.count += 1
        if answer.status_code < 400 or "/sign-" in path:
            self._snapshot.put_back()
        return answer

    def _go_on(self, file: Path, who: str, path: str, form: Mapping[str, str]) -> None:
        """Do it again, for what it leads to and what it writes."""
        client = self._fresh(who)
        answer = client.send(path, _as_seen_by(who, form), follow_redirects=True)
        sizes = self._count_rows()
        written = [f"{table} {sizes[table] - size:+}" for table, size in self._sizes.items() if sizes[table] != size]
        file.write_text("\n".join([f"rows: {', '.join(written) or 'as many as before'}", plain.answer(answer)]))
        self._snapshot.put_back()

    def _fresh(self, who: str) -> Client:
        """This person's browser with the cookie that it had in the beginning, and no other."""
        client, cookie = self._people[who], self._cookies[who]
        client.delete_cookie("session")
        if cookie is not None:
            client.set_cookie("session", cookie.value)
        return client

    def _count_rows(self) -> dict[str, int]:
        with self._app.app_context(), db.engine.connect() as connection:
            tables = sorted(inspect(connection).get_table_names())
            counts = ", ".join(f'(SELECT count(*) FROM "{table}")' for table in tables)
            found = connection.execute(text(f"SELECT {counts}")).one()
        return dict(zip(tables, found, strict=True))


def _as_seen_by(who: str, form: Mapping[str, str]) -> dict[str, str]:
    """Only a host's page asks whether the comment is the brand's."""
    return {name: value for name, value in form.items() if name != "official" or who in HOSTS}


def _place(route: Route) -> str:
    """A folder's name for an address with holes in it."""
    return re.sub(r"<(?:[^:>]*:)?(\w+)>", r"{\1}", route.rule.rule).strip("/")
