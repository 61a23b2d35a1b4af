"""Taking part: whoever votes, writes or follows is a member from then on."""

from flask import g

from ideas.base import clock
from ideas.people.account.models import Account
from ideas.people.brand.actions import join


def participant() -> Account:
    """The signed-in person, a member of the brand at hand from now on. Only for views marked as signed in."""
    account: Account = g.viewer.account
    if g.viewer.role is None:
        join(g.brand, account, at=clock.now())
    return account
