"""Languages: which one a page is in, and two pseudo-languages that show what was not translated.

The pseudo-languages exist outside production: `en-XA` writes accented words a third longer, `ar-XB` the same from right
to left. Text that stays plain there never went through gettext; a page that breaks there will break in German or Arabic.
"""

import re
from gettext import NullTranslations
from typing import Any

from babel import Locale
from babel.core import UnknownLocaleError
from flask import Flask, current_app, g, has_request_context, request
from flask_babel import Babel, Domain, get_locale

from ideas.settings import Settings

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


def init_app(app: Flask, settings: Settings) -> None:
    """Choose the language by `?lang=`, the person's own choice, the cookie, then what the browser prefers."""
    app.extensions["languages"] = (
        dict(LANGUAGES) if settings.is_production else {**LANGUAGES, **dict.fromkeys(PSEUDO, "")}
    )
    Babel(
        app,
        locale_selector=lambda: PSEUDO.get(language(), language()),
        default_domain=PseudoDomain(),
        default_timezone="UTC",
        default_translation_directories=str(app.config["ROOT"] / "ideas" / "translations"),
    )


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
