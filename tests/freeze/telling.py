"""Telling a story in the browser: people press buttons at addresses, and time passes in between."""

import html
import re
from typing import Any

from flask import Flask
from itsdangerous import URLSafeSerializer
from sqlalchemy import text
from werkzeug.test import TestResponse

from ideas.base.db import db
from ideas.people.account.models import Account
from tests.cast import Cast
from tests.clients import Client, signed_in_client
from tests.factories import Factories
from tests.freeze.house import let_jobs_work
from tests.freeze.still import StillClock

_MAIN = re.compile(r"<main.*?</main>", re.DOTALL)
_NUMBER = re.compile(r"/ideas/(\d+)")


class Teller:
    """Who is there, and what they do. Whatever is pressed must work: a refusal ends the story."""

    def __init__(self, app: Flask, cast: Cast, clock: StillClock) -> None:
        self.app, self.cast, self.clock = app, cast, clock
        self.make = Factories(app, cast)
        self.people: dict[str, Account] = {
            name: getattr(cast, name) for name in ("ana", "ben", "partner", "mod", "owner", "outsider", "stranger")
        }
        self.ideas: dict[str, int] = {}
        self.networks: dict[str, str] = {}
        self.pace = 60
        self._clients: dict[str, Client] = {}
        self._known_networks: dict[str, int] = {}

    def client(self, who: str) -> Client:
        """The browser of this person, who is signed in; `visitor` is not."""
        if who not in self._clients:
            self._clients[who] = signed_in_client(self.app, self.people.get(who))
            self._clients[who].environ_base["REMOTE_ADDR"] = self._network(who)
        return self._clients[who]

    def arrives(self, who: str, name: str) -> None:
        """Somebody new joins acme."""
        self.people[who] = self.make.member(name, at=self.clock.now())

    def press(self, who: str, path: str, **form: Any) -> TestResponse:
        """Send a form as a page would, after `pace` seconds."""
        self.clock.pass_by(seconds=self.pace)
        response = self.client(who).send(path, form)
        assert response.status_code < 400, f"{who} at {path}: {response.status}\n{_words(response)}"
        return response

    def share(self, key: str, who: str, title: str, *, brand: str = "acme", board: str = "ideas", **form: Any) -> int:
        """A new idea, from now on called `key`. Returns its number."""
        form = {"body": "", "tags": "", "shown": self._stamp(), **form}
        response = self.press(who, f"/{brand}/ideas", title=title, board=board, **form)
        found = _NUMBER.search(response.headers["Location"])
        assert found, response.headers["Location"]
        self.ideas[key] = int(found[1])
        return self.ideas[key]

    def at(self, key: str, rest: str = "") -> str:
        """The address of the idea that is called so, or of something about it."""
        return f"/acme/ideas/{self.ideas[key]}{rest}"

    def comment(self, key: str, who: str, words: str, *, under: int | None = None, **form: Any) -> int:
        """A comment on the idea, or a reply. Returns its id."""
        place = "/comments" if under is None else f"/comments/{under}/reply"
        self.press(who, self.at(key, place), body=words, shown=self._stamp(), **form)
        return self.newest("comment")

    def move(self, key: str, who: str, stage: str, **form: Any) -> None:
        """Move the idea to this stage. A no brings its reason and explanation."""
        version = self.value(f"SELECT stage_version FROM idea WHERE id = {self.idea_id(key)}")
        form = {"answer": "", "reason": "", "explanation": "", **form}
        self.press(who, self.at(key, "/move"), stage=stage, stage_version=version, **form)

    def idea_id(self, key: str) -> int:
        """What acme's idea that is called so is in the database."""
        asked = (
            "SELECT idea.id FROM idea JOIN brand ON brand.id = idea.brand_id WHERE brand.slug = 'acme' AND number = {}"
        )
        return int(self.value(asked.format(self.ideas[key])))

    def newest(self, table: str, where: str = "1 = 1") -> int:
        """The highest id in this table."""
        return int(self.value(f"SELECT max(id) FROM {table} WHERE {where}"))

    def value(self, sql: str) -> Any:
        """What the database answers."""
        with self.app.app_context():
            found = db.session.execute(text(sql)).scalar()
            db.session.rollback()
        return found

    def token(self, who: str, ref: str) -> str:
        """What the desk sends for this item of the inbox."""
        page = self.client(who).get(f"/acme/desk?item={ref}").text
        found = re.search(rf'value="({re.escape(ref)}@[^"]+)"', page)
        assert found, f"{ref} does not wait at the desk"
        return found[1]

    def act(self, who: str, ref: str, what: str, **form: Any) -> int:
        """Do something at the desk. Returns the number of the act."""
        self.press(who, "/acme/desk/acts", act=what, item=self.token(who, ref), **form)
        return self.newest("desk_act")

    def work(self, **distance: float) -> None:
        """Let this much time pass, and let the jobs do what waits."""
        self.clock.pass_by(**distance)
        let_jobs_work(self.app)

    def sleep(self, **distance: float) -> None:
        """Let this much time pass. Everybody signs in anew after it."""
        self.work(**distance)
        self._clients.clear()

    def _network(self, who: str) -> str:
        """Everybody sits in a network of their own, unless the story says who is their neighbour."""
        network = self._known_networks.setdefault(self.networks.get(who, who), len(self._known_networks) + 1)
        return f"10.{network // 250}.{network % 250}.1"

    def _stamp(self) -> str:
        """The stamp of a page that is shown now."""
        shown = self.clock.now().timestamp()
        return str(URLSafeSerializer(self.app.config["SETTINGS"].secret_key, salt="shown").dumps(shown))


def _words(response: TestResponse) -> str:
    """What the page says, for whoever has to mend the story."""
    found = _MAIN.search(response.text)
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", found[0] if found else response.text)))[:2000]
