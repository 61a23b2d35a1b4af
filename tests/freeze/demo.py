"""The demo, as a visitor and as those who run it see it: many ideas, with much to say."""

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import select

from ideas.base.db import db
from ideas.people.account.models import Account
from tests.clients import signed_in_client
from tests.freeze import plain
from tests.freeze.house import House
from tests.freeze.pages import place_of

BRAND = "fogbell"
IDEAS = 64
STAFF = (
    "",
    "?kind=answer",
    "/board",
    "/numbers",
    "/reports",
    "/votes",
    "/log",
    "/tags",
    "/acts",
    "/answers",
    "/checklists",
)


def write_demo(house: House, folder: Path) -> None:
    """Fill it by its command, and look."""
    app = house.new_app("demo")
    runner = app.test_cli_runner()
    folder.mkdir(parents=True, exist_ok=True)
    printed = [runner.invoke(args=args).output for args in (["demo", "fill"], ["demo", "fill"], ["brand", "list"])]
    (folder / "printed.txt").write_text("\n".join(printed))
    with app.app_context():
        owner = db.session.scalars(select(Account).order_by(Account.id).limit(1)).one()
    visitor, first = signed_in_client(app, None), signed_in_client(app, owner)
    for who, client, paths in (("visitor", visitor, _public()), ("owner", first, (*_public(), *_inner()))):
        for path in paths:
            place = folder / place_of(path)
            place.mkdir(parents=True, exist_ok=True)
            (place / f"{who}.txt").write_text(plain.answer(client.get(path, follow_redirects=True)))


def _public() -> Iterator[str]:
    yield from (f"/{BRAND}{rest}" for rest in ("", "/roadmap", "/promise", "/rules"))
    yield from (f"/{BRAND}/ideas?sort={sort}" for sort in ("popular", "top", "new"))
    yield from (f"/{BRAND}/ideas/{number}" for number in range(1, IDEAS + 1))


def _inner() -> Iterator[str]:
    return (f"/{BRAND}/desk{rest}" for rest in STAFF)
