"""Fill an empty database with a brand of N ideas for the benchmarks: plain inserts, invented words, a fixed seed.

    IDEAS_VAR=/tmp/bench python -m benchmarks.fill 100000

Three boards (two public, one for members), six stages, 40 tags, N / 5 accounts, about five votes and two comments an idea; the
idea numbered 1 has 200 comments. Counters and heat are computed as the app computes them, so `flask verify` finds nothing.
"""

import random
import sys
import time
from datetime import UTC, datetime, timedelta
from typing import Any

from flask_migrate import upgrade
from sqlalchemy import insert, text

from benchmarks.words import WORDS
from ideas.app import create_app
from ideas.base.db import Model, brand_scope, db, every_brand, is_postgres, writing
from ideas.community.board.actions import create_board
from ideas.community.board.rules import Access
from ideas.community.comment.models import Comment
from ideas.community.idea.models import Idea, IdeaRank, IdeaTag, Tag
from ideas.community.idea.rules import COMMENT_HEAT, VOTE_HEAT, Visibility, heat_of
from ideas.community.stage.actions import set_up_stages
from ideas.community.stage.queries import all_stages
from ideas.community.vote.models import Vote
from ideas.people.account.actions import create_account
from ideas.people.account.models import Account
from ideas.people.account.passwords import hash_password
from ideas.people.brand.actions import create_brand, join
from ideas.people.brand.models import Brand, Membership
from ideas.people.brand.rules import Role
from ideas.spine.activity.models import Activity

NOW = datetime(2026, 11, 1, tzinfo=UTC)
PASSWORD = "benchmarks are honest"
BATCH = 5_000


def main(count: int) -> None:
    """Fill the configured database."""
    began = time.perf_counter()
    app = create_app()
    with app.app_context():
        upgrade()
        with every_brand(), writing():
            fill(count)
        with db.engine.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("ANALYZE"))
    print(f"filled {count:,} ideas in {time.perf_counter() - began:.1f} s")


def fill(count: int) -> None:
    """Insert everything in the open transaction."""
    chance = random.Random(42)
    at = NOW - timedelta(days=700)
    brand = create_brand("bench", "Bench", colour="#7a4a2b", at=at)
    owner = create_account("owner@example.com", name="Owner", at=at, password_hash=hash_password(PASSWORD))
    with brand_scope(brand.id):
        join(brand, owner, at=at, role=Role.OWNER)
        set_up_stages(brand)
        boards = [
            create_board(brand, name=name, by=owner, at=at, access=access)
            for name, access in (("Shops", Access.PUBLIC), ("App", Access.PUBLIC), ("Members", Access.MEMBERS))
        ]
        stages = list(all_stages())
    people = _people(brand, owner, max(250, count // 5), at)
    tags = _insert_returning_ids(
        Tag, [{"brand_id": brand.id, "slug": f"tag-{n}", "name": f"Tag {n}", "idea_count": 0} for n in range(40)]
    )
    first_idea = _next_id("idea")
    counts = dict.fromkeys(tags, 0)
    for start in range(0, count, BATCH):
        numbers = range(start + 1, min(start + BATCH, count) + 1)
        _ideas(brand, chance, numbers, first_idea, people, boards, stages, tags, counts, count)
    for tag_id, used in counts.items():
        db.session.execute(text("UPDATE tag SET idea_count = :used WHERE id = :id"), {"used": used, "id": tag_id})
    db.session.execute(text("UPDATE brand SET next_idea_number = :n WHERE id = :id"), {"n": count + 1, "id": brand.id})
    _reset_sequences()


def _people(brand: Brand, owner: Account, count: int, at: datetime) -> range:
    first = _next_id("account")
    ids = range(first, first + count)
    for start in range(0, count, BATCH):
        part = ids[start : start + BATCH]
        db.session.execute(
            insert(Account),
            [
                {
                    "id": n,
                    "email": f"p{n}@example.com",
                    "email_key": f"p{n}@example.com",
                    "display_name": f"Person {n}",
                    "password_hash": owner.password_hash,
                    "locale": "en",
                    "shortcuts_on": True,
                    "mails_on": False,
                    "verified_at": at,
                    "created_at": at,
                }
                for n in part
            ],
        )
        db.session.execute(
            insert(Membership),
            [
                {"brand_id": brand.id, "account_id": n, "role": Role.MEMBER, "handle": f"person-{n}", "joined_at": at}
                for n in part
            ],
        )
    return ids


def _ideas(
    brand: Brand,
    chance: random.Random,
    numbers: range,
    first: int,
    people: range,
    boards: Any,
    stages: Any,
    tags: list[int],
    counts: dict[int, int],
    total: int,
) -> None:
    rows: dict[type[Model], list[dict[str, Any]]] = {
        kind: [] for kind in (Idea, IdeaRank, IdeaTag, Vote, Comment, Activity)
    }
    for number in numbers:
        idea_id, at = first + number - 1, NOW - timedelta(days=600 * (1 - number / total), minutes=chance.random() * 60)
        board, stage = chance.choices(boards, (5, 4, 1))[0], chance.choices(stages, (40, 20, 10, 6, 9, 15))[0]
        author = chance.choice(people)
        voters = {author, *chance.choices(people, k=min(200, int(chance.paretovariate(1.1) * 2)))}
        heat = sum(
            _vote(rows[Vote], brand, idea_id, voter, at + timedelta(days=30 * chance.random()))
            for voter in sorted(voters)
        )
        talk = 200 if number == 1 else chance.randrange(5)
        heat += sum(_comment(rows[Comment], brand, idea_id, chance.choice(people), author, at, n) for n in range(talk))
        for tag_id in set(chance.choices(tags, k=2)):
            counts[tag_id] += 1
            rows[IdeaTag].append({"brand_id": brand.id, "idea_id": idea_id, "tag_id": tag_id})
        _idea(rows, brand, chance, number, idea_id, at, board, stage, author, len(voters), talk, heat)
    for kind, values in rows.items():
        if values:
            db.session.execute(insert(kind), values)


def _idea(
    rows: Any,
    brand: Brand,
    chance: random.Random,
    number: int,
    idea_id: int,
    at: datetime,
    board: Any,
    stage: Any,
    author: int,
    votes: int,
    talk: int,
    heat: float,
) -> None:
    title = " ".join(chance.choices(WORDS, k=8)).capitalize()
    body = "\n\n".join(" ".join(chance.choices(WORDS, k=40)) for _ in range(2))
    shared = {
        "brand_id": brand.id,
        "board_id": board.id,
        "stage_id": stage.id,
        "visibility": Visibility.PUBLIC,
        "created_at": at,
    }
    rows[Idea].append(
        shared
        | {
            "id": idea_id,
            "number": number,
            "author_id": author,
            "title": title,
            "slug": title.lower().replace(" ", "-")[:60],
            "body": body,
            "body_html": f"<p>{body}</p>",
            "excerpt": body[:200],
            "render_version": 1,
            "version": 1,
            "stage_version": 1,
            "edited_at": None,
            "answered_at": None,
        }
    )
    rows[IdeaRank].append(
        shared
        | {
            "idea_id": idea_id,
            "vote_count": votes,
            "retained_votes": 0,
            "comment_count": talk,
            "heat": heat,
            "awaits_answer": True,
            "answer_due": at + timedelta(days=board.answer_days),
            "due_votes": board.answer_votes,
        }
    )
    rows[Activity].append(
        {
            "brand_id": brand.id,
            "kind": "idea.submitted",
            "board_id": board.id,
            "idea_id": idea_id,
            "account_id": author,
            "detail": {},
            "created_at": at,
            "fanned_out_at": at,
            "attempts": 0,
        }
    )


def _vote(rows: Any, brand: Brand, idea_id: int, voter: int, at: datetime) -> float:
    rows.append(
        {"brand_id": brand.id, "idea_id": idea_id, "account_id": voter, "counted_for_id": idea_id, "created_at": at}
    )
    return heat_of(VOTE_HEAT, at)


def _comment(rows: Any, brand: Brand, idea_id: int, writer: int, author: int, at: datetime, n: int) -> float:
    at += timedelta(hours=n + 1)
    words = " ".join(WORDS[n % 20 : n % 20 + 12])
    rows.append(
        {
            "brand_id": brand.id,
            "idea_id": idea_id,
            "parent_id": None,
            "author_id": writer,
            "body": words,
            "body_html": f"<p>{words}</p>",
            "render_version": 1,
            "is_official": False,
            "counts_heat": writer != author,
            "created_at": at,
        }
    )
    return heat_of(COMMENT_HEAT, at) if writer != author else 0.0


def _insert_returning_ids(kind: Any, values: list[dict[str, Any]]) -> list[int]:
    return list(db.session.scalars(insert(kind).returning(kind.id), values))


def _next_id(table: str) -> int:
    return (db.session.scalar(text(f"SELECT max(id) FROM {table}")) or 0) + 1


def _reset_sequences() -> None:
    if is_postgres():
        for table in ("account", "idea"):
            db.session.execute(
                text(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")
            )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000)
