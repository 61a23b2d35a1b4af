"""Languages: which one a page is in, and two pseudo-languages that show what was not translated.

The pseudo-languages exist outside production: `en-XA` writes accented words a third longer, `ar-XB` the same from right
to left. Text that stays plain there never went through gettext; a page that breaks there will break in German or Arabic.
"""

import re
from collections.abc import Callable
from functools import cached_property
from gettext import NullTranslations
from typing import Any

from babel import Locale
from babel.core import UnknownLocaleError
from flask import Flask, current_app, g, has_request_context, request
from flask_babel import Babel, Domain, get_domain, get_locale

from ideas.base.settings import Settings

LANGUAGES = {"en": "English"}
PSEUDO = {"en-XA": "en", "ar-XB": "ar"}
COOKIE = "lang"

_ACCENTS = str.maketrans("aceinosuyACEINOSUY", "áçéíñóšúýÁÇÉÍÑÓŠÚÝ")
_KEPT = re.compile(r"(%\(\w+\)[sd]|%[sd%]|<[^>]+>|&\w+;)")


class PseudoTranslations(NullTranslations):
    """English made strange: accented and longer, with placeholders and markup left alone."""

    def gettext(self, message: str) -> str:
        return strange(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return strange(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        return strange(message)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        return strange(msgid1 if n == 1 else msgid2)

    # Flask-Babel asks for the unicode variants by these names.
    ugettext = gettext
    ungettext = ngettext
    upgettext = pgettext
    unpgettext = npgettext


class PseudoDomain(Domain):  # type: ignore[misc]
    """The app's messages, or their pseudo-translation where the request asked for one."""

    def get_translations(self) -> Any:
        """The translations in force for this request."""
        return PseudoTranslations() if pseudo_language() else super().get_translations()


class PseudoBabel(Babel):  # type: ignore[misc]
    """Flask-Babel with our own domain; it takes a domain's name, never a domain."""

    domain_instance = cached_property(lambda self: PseudoDomain())


def init_app(app: Flask, settings: Settings) -> None:
    """Choose the language by `?lang=`, the person's own choice, the cookie, then what the browser prefers."""
    app.extensions["languages"] = (
        dict(LANGUAGES) if settings.is_production else {**LANGUAGES, **dict.fromkeys(PSEUDO, "")}
    )
    PseudoBabel(
        app,
        locale_selector=lambda: PSEUDO.get(language(), language()),
        default_timezone="UTC",
        default_translation_directories=str(app.config["ROOT"] / "ideas" / "translations"),
    )


def gettext_callables() -> dict[str, Callable[..., str]]:
    """What templates call. As Flask-Babel's own, but the translations are looked up once a request, not once a word."""
    return {
        "gettext": lambda message: str(_translations().gettext(message)),
        "ngettext": lambda one, many, count: str(_translations().ngettext(one, many, count)),
        "pgettext": lambda context, message: str(_translations().pgettext(context, message)),
        "npgettext": lambda context, one, many, count: str(_translations().npgettext(context, one, many, count)),
    }


def _translations() -> Any:
    """The translations in force. Kept for a request; a mail that is written in another language looks them up anew."""
    if not has_request_context():
        return get_domain().get_translations()
    found = g.get("translations")
    if found is None:
        found = g.translations = get_domain().get_translations()
    return found


def language() -> str:
    """The language of this request as a tag such as `en`."""
    if not has_request_context():
        return "en"
    if "language" not in g:
        g.language = _choose()
    return str(g.language)


def pseudo_language() -> str | None:
    """The pseudo-language in force, if one is."""
    return language() if has_request_context() and language() in PSEUDO else None


def direction() -> str:
    """`rtl` or `ltr`."""
    locale = get_locale() or Locale("en")
    return str(locale.text_direction)


def strange(message: str) -> str:
    """Accented and a third longer, so that nothing untranslated or too narrow hides."""
    parts = _KEPT.split(message)
    accented = "".join(part if _KEPT.fullmatch(part) else part.translate(_ACCENTS) for part in parts)
    return accented + "·" * (len(message) // 3) if message.strip() else message


def _choose() -> str:
    known = current_app.extensions["languages"]
    viewer = g.get("viewer")
    account = viewer.account if viewer is not None else None
    for wish in (request.args.get("lang"), request.cookies.get(COOKIE), account.locale if account else None):
        if wish in known:
            return str(wish)
    try:
        return request.accept_languages.best_match(list(LANGUAGES)) or "en"
    except (ValueError, UnknownLocaleError):
        return "en"
