"""What every template may use: filters for names, times and numbers, and the page's own context."""

import hashlib
from datetime import datetime
from functools import lru_cache
from typing import Any

from babel.dates import format_date as format_date_of
from babel.dates import format_datetime, format_time, get_datetime_format
from babel.numbers import format_compact_decimal, format_decimal
from flask import Flask, current_app, g, get_flashed_messages, request, url_for
from flask_babel import format_date, format_timedelta, get_locale, gettext
from flask_wtf.csrf import generate_csrf
from jinja2 import StrictUndefined

from ideas.base import clock
from ideas.base.html import paragraphs, trusted
from ideas.base.settings import Settings
from ideas.people.brand.rules import FOREVER
from ideas.rim.assets import asset
from ideas.rim.i18n import direction, gettext_callables, language
from ideas.rim.paths import requested_path


def init_app(app: Flask, settings: Settings) -> None:
    """Set up the environment; outside production an undefined name is an error."""
    environment = app.jinja_env
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.add_extension("jinja2.ext.do")
    if not settings.is_production:
        environment.undefined = StrictUndefined
    environment.filters |= {
        "ago": ago,
        "compact": compact,
        "day": day,
        "hue": hue,
        "initials": initials,
        "iso": datetime.isoformat,
        "moment": moment,
        "number": number,
        "paragraphs": paragraphs,
        "second": second,
        "trusted": trusted,
    }
    environment.globals |= {"icon_href": icon_href, "csrf_token": generate_csrf}
    environment.install_gettext_callables(**gettext_callables(), newstyle=True)  # type: ignore[attr-defined]
    app.context_processor(_page_context)


def initials(name: str) -> str:
    """One or two letters of a name, in any script."""
    words = [word for word in name.split() if word[0].isalnum()]
    letters = [words[0], words[-1]] if len(words) > 1 else words
    return "".join(word[0] for word in letters).upper() or "?"


def hue(name: str) -> int:
    """A number from 0 to 11, the same for the same name."""
    return hashlib.blake2b(name.encode(), digest_size=1).digest()[0] % 12


def ago(moment: datetime) -> str:
    """How long ago, in words: «3 days ago»."""
    passed = clock.now() - moment
    if abs(passed.total_seconds()) < 60:
        return str(gettext("just now"))
    return str(format_timedelta(-passed, granularity="minute", threshold=1.2, add_direction=True))


def day(moment: datetime) -> str:
    return str(format_date(moment, "medium"))


def moment(value: datetime) -> str:
    """Date and time to the minute, with the zone."""
    return _moment(value, str(get_locale() or "en"))


def second(value: datetime) -> str:
    """Date and time to the second, for evidence."""
    return format_datetime(value, "long", locale=get_locale() or "en")


@lru_cache(maxsize=2_048)
def _moment(value: datetime, locale: str) -> str:
    joined = str(get_datetime_format("long", locale=locale)).replace("'", "")
    words = joined.format(format_time(value, "short", locale=locale), format_date_of(value, "long", locale=locale))
    return f"{words} UTC"


def number(value: float) -> str:
    """1234 as «1,234»."""
    return format_decimal(value, locale=get_locale() or "en")


def compact(value: int) -> str:
    """6560 as «6.6K»; below 1,000 as it is."""
    if value < 1000:
        return number(value)
    return format_compact_decimal(value, format_type="short", locale=get_locale() or "en", fraction_digits=1)


def icon_href(name: str) -> str:
    """Where an icon of the sprite is."""
    return f"{asset('img/icons.svg')}#{name}"


def _page_context() -> dict[str, Any]:
    """What the layouts need. Only they read it; components take parameters."""
    viewer, brand = g.get("viewer"), g.get("brand")
    signed_in = viewer is not None and viewer.is_signed_in
    return {
        "lang": language(),
        "dir": direction(),
        "brand": brand,
        "viewer": viewer,
        "brand_css_href": url_for("brand_style.show", v=brand.colour.lstrip("#")) if brand else None,
        "csrf_value": generate_csrf() if signed_in else "",
        "flashes": get_flashed_messages(with_categories=True),
        **_own_ban(viewer if brand and signed_in else None),
        "shortcuts_on": not signed_in or viewer.account.shortcuts_on,
        **_links(viewer, brand),
    }


def _own_ban(viewer: Any) -> dict[str, Any]:
    """For somebody who is banned here: until when, unless for good, and where the reasons are."""
    if viewer is None or not viewer.is_banned(clock.now()):
        return {"own_ban_href": None, "own_ban_until": None}
    until = viewer.banned_until
    return {"own_ban_href": url_for("statement.index"), "own_ban_until": until if until < FOREVER else None}


def _links(viewer: Any, brand: Any) -> dict[str, Any]:
    endpoint = request.endpoint or ""
    nav: list[dict[str, Any]] = []
    account_links: list[dict[str, Any]] = []
    if brand is not None:
        nav = [
            _link(gettext("Ideas"), url_for("idea.index"), endpoint.startswith(("idea.", "board."))),
            _link(gettext("Roadmap"), url_for("roadmap.show"), endpoint == "roadmap.show"),
            _link(gettext("Our promise"), url_for("promise.show"), endpoint == "promise.show"),
        ]
        if viewer is not None and viewer.is_staff:
            desk = url_for("inbox.index")
            nav.append(_link(gettext("Desk"), desk, requested_path().startswith(desk)))
    if viewer is not None and viewer.is_signed_in:
        if brand is not None and viewer.handle:
            account_links.append(_link(gettext("Your ideas"), url_for("idea.index", mine=1, sort="new")))
            account_links.append(_link(gettext("Your votes"), url_for("idea.index", voted=1, sort="new")))
            account_links.append(_link(gettext("Public profile"), url_for("person.show", handle=viewer.handle)))
            account_links.append(_link(gettext("Decisions about you"), url_for("statement.index")))
        account_links.append(_link(gettext("Your account"), url_for("profile.edit", brand=None)))
        if viewer.is_owner:
            account_links.append(_link(gettext("Settings"), url_for("brand.edit")))
    return {
        "nav": nav,
        "account_links": account_links,
        "new_idea_href": url_for("idea.new") if brand is not None and _may_share(viewer) else None,
        "sign_in_href": url_for("sign_in.new", next=_here()),
        "sign_up_href": url_for("sign_up.new", next=_here()) if _may_sign_up() else None,
        "sign_out_action": url_for("sign_out.create"),
        "footer_links": _footer(brand),
    }


def _may_share(viewer: Any) -> bool:
    return viewer is not None and bool(viewer.boards) and not viewer.is_banned(clock.now())


def _footer(brand: Any) -> list[dict[str, Any]]:
    if brand is None:
        return []
    links = [_link(gettext("Rules of the house"), url_for("rules.show"))]
    if brand.opens_log:
        links.append(_link(gettext("Moderation log"), url_for("moderation_log.show")))
    return links


def _may_sign_up() -> bool:
    return bool(current_app.config["SETTINGS"].sign_up == "open")


def _here() -> str | None:
    if request.method != "GET" or request.endpoint is None or request.endpoint.startswith(("sign_", "setup")):
        return request.args.get("next")
    return requested_path(query=True) if request.path != "/" or request.query_string else None


def _link(label: str, href: str, current: bool = False) -> dict[str, Any]:
    return {"label": label, "href": href, "current": current}
