"""Password hashes: Argon2id, few at a time, and the same work for an address that nobody has."""

import threading
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from ideas.base.refusal import Refusal

# OWASP ASVS 5.0, appendix C: m = 47104 KiB, t = 1, p = 1.
_hasher = PasswordHasher(time_cost=1, memory_cost=47104, parallelism=1, hash_len=32, salt_len=16)
_places = threading.BoundedSemaphore(2)
_WAIT_SECONDS = 2.0
_NOBODYS = _hasher.hash("the password of an account that does not exist")


class TooBusy(Refusal):
    """More people are signing in at once than this machine hashes passwords for."""

    status = 503


def use_cheap_hashes() -> None:
    """For tests: the least work that the algorithm allows."""
    global _hasher, _NOBODYS
    _hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    _NOBODYS = _hasher.hash("the password of an account that does not exist")


def hash_password(password: str) -> str:
    """The hash to keep. Raises TooBusy when the machine has no place for another hash within two seconds."""
    with _a_place():
        return _hasher.hash(_normal(password))


def is_password(password: str, kept: str | None) -> bool:
    """Whether this is the password; costs the same when there is none. Raises TooBusy."""
    with _a_place():
        try:
            return _hasher.verify(kept or _NOBODYS, _normal(password)) and kept is not None
        except (VerificationError, InvalidHashError):
            return False


def is_outdated(kept: str) -> bool:
    return _hasher.check_needs_rehash(kept)


def _normal(password: str) -> str:
    """One form for what looks the same: keyboards differ in how they compose an accent (NIST SP 800-63B, 3.1.1.2)."""
    return unicodedata.normalize("NFKC", password)


@contextmanager
def _a_place() -> Iterator[None]:
    if not _places.acquire(timeout=_WAIT_SECONDS):
        raise TooBusy("Many people are signing in right now. Please try again in a few seconds.")
    try:
        yield
    finally:
        _places.release()
