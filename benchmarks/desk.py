"""The inbox with 10 and with 500 things waiting: how long the server takes for the page and for an act, and how many queries.

    python -m benchmarks.desk                                  # SQLite, in a folder of its own
    python -m benchmarks.desk --database postgresql://…/bench  # an empty database
    python -m benchmarks.desk --plans                          # and how the database runs the queue's query

The app answers a test client in this process: everything is measured but the web server and the network. Four things in
five wait for an answer; the rest for approval, half of them comments. Each act is followed by the whole desk with the next
item open, as the keyboard gets it.
"""

import argparse
import math
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import event, select

from ideas.app import create_app
from ideas.base import clock
from ideas.base.db import brand_scope, db, every_brand, is_postgres, writing
from ideas.community.board.actions import create_board
from ideas.community.board.queries import viewer_for
from ideas.community.comment.models import Comment
from ideas.community.idea.actions import set_visibility, submit_idea
from ideas.community.idea.models import Idea, IdeaRank
from ideas.community.idea.rules import Visibility
from ideas.community.stage.actions import set_up_stages
from ideas.desk.inbox.queue import Filters, list_queue
from ideas.people.account.actions import create_account, open_session
from ideas.people.brand.actions import create_brand, join
from ideas.people.brand.rules import Role

SIZES = (10, 500)
ROUNDS = 30
ANSWER = "Thank you. We will start with the shop at the station in spring, and then tell you how it went."


def main() -> None:
    """Measure both sizes and print them."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="ideas-desk-") as folder:
        os.environ |= {"IDEAS_VAR": folder, "IDEAS_LIMITS": "off", "IDEAS_LOG_LEVEL": "ERROR", "IDEAS_ROLE": "web"}
        if options.database:
            os.environ["IDEAS_DATABASE_URL"] = options.database
        app = create_app()
        with app.app_context():
            upgrade()
        for size in SIZES:
            _measure(app, size, plans=options.plans and size == max(SIZES))


def _measure(app: Flask, size: int, *, plans: bool) -> None:
    slug, client = fill(app, size)
    page = f"/{slug}/desk"
    print(f"{size} waiting, {'PostgreSQL' if options_say_postgres(app) else 'SQLite'}")
    _report("inbox", app, lambda: client.get(page))
    _report(
        "next item (j)", app, lambda: client.get(f"{page}?item={_first(app, slug, 1)}", headers={"HX-Request": "true"})
    )
    for act, typed in (
        ("answer", {"text": ANSWER}),
        ("move", {"stage": "under-review"}),
        ("tag", {"add_tags": "milk"}),
        ("take", {"to": "@me"}),
    ):
        _report(
            act, app, lambda act=act, typed=typed: _act(app, client, slug, act, typed), rounds=min(ROUNDS, size // 4)
        )
    if plans:
        with app.app_context(), every_brand():
            print(_plan(slug))


def _report(name: str, app: Flask, ask: Callable[[], Any], rounds: int = ROUNDS) -> None:
    took: list[float] = []
    busy: list[float] = []
    queries = 0
    for number in range(rounds + 1):
        with _counted(app) as sent:
            began, worked = time.perf_counter(), time.process_time()
            response = ask()
            passed, worked = time.perf_counter() - began, time.process_time() - worked
        if response.status_code not in (200, 303):
            raise SystemExit(f"{name} answered {response.status_code}: {response.get_data(as_text=True)[:400]}")
        passed, worked = getattr(response, "took", (passed, worked))
        if number:  # the first one compiles templates and statements
            took.append(passed * 1000)
            busy.append(worked * 1000)
            queries = max(queries, len(sent))
    took.sort()
    p95 = took[math.ceil(len(took) * 0.95) - 1]
    print(
        f"  {name:14} p50 {statistics.median(took):6.1f} ms   p95 {p95:6.1f} ms   "
        f"processor {statistics.median(busy):5.1f} ms   {queries} queries"
    )


def _act(app: Flask, client: Any, slug: str, act: str, typed: dict[str, str]) -> Any:
    """One press on the first item that waits for an answer; only the press is timed."""
    token, after = tokens(app, slug)
    form = {"act": act, "item": token, "next": after, "csrf_token": client.token, "back": f"/{slug}/desk", **typed}
    began, worked = time.perf_counter(), time.process_time()
    response = client.post(f"/{slug}/desk/acts", data=form, headers={"HX-Request": "true"})
    response.took = time.perf_counter() - began, time.process_time() - worked
    return response


def tokens(app: Flask, slug: str) -> tuple[str, str]:
    from ideas.people.brand.queries import find_brand

    with app.app_context():
        brand = find_brand(slug)
        assert brand is not None
        with brand_scope(brand.id):
            waiting = (
                select(Idea)
                .join(IdeaRank, IdeaRank.idea_id == Idea.id)
                .where(IdeaRank.awaits_answer)
                .order_by(Idea.stage_version, Idea.id)
                .limit(2)
            )
            first, second = db.session.scalars(waiting).all()
            return f"answer:{first.id}@{first.version}.{first.stage_version}.0", f"answer:{second.id}"


def _first(app: Flask, slug: str, place: int) -> str:
    return tokens(app, slug)[place].partition("@")[0]


def fill(app: Flask, size: int) -> tuple[str, Any]:
    slug, now = f"bench-{size}", clock.now()
    with app.app_context(), every_brand(), writing():
        brand = create_brand(slug, f"Bench {size}", colour="#7a4a2b", at=now)
        owner = create_account(f"owner-{size}@example.com", name="Owner", at=now)
        people = [
            create_account(f"p{number}-{size}@example.com", name=f"Person {number}", at=now) for number in range(20)
        ]
        with brand_scope(brand.id):
            set_up_stages(brand)
            join(brand, owner, at=now, role=Role.OWNER)
            for person in people:
                join(brand, person, at=now)
            boards = [create_board(brand, name=f"Board {number}", by=owner, at=now) for number in range(5)]
            for number in range(size):
                at = now - timedelta(hours=number)
                person = people[number % 20]
                idea = submit_idea(
                    brand,
                    board=boards[number % 5],
                    title=f"A wish for cup {number} with milk",
                    by=person,
                    body="So that **every** morning is better. " * 6,
                    at=at,
                )
                if number % 10 == 8:
                    idea.held_because = "all"
                    set_visibility(idea, Visibility.PENDING, at=at)
                if number % 10 == 9:
                    db.session.add(
                        Comment(
                            brand_id=brand.id,
                            idea_id=idea.id,
                            author_id=person.id,
                            body="I would buy it.",
                            body_html="<p>I would buy it.</p>",
                            render_version=1,
                            created_at=at,
                            visibility=Visibility.PENDING,
                            held_because="all",
                        )
                    )
    return slug, _client(app, owner)


def _client(app: Flask, person: Any) -> Any:
    from itsdangerous import URLSafeTimedSerializer

    with app.app_context(), writing():
        token, _ = open_session(db.session.merge(person, load=False), user_agent="Benchmark", at=clock.now())
    client = app.test_client()
    with client.session_transaction() as session:
        session.permanent = True
        session.update(_user_id=token, _fresh=True, csrf_token="0" * 40)
    client.token = URLSafeTimedSerializer(app.secret_key, salt="wtf-csrf-token").dumps("0" * 40)  # type: ignore[attr-defined]
    return client


@contextmanager
def _counted(app: Flask) -> Iterator[list[str]]:
    sent: list[str] = []

    def note(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        sent.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


def options_say_postgres(app: Flask) -> bool:
    with app.app_context():
        return is_postgres()


def _plan(slug: str) -> str:
    from ideas.people.brand.queries import find_brand

    sent: list[tuple[str, Any]] = []

    def note(connection: Any, cursor: Any, statement: str, parameters: Any, context: Any, many: bool) -> None:
        sent.append((statement, parameters))

    brand = find_brand(slug)
    assert brand is not None
    with brand_scope(brand.id):
        from ideas.people.account.models import Account

        owner = db.session.scalars(select(Account).where(Account.email_key == f"owner-{slug[6:]}@example.com")).one()
        viewer = viewer_for(brand, owner)
        event.listen(db.engine, "before_cursor_execute", note)
        list_queue(viewer, Filters())
        event.remove(db.engine, "before_cursor_execute", note)
        explain = "EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF) " if is_postgres() else "EXPLAIN QUERY PLAN "
        rows = db.session.connection().exec_driver_sql(explain + sent[-1][0], sent[-1][1])
        return "\n".join(str(row[-1]) for row in rows)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", default="", help="the address of an empty PostgreSQL database")
    parser.add_argument("--plans", action="store_true", help="print how the queue's query is run")
    return parser.parse_args()


if __name__ == "__main__":
    main()
