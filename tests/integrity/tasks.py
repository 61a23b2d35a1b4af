"""What the processes do: each act in a transaction of its own, by the actions that people use."""

import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Flask
from sqlalchemy import select

from ideas.base import clock
from ideas.base.db import brand_scope, db, writing
from ideas.base.refusal import Refusal
from ideas.community.board.models import Board
from ideas.community.comment.actions import remove_comment, write_comment
from ideas.community.comment.models import Comment
from ideas.community.idea.models import Idea
from ideas.community.pipeline.actions import move_idea
from ideas.community.stage.queries import next_stages, open_reasons
from ideas.community.stage.rules import Phase
from ideas.community.vote.actions import cast_vote, withdraw_vote
from ideas.people.account.models import Account
from ideas.people.brand.models import Brand
from ideas.trust.posting.actions import submit
from tests.integrity.crew import RACERS, meet


@dataclass(frozen=True, slots=True)
class Send:
    """A vote, or taking it back, as one request brings it."""

    brand_id: int
    account_id: int
    idea_id: int
    takes_back: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one act: True, False, or what was raised."""

    act: Any
    outcome: bool | str


def vote(app: Flask, sends: list[Send]) -> list[Answer]:
    """Send them all, one after the other."""
    with app.app_context():
        return [Answer(send, _outcome(_send, send)) for send in sends]


def _send(send: Send) -> bool:
    with brand_scope(send.brand_id), writing():
        idea, by = db.session.get_one(Idea, send.idea_id), db.session.get_one(Account, send.account_id)
        return withdraw_vote(idea, by=by) if send.takes_back else cast_vote(idea, by=by, at=clock.now())


@dataclass(frozen=True, slots=True)
class Chat:
    """As many comments on the ideas as `ideas` names, by one person, every second one removed again."""

    brand_id: int
    account_id: int
    ideas: tuple[int, ...]


def chat(app: Flask, chat: Chat) -> list[Answer]:
    """Write and remove, and vote in between and take it back."""
    answers: list[Answer] = []
    with app.app_context():
        for number, idea_id in enumerate(chat.ideas):
            answers.append(Answer(idea_id, _outcome(_write, chat, idea_id)))
            send = Send(chat.brand_id, chat.account_id, idea_id, takes_back=number % 3 == 2)
            answers.append(Answer(send, _outcome(_send, send)))
            if number % 2:
                answers.append(Answer(idea_id, _outcome(_remove, chat, idea_id)))
    return answers


def _write(chat: Chat, idea_id: int) -> bool:
    with brand_scope(chat.brand_id), writing():
        write_comment(
            db.session.get_one(Idea, idea_id),
            brand=db.session.get_one(Brand, chat.brand_id),
            body="Yes!",
            by=db.session.get_one(Account, chat.account_id),
            at=clock.now(),
        )
    return True


def _remove(chat: Chat, idea_id: int) -> bool:
    with brand_scope(chat.brand_id), writing():
        mine = select(Comment).where(Comment.idea_id == idea_id, Comment.author_id == chat.account_id)
        latest = db.session.scalars(mine.order_by(Comment.id.desc()).limit(1)).one()
        remove_comment(latest, by=db.session.get_one(Account, chat.account_id), at=clock.now())
    return True


def chat_or_recount(app: Flask, share: Chat | int) -> list[Answer]:
    """Chat, or run `flask idea recount` as often as the share says."""
    if isinstance(share, Chat):
        return chat(app, share)
    runs = [app.test_cli_runner().invoke(args=["idea", "recount"]) for _ in range(share)]
    return [Answer("recount", run.exit_code == 0 or run.output) for run in runs]


@dataclass(frozen=True, slots=True)
class Posting:
    """As many ideas as `titles`, by one person."""

    brand_id: int
    board_id: int
    account_id: int
    titles: tuple[str, ...]


def post(app: Flask, posting: Posting) -> list[Answer]:
    """Submit them all, one after the other."""
    with app.app_context():
        return [Answer(title, _outcome(_post, posting, title)) for title in posting.titles]


def _post(posting: Posting, title: str) -> bool:
    with brand_scope(posting.brand_id), writing():
        submit(
            db.session.get_one(Brand, posting.brand_id),
            board=db.session.get_one(Board, posting.board_id),
            title=title,
            body="All at once.",
            by=db.session.get_one(Account, posting.account_id),
            at=clock.now(),
            tags=("milk", title.split()[0]),
        )
    return True


@dataclass(frozen=True, slots=True)
class Race:
    """The lanes of one process: which of the racing threads it runs. Each idea is one round."""

    brand_id: int
    account_id: int
    idea_ids: tuple[int, ...]
    lanes: tuple[int, ...]


def race(app: Flask, race: Race) -> list[Answer]:
    """Move each idea in every lane at the same moment, each lane to a stage of its choice."""
    answers: list[Answer] = []
    threads = [threading.Thread(target=_run, args=(app, race, lane, answers)) for lane in race.lanes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def _run(app: Flask, race: Race, lane: int, answers: list[Answer]) -> None:
    for idea_id in race.idea_ids:
        with app.app_context():
            answers.append(Answer((idea_id, lane), _outcome(_move, race, idea_id, lane)))


def _move(race: Race, idea_id: int, lane: int) -> bool:
    with brand_scope(race.brand_id):
        is_sqlite = db.engine.dialect.name == "sqlite"
        if is_sqlite:
            meet(RACERS)  # SQLite lets in only one transaction that means to write.
        with writing():
            idea, by = db.session.get_one(Idea, idea_id), db.session.get_one(Account, race.account_id)
            ways = next_stages(idea.stage_id)
            to = ways[lane % len(ways)]
            brand = db.session.get_one(Brand, race.brand_id)
            reason = open_reasons()[0] if to.phase is Phase.DECLINED else None
            if not is_sqlite:
                meet(RACERS)  # All have seen the idea in its first stage before anyone moves it.
            move_idea(
                idea,
                brand=brand,
                to=to,
                stage_version=1,
                by=by,
                at=clock.now(),
                answer=f"This is lane {lane} speaking.",
                reason=reason,
                explanation="It was a race, and this lane came in first." if reason else "",
            )
    return True


def import_file(app: Flask, words: list[str]) -> tuple[int, str]:
    """Run `flask ideas import …`. Returns its exit code and what it printed."""
    result = app.test_cli_runner().invoke(args=["ideas", "import", *words])
    return result.exit_code, result.output


def _outcome(act: Callable[..., bool], *args: Any) -> bool | str:
    try:
        return act(*args)
    except Refusal as refusal:
        return type(refusal).__name__
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def tally(answers: list[Answer]) -> Counter[bool | str]:
    """How often each outcome came."""
    return Counter(answer.outcome for answer in answers)
