"""A day's allowance of the signed-in person, by how far the brand at hand trusts them."""

from flask import g

from ideas.base import clock
from ideas.rim.seams import seams
from ideas.rim.throttle import spend_daily


def spend_today(name: str) -> None:
    """Count one idea, comment or vote of today, in this brand. Raises TooMany."""
    account = g.viewer.account
    spend_daily(
        name,
        f"brand:{g.brand.id}:account:{account.id}",
        level=lambda: 3 if g.viewer.is_staff else seams().trust_of(account, at=clock.now()),
    )
