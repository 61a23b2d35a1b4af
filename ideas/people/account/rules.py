"""Limits and formats of accounts: addresses, passwords, codes, and how long each right lasts."""

import re
import unicodedata
from datetime import timedelta
from enum import StrEnum
from functools import cache
from importlib.resources import files

NAME_MAX = 60
NAMELESS = "Member"
EMAIL_MAX = 254
PASSWORD_MIN = 10
PASSWORD_MAX_BYTES = 256
CODE_TRIES = 5
CODE_LIFETIME = timedelta(minutes=10)
SESSION_IDLE = timedelta(days=14)
SESSION_ABSOLUTE = timedelta(days=90)
STAFF_IDLE = timedelta(hours=8)
STAFF_ABSOLUTE = timedelta(hours=24)
SEEN_EVERY = timedelta(minutes=30)
FRESH = timedelta(minutes=15)
KEPT_AFTER_END = timedelta(days=1)

_DISGUISES = str.maketrans(
    {"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "@": "a", "$": "s", "!": "i"}
)

_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[^@\s,;:<>()\[\]\\\"]{1,253}")
_HOST = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)(\.(?!-)[a-z0-9-]{1,63}(?<!-))*")


# The first that fits: Edge and Opera also say Chrome, everything says Safari, and Android also says Linux.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("Windows", "Windows"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


class Purpose(StrEnum):
    """What a token is for; a token of one purpose opens no other door."""

    SIGN_IN = "sign_in"
    SIGN_UP = "sign_up"
    SETUP = "setup"


LIFETIMES = {
    Purpose.SIGN_IN: timedelta(minutes=10),
    Purpose.SIGN_UP: timedelta(hours=24),
    Purpose.SETUP: timedelta(days=7),
}
PRINTED_LINK_LIFETIME = timedelta(hours=1)


def session_limits(*, is_staff: bool) -> tuple[timedelta, timedelta]:
    """How long a session lives without use, and at most: shorter for people who work for a brand."""
    return (STAFF_IDLE, STAFF_ABSOLUTE) if is_staff else (SESSION_IDLE, SESSION_ABSOLUTE)


def device_of(user_agent: str) -> tuple[str, str]:
    """The browser and the system that a User-Agent names, as people call them; empty where it names none we know."""
    browser = next((name for sign, name in _BROWSERS if sign in user_agent), "")
    system = next((name for sign, name in _SYSTEMS if sign in user_agent), "")
    return browser, system


def clean_email(value: str) -> str | None:
    """The address as it will be written to, its domain in lower-case ASCII; None where it can't be one."""
    value = value.strip()
    if len(value) > EMAIL_MAX or not _EMAIL.fullmatch(value):
        return None
    local, _, domain = value.rpartition("@")
    try:
        domain = unicodedata.normalize("NFKC", domain).encode("idna").decode("ascii").lower()
    except UnicodeError:
        return None
    if not _HOST.fullmatch(domain) or local.startswith(".") or local.endswith(".") or ".." in local:
        return None
    return f"{local}@{domain}"


def email_key(address: str) -> str:
    """The form in which an address is unique: lower case."""
    return address.lower()


def password_problem(password: str, *, about: tuple[str, ...] = ()) -> str | None:
    """Why this password won't do, as a sentence, or None. `about`: the person's name and address."""
    if len(password) < PASSWORD_MIN:
        return f"Use at least {PASSWORD_MIN} characters; a few words together work well."
    if len(password.encode()) > PASSWORD_MAX_BYTES:
        return f"Use at most {PASSWORD_MAX_BYTES} bytes."
    folded = password.casefold()
    if folded in _lines("common_passwords.txt") or len(set(folded)) <= 3 or _is_one_common_word(folded):
        return "That password is on the lists that attackers try first. Choose another one."
    letters = _letters(folded)
    if any(len(word) >= 4 and word in letters and len(letters) - len(word) < 6 for word in map(_letters, about)):
        return "That password is mostly your name or address. Choose another one."
    return None


def _is_one_common_word(folded: str) -> bool:
    """Whether only one word that everybody thinks of is left without the digits and signs around it: «P@ssw0rd!2026»."""
    core = folded.strip("0123456789 !\"#$%&'()*+,-./:;<=>?@[]^_`{|}~")
    forms = {core.translate(_DISGUISES), "".join(char for char in folded if char.isalpha())}
    words = _lines("common_words.txt")
    return any(
        form in words or (form[: len(form) // 2] in words and form[: len(form) // 2] * 2 == form) for form in forms
    )


def _letters(text: str) -> str:
    """Letters and digits only, so that «Ana-Lopes 1» is no better than «analopes1»."""
    return "".join(char for char in text.casefold() if char.isalnum())


@cache
def _lines(name: str) -> frozenset[str]:
    text = files("ideas.people.account").joinpath(name).read_text()
    return frozenset(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))
