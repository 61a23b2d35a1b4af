"""The headers themselves; that every route carries them is a house test."""

import re

import pytest

from ideas.rim.headers import CONTENT_SECURITY_POLICY, FIXED


def test_the_policy_lets_nothing_inline_and_nothing_from_elsewhere():
    policy = dict(part.strip().split(" ", 1) for part in CONTENT_SECURITY_POLICY.split(";"))

    assert policy["default-src"] == "'none'"
    assert {name: policy[name] for name in ("script-src", "style-src", "connect-src", "form-action")} == dict.fromkeys(
        ("script-src", "style-src", "connect-src", "form-action"), "'self'"
    )
    assert {policy[name] for name in ("base-uri", "object-src", "frame-ancestors")} == {"'none'"}
    assert not re.search(r"unsafe|\*|https?:|nonce|sha256", CONTENT_SECURITY_POLICY)


def test_the_fixed_headers_are_these():
    assert set(FIXED) == {
        "Content-Security-Policy",
        "X-Content-Type-Options",
        "X-Frame-Options",
        "Cross-Origin-Opener-Policy",
        "Cross-Origin-Resource-Policy",
        "Permissions-Policy",
    }


@pytest.mark.parametrize(
    ("base_url", "strict"), [("https://ideas.example.com", "max-age=31536000"), ("http://localhost", None)]
)
def test_https_is_asked_for_only_where_it_is_served(toy, base_url, strict):
    host = base_url.rpartition("/")[2]

    response = toy(base_url=base_url).test_client().get("/healthz", headers={"Host": host})

    assert response.headers.get("Strict-Transport-Security") == strict


def test_the_cookie_is_for_this_host_alone_and_out_of_reach_of_scripts(toy, cast):
    for base_url, name, secure in (
        ("https://ideas.example.com", "__Host-session", True),
        ("http://localhost", "session", False),
    ):
        visitor = toy(base_url=base_url).test_client()
        page = visitor.get("/sign-in", base_url=base_url)
        cookie = page.headers["Set-Cookie"]

        assert cookie.startswith(f"{name}=")
        assert "HttpOnly" in cookie
        assert "SameSite=Lax" in cookie
        assert "Path=/" in cookie
        assert "Domain" not in cookie
        assert ("Secure" in cookie) is secure


def test_a_page_is_not_kept_and_differs_for_scripts(visitor, cast):
    page = visitor.get("/sign-in")

    assert page.headers["Cache-Control"] == "private, no-store"
    assert "HX-Request" in page.headers["Vary"]
