"""What people read when something is wrong: with the request, with the database, with us, or with how often they ask."""

import io
from collections.abc import Callable
from contextlib import redirect_stderr
from pathlib import Path
from typing import Any, NoReturn

from flask import Flask, abort
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm.exc import StaleDataError

from ideas.base.db import writing
from tests.cast import make_cast
from tests.freeze.house import House
from tests.freeze.still import StillClock
from tests.freeze.visit import Visit

STATUSES = (
    400,
    401,
    403,
    404,
    405,
    406,
    408,
    409,
    410,
    411,
    413,
    414,
    415,
    418,
    421,
    422,
    429,
    500,
    501,
    502,
    503,
    504,
)
BROKEN: dict[str, Callable[[], Exception]] = {
    "overtaken": lambda: IntegrityError("INSERT", {}, Exception("unique")),
    "stale": lambda: StaleDataError("no row"),
    "busy": lambda: OperationalError("UPDATE", {}, Exception("database is locked")),
    "crowded": lambda: PoolTimeout("no connection"),
    "mistaken": lambda: RuntimeError("of ours"),
}
SCRIPT = {"HX-Request": "true"}
SITE = "https://ideas.example.com"
SEEN_IN_PRODUCTION = ("/", "/acme", "/acme/ideas", "/sign-in", "/no/such/page", "/design", "/healthz", "/readyz", "/me")


def write_faults(house: House, folder: Path, clock: StillClock) -> None:
    """One file for each kind of trouble, and one for what is another in production."""
    with redirect_stderr(io.StringIO()):
        _errors(house, folder)
        _odd_requests(house, folder)
        _too_often(house, folder, clock)
    _in_production(house, folder)


def _errors(house: House, folder: Path) -> None:
    app = house.new_app("faults")
    _break(app)
    visit = Visit(app, folder / "errors.txt")
    for what in (*map(str, STATUSES), *BROKEN):
        visit.get(f"/broken/{what}")
        visit.get(f"/broken/{what}", headers=SCRIPT)


def _break(app: Flask) -> None:
    """Give the app an address where everything goes wrong."""

    def broken(what: str) -> NoReturn:
        if what in BROKEN:
            raise BROKEN[what]()
        abort(int(what))

    app.add_url_rule("/broken/<what>", "broken.show", broken)


def _odd_requests(house: House, folder: Path) -> None:
    app = _with_cast(house, "odd")
    visit = Visit(app, folder / "requests.txt")
    form: dict[str, Any] = {"method": "POST", "data": {"email": "ana@example.com", "password": ""}}
    visit.open("/sign-in/mail", **form)
    visit.open("/sign-in/mail", **form, headers=SCRIPT)
    visit.open("/sign-in/mail", **form, headers={"Sec-Fetch-Site": "cross-site"})
    visit.open("/sign-in/mail", **form, headers={"Origin": "https://elsewhere.example"})
    visit.open("/sign-in/mail", **form, headers={"Content-Encoding": "gzip"})
    visit.open("/sign-in/mail", method="POST", data=b"a=" + b"b" * 300_000)
    visit.open("/acme", method="DELETE")
    visit.open("/acme", method="OPTIONS")
    visit.open("/acme", method="HEAD")
    visit.open("/acme", base_url="http://elsewhere.example")
    visit.open("/acme?x=" + "y" * 5000)
    visit.open("/acme/ideas?after=no-such")
    visit.open("/acme/ideas", headers={"Accept-Language": "ar-XB, de"})
    visit.open("/acme/design")


def _too_often(house: House, folder: Path, clock: StillClock) -> None:
    visit = Visit(_with_cast(house, "limited", limits="on"), folder / "limits.txt")
    for number in range(12):
        visit.send("/sign-in", {"email": f"person-{number}@example.com", "password": "wrong"})
        clock.pass_by(seconds=10)
    for number in range(12):
        visit.send("/sign-in/mail", {"email": f"person-{number}@example.com", "password": ""})
        clock.pass_by(seconds=10)
    clock.pass_by(minutes=10)
    for _ in range(52):
        visit.get("/acme/rules")


def _in_production(house: House, folder: Path) -> None:
    app = _with_cast(house, "production", env="production", base_url=SITE, log_format="json")
    visit = Visit(app, folder / "production.txt")
    for path in SEEN_IN_PRODUCTION:
        visit.open(path, base_url=SITE)
    visit.open("/acme", base_url="http://localhost")
    visit.open("/static/RELEASE/css/no-such.css", base_url=SITE)
    visit.open(f"/static/{app.extensions['assets'].release}/img/favicon.svg", base_url=SITE)
    visit.open("/static/old/img/favicon.svg", base_url=SITE)


def _with_cast(house: House, name: str, **wishes: Any) -> Flask:
    app = house.new_app(name, **wishes)
    with app.app_context(), writing():
        make_cast()
    return app
