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

from ideas.account.models import Account
from ideas.board.models import Board
from ideas.brand.models import Brand
from ideas.db import brand_scope, db, transaction
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
                yield
                return
            with self._app.app_context(), transaction():
                yield

    def idea(
        self, title: str | None = None, *, body: str = "So that every cup is better.", by: Account | None = None,
        board: Board | None = None, brand: Brand | None = None, at: datetime = NOW, tags: tuple[str, ...] = (),
    ) -> Any:  # fmt: skip
        """An idea on acme's public board by ana, unless told otherwise: its author votes for it and follows it."""
        from ideas.submission.actions import submit

        brand, board, by = brand or self._cast.brand, board or self._cast.board, by or self._cast.ana
        title = title or f"A better cup, number {next(self._numbers)}"
        with self.at_work(brand):
            return submit(_here(brand), board=_here(board), title=title, body=body, by=_here(by), at=at, tags=tags)

    def account(self, name: str = "Some Body", email: str | None = None, *, at: datetime = NOW) -> Account:
        """A person with an account, who takes part nowhere."""
        from ideas.account.actions import create_account

        with self.at_work():
            return create_account(email or f"person-{next(self._numbers)}@example.com", name=name, at=at)

    def member(self, name: str = "Some Body", *, brand: Brand | None = None, at: datetime = NOW) -> Account:
        """A person who is a member of acme, unless told otherwise."""
        from ideas.brand.actions import join

        brand = brand or self._cast.brand
        with self.at_work(brand):
            account = self.account(name, at=at)
            join(_here(brand), account, at=at)
            return account


def _here(row: Any) -> Any:
    """The same row in this session: attached if it came from a transaction that is over."""
    if row not in db.session:
        return db.session.merge(row, load=False)
    return row


Maker = Callable[..., Any]
