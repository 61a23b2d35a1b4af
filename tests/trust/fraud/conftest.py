"""Votes in numbers: crowds that are there at once, without a page for each."""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count
from typing import Any

import pytest
from sqlalchemy import insert

from ideas.base.db import db
from ideas.community.vote.actions import cast_vote
from ideas.people.account.models import Account

_numbers = count(1)


@pytest.fixture
def crowd(make) -> Callable[..., list[Account]]:
    """`crowd(idea, 8, at=now, network="a" * 32)`: so many new people vote for it, a minute after each other."""

    def vote(
        idea: Any,
        size: int,
        *,
        at: datetime,
        age: timedelta = timedelta(days=100),
        apart: timedelta = timedelta(minutes=1),
        domain: str = "gmail.com",
        network: str | None = None,
        referrer: str | None = None,
    ) -> list[Account]:
        with make.at_work():
            people = _people(size, born=at - age, domain=domain)
            for step, person in enumerate(people):
                cast_vote(idea, by=person, at=at + step * apart, network=network, referrer=referrer)
            return people

    return vote


def _people(size: int, *, born: datetime, domain: str) -> list[Account]:
    names = [f"voter-{next(_numbers)}@{domain}" for _ in range(size)]
    rows = [
        {
            "email": name,
            "email_key": name,
            "display_name": f"Voter {name[6:9]}",
            "verified_at": born,
            "created_at": born,
        }
        for name in names
    ]
    return list(db.session.scalars(insert(Account).returning(Account, sort_by_parameter_order=True), rows))
