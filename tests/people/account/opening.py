"""Asking for a link and a code, and using them, without a browser."""

from datetime import timedelta

from ideas.people.account.actions import ask_to_sign_in, redeem_code

KEY = "k" * 40
MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)


def ask(email: str, now, **wishes):
    return ask_to_sign_in(email, at=now, key=KEY, **wishes)


def code(asked, typed: str, now):
    return redeem_code(asked.row.id, typed, at=now, key=KEY)
