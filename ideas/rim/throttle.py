"""Limits that fire: one table, one way to spend, one answer (429 with Retry-After)."""

import hashlib
import ipaddress
import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import NoReturn

from flask import Flask, current_app, request, session
from flask_limiter import Limiter
from limits import RateLimitItem, RateLimitItemPerDay, parse_many

from ideas.base.refusal import Refusal
from ideas.base.settings import Settings


@dataclass(frozen=True, slots=True)
class Limit:
    """What may be done how often, in the words of the `limits` library."""

    rule: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Daily:
    """What may be done how often in 24 hours, by trust level."""

    most: tuple[int, int, int, int]
    sentence: str


LIMITS = {
    "requests": Limit("50 per 10 seconds; 200 per minute", "You are asking faster than this site can answer everyone."),
    "requests_signed_in": Limit(
        "150 per 10 seconds; 900 per minute", "You are asking faster than this site can answer everyone."
    ),
    "sign_in_address": Limit("10 per 5 minutes", "There were many tries to sign in from your network."),
    "sign_in_account": Limit("10 per hour", "There were many tries to sign in to this account."),
    "mail": Limit("10 per hour", "Many mails were asked for from your network."),
    "code": Limit("20 per 10 minutes", "Many codes were tried from your network."),
    "vote": Limit("60 per minute", "That was a lot of votes in one minute."),
    "idea": Limit("2 per minute", "You have shared several ideas just now."),
    "draft": Limit("30 per hour", "Many ideas were written from your network."),
    "comment": Limit("6 per minute", "You have written several comments just now."),
    "edit": Limit("10 per hour", "You have changed your words many times just now."),
    "sign_up_network": Limit("3 per day", "Several new accounts came from your network today."),
    "note": Limit("20 per minute", "You have written many notes just now."),
    "report": Limit("10 per hour", "You have sent many reports just now."),
    "preview": Limit("60 per minute", "That was a lot of previews in one minute."),
    "invitation": Limit("20 per day", "You have sent many invitations today."),
    "search": Limit("30 per minute", "That was a lot of searches in one minute."),
}

# What one person may do in a day: the further they are trusted, the more. One number for each trust level.
DAILY = {
    "idea": Daily((3, 10, 20, 50), "You have shared many ideas today."),
    "comment": Daily((10, 50, 200, 500), "You have written many comments today."),
    "vote": Daily((20, 200, 600, 600), "You have voted for many ideas today."),
}


class TooMany(Refusal):
    """A limit was reached; `retry_after` says in how many seconds it is free again."""

    status = 429

    def __init__(self, sentence: str, retry_after: int) -> None:
        super().__init__(f"{sentence} Please try again in {_spoken(retry_after)}.")
        self.retry_after = retry_after


def init_app(app: Flask, settings: Settings) -> None:
    """Keep the counters in Redis when there is one, else in this process; count every request but static files."""
    storage = {"storage_uri": settings.redis_url} if settings.redis_url else {"storage_uri": "memory://"}
    app.extensions["throttle"] = Limiter(
        network,
        app=app,
        strategy="moving-window" if not settings.redis_url else "sliding-window-counter",
        **storage,  # type: ignore[arg-type]
    )
    app.extensions["throttle_on"] = settings.limits == "on"

    @app.before_request
    def _count_requests() -> None:
        if request.endpoint not in (None, "static", "brand_style.show", "health.show", "readiness.show"):
            who = _signed_in_as()
            spend("requests_signed_in", who) if who else spend("requests", network())


def _signed_in_as() -> str | None:
    """The session that a browser's signed cookie names: whoever signed in is counted alone, not with their whole office."""
    if current_app.config["SESSION_COOKIE_NAME"] not in request.cookies:
        return None
    token = session.get("_user_id")
    return f"session:{token}" if token else None


def spend(name: str, key: str) -> None:
    """Count one use of the named limit by this key. Raises TooMany when it is used up."""
    if not current_app.extensions["throttle_on"]:
        return
    limiter = current_app.extensions["throttle"]
    for item in _rules(name):
        if not limiter.limiter.hit(item, name, _short(key)):
            _refuse(item, name, key)


def spend_daily(name: str, key: str, *, level: Callable[[], int]) -> None:
    """Count one use of the day's allowance by this key. Raises TooMany when what its trust level allows is used up.

    `level` is asked only when the least level would not do, for it costs a query.
    """
    if not current_app.extensions["throttle_on"]:
        return
    window = current_app.extensions["throttle"].limiter
    daily, counter = DAILY[name], (f"daily:{name}", _short(key))
    item = RateLimitItemPerDay(daily.most[-1])
    stats = window.get_window_stats(item, *counter)
    used = daily.most[-1] - stats.remaining
    if used >= daily.most[0] and used >= daily.most[level()]:
        raise TooMany(daily.sentence, max(1, math.ceil(stats.reset_time - time.time())))
    window.hit(item, *counter)


def expect_room(name: str, key: str) -> None:
    """Raise TooMany where one more use of the named limit by this key would not do. Nothing is counted yet."""
    if not current_app.extensions["throttle_on"]:
        return
    limiter = current_app.extensions["throttle"].limiter
    for item in _rules(name):
        if not limiter.test(item, name, _short(key)):
            _refuse(item, name, key)


def network() -> str:
    """Where a request comes from, as limits see it: an IPv4 address or an IPv6 /64."""
    try:
        address = ipaddress.ip_address(request.remote_addr or "")
    except ValueError:
        return "unknown"
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:  # What a server that listens on :: sees of everybody on IPv4.
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)


def _refuse(item: RateLimitItem, name: str, key: str) -> NoReturn:
    window = current_app.extensions["throttle"].limiter.get_window_stats(item, name, _short(key))
    raise TooMany(LIMITS[name].sentence, max(1, math.ceil(window.reset_time - time.time())))


def _rules(name: str) -> list[RateLimitItem]:
    found = _parsed.get(name)
    if found is None:
        found = _parsed[name] = parse_many(LIMITS[name].rule)
    return found


def _short(key: str) -> str:
    """Keys may be addresses of people: only a hash is kept."""
    return hashlib.blake2b(key.encode(), digest_size=12).hexdigest()


def _spoken(seconds: int) -> str:
    if seconds < 90:
        return f"{seconds} seconds"
    if seconds < 5400:
        return f"{math.ceil(seconds / 60)} minutes"
    return f"{math.ceil(seconds / 3600)} hours"


_parsed: dict[str, list[RateLimitItem]] = {}
