"""Things that tests need many of, made by the real actions.

Each works in two places: inside `house` (or any open transaction) it joins in; outside it opens a transaction of its
own, commits, and returns detached rows, so that a test client finds them.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import count
from typing import Any

from flask import Flask, has_app_context

from ideas.base.db import brand_scope, db, writing
from ideas.community.board.models import Board
from ideas.people.account.models import Account
from ideas.people.brand.models import Brand
from tests.cast import NOW, Cast


class Factories:
    """Makers of rows for one app and its cast."""

    def __init__(self, app: Flask, cast: Cast) -> None:
        self._app = app
        self._cast = cast
        self._numbers = count(1)

    @contextmanager
    def at_work(self, brand: Brand | None = None) -> Iterator[None]:
        """A transaction in a brand's scope (acme's unless told): joins an open one, else commits at the end."""
        brand = brand or self._cast.brand
        with brand_scope(brand.id):
            if has_app_context():
                db.session.flush()  # What the test changed by hand is not the act's.
                yield
                return
            with self._app.app_context(), writing():
                yield

    def idea(
        self,
        title: str | None = None,
        *,
        body: str = "So that every cup is better.",
        by: Account | None = None,
        board: Board | None = None,
        brand: Brand | None = None,
        at: datetime = NOW,
        tags: tuple[str, ...] = (),
    ) -> Any:
        """An idea on acme's public board by ana, unless told otherwise: its author votes for it and follows it."""
        from ideas.trust.posting.actions import submit

        brand, board, by = brand or self._cast.brand, board or self._cast.board, by or self._cast.ana
        title = title or f"A better cup, number {next(self._numbers)}"
        with self.at_work(brand):
            return submit(_here(brand), board=_here(board), title=title, body=body, by=_here(by), at=at, tags=tags)

    def vote(self, idea: Any, by: Account, *, at: datetime = NOW) -> bool:
        """A vote for the idea. Whether it is a new one."""
        from ideas.community.vote.actions import cast_vote

        with self.at_work(self._brand_of(idea)):
            return cast_vote(idea, by=by, at=at)

    def comment(
        self,
        idea: Any,
        body: str = "I would drink that.",
        *,
        by: Account | None = None,
        at: datetime = NOW,
        parent: Any = None,
        **wishes: Any,
    ) -> Any:
        """A comment by ben, unless told otherwise."""
        from ideas.community.comment.actions import write_comment

        brand = self._brand_of(idea)
        with self.at_work(brand):
            return write_comment(idea, brand=brand, body=body, by=by or self._cast.ben, at=at, parent=parent, **wishes)

    def answer(
        self,
        idea: Any,
        body: str = "We will do this, and here is how.",
        *,
        by: Account | None = None,
        at: datetime = NOW,
    ) -> Any:
        """The brand's answer, by the moderator."""
        from ideas.community.pipeline.actions import answer_idea

        brand = self._brand_of(idea)
        with self.at_work(brand):
            return answer_idea(idea, brand=brand, body=body, by=by or self._cast.mod, at=at)

    def move(self, idea: Any, *stages: str, by: Account | None = None, at: datetime = NOW, answer: str = "") -> Any:
        """The idea moved through these stages by the moderator. A no gets the first reason and an explanation."""
        from ideas.community.idea.actions import lock_idea
        from ideas.community.pipeline.actions import move_idea
        from ideas.community.stage.queries import find_stage, open_reasons

        brand, move = self._brand_of(idea), None
        with self.at_work(brand):
            for slug in stages:
                stage, fresh = find_stage(slug), lock_idea(idea.id)
                assert stage is not None
                move = move_idea(
                    fresh,
                    brand=brand,
                    to=stage,
                    stage_version=fresh.stage_version,
                    by=by or self._cast.mod,
                    at=at,
                    answer=answer,
                    reason=open_reasons()[0],
                    explanation="We thought long about it, and it is a no for now.",
                )
            return move

    def withdraw(self, idea: Any, *, at: datetime = NOW) -> None:
        """The idea taken back by its author."""
        from ideas.community.idea.actions import withdraw_idea

        with self.at_work(self._brand_of(idea)):
            withdraw_idea(idea, by=self._cast.ana, at=at)

    def account(self, name: str = "Some Body", email: str | None = None, *, at: datetime = NOW) -> Account:
        """A person with an account, who takes part nowhere."""
        from ideas.people.account.actions import create_account

        with self.at_work():
            return create_account(email or f"person-{next(self._numbers)}@example.com", name=name, at=at)

    def member(self, name: str = "Some Body", *, brand: Brand | None = None, at: datetime = NOW) -> Account:
        """A person who is a member of acme, unless told otherwise."""
        from ideas.people.brand.actions import join

        brand = brand or self._cast.brand
        with self.at_work(brand):
            account = self.account(name, at=at)
            join(_here(brand), account, at=at)
            return account

    def _brand_of(self, idea: Any) -> Brand:
        return self._cast.brand if idea.brand_id == self._cast.brand.id else self._cast.rival


def _here(row: Any) -> Any:
    """The same row in this session: attached if it came from a transaction that is over."""
    if row not in db.session:
        return db.session.merge(row, load=False)
    return row


Maker = Callable[..., Any]
