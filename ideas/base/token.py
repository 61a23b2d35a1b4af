"""Secrets that open a door once, and the hashes that are kept of them."""

import hashlib
import hmac
import secrets


def new_secret() -> str:
    """256 random bits as URL-safe text."""
    return secrets.token_urlsafe(32)


def new_code() -> str:
    """Six random digits."""
    return f"{secrets.randbelow(1_000_000):06d}"


def digest(secret: str) -> bytes:
    """SHA-256 of a secret with enough entropy of its own."""
    return hashlib.sha256(secret.encode()).digest()


def keyed_digest(code: str, *, key: str, salt: str) -> bytes:
    """HMAC-SHA-256 of a short code: worthless without the deployment's secret key."""
    return hmac.new(key.encode(), f"{salt}:{code}".encode(), hashlib.sha256).digest()


def same(left: bytes, right: bytes) -> bool:
    """Compare in constant time."""
    return hmac.compare_digest(left, right)
