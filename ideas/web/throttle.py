"""Limits that fire: one table, one way to spend, one answer (429 with Retry-After)."""

import hashlib
import ipaddress
import math
import time
from dataclasses import dataclass

from flask import Flask, current_app, request
from flask_limiter import Limiter
from limits import RateLimitItem, parse_many

from ideas.kit.refusal import Refusal
from ideas.settings import Settings


@dataclass(frozen=True, slots=True)
class Limit:
    """What may be done how often, in the words of the `limits` library."""

    rule: str
    sentence: str


LIMITS = {
    "requests": Limit("50 per 10 seconds; 200 per minute", "You are asking faster than this site can answer everyone."),
    "sign_in_address": Limit("10 per 5 minutes", "There were many tries to sign in from your network."),
    "sign_in_account": Limit("10 per hour", "There were many tries to sign in to this account."),
    "mail": Limit("10 per hour", "Many mails were asked for from your network."),
    "code": Limit("20 per 10 minutes", "Many codes were tried from your network."),
    "vote": Limit("60 per minute", "That was a lot of votes in one minute."),
    "idea": Limit("2 per minute; 30 per day", "You have shared several ideas just now."),
    "draft": Limit("30 per hour", "Many ideas were written from your network."),
    "comment": Limit("6 per minute; 200 per day", "You have written several comments just now."),
    "preview": Limit("60 per minute", "That was a lot of previews in one minute."),
    "invitation": Limit("20 per day", "You have sent many invitations today."),
    "search": Limit("30 per minute", "That was a lot of searches in one minute."),
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
            spend("requests", network())


def spend(name: str, key: str) -> None:
    """Count one use of the named limit by this key. Raises TooMany when it is used up."""
    if not current_app.extensions["throttle_on"]:
        return
    limiter = current_app.extensions["throttle"]
    for item in _rules(name):
        if not limiter.limiter.hit(item, name, _short(key)):
            window = limiter.limiter.get_window_stats(item, name, _short(key))
            raise TooMany(LIMITS[name].sentence, max(1, math.ceil(window.reset_time - time.time())))


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
