"""Secrets and their hashes."""

import re

from ideas.base import token


def test_secrets_are_long_url_safe_and_never_the_same():
    secrets = {token.new_secret() for _ in range(200)}

    assert len(secrets) == 200
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{43}", secret) for secret in secrets)


def test_codes_are_six_digits_and_spread():
    codes = [token.new_code() for _ in range(500)]

    assert all(re.fullmatch(r"\d{6}", code) for code in codes)
    assert len(set(codes)) > 450
    assert {code[0] for code in codes} == set("0123456789")


def test_digest_is_sha_256():
    assert token.digest("abc").hex() == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_keyed_digest_depends_on_the_key_the_salt_and_the_code():
    digests = {
        token.keyed_digest(code, key=key, salt=salt) for code in ("1", "2") for key in ("k", "l") for salt in ("s", "t")
    }

    assert len(digests) == 8


def test_same_compares():
    assert token.same(b"a", b"a")
    assert not token.same(b"a", b"b")
