"""Where a person may be sent: only into this house."""

import pytest

from ideas.rim.addresses import absolute, local_path, safe_next


@pytest.mark.parametrize(
    "path", ["/", "/acme/ideas", "/acme/ideas?sort=new&page=2", "/acme/ideas/1-oat-milk#answer", "/a//b", "/%E2%98%95"]
)
def test_a_path_of_ours_is_followed(path):
    assert safe_next(path) == path


@pytest.mark.parametrize(
    "address",
    [
        None,
        "",
        "https://evil.example",
        "http:evil.example",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "\t//evil.example",
        " //evil.example",
        "evil.example",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "/\x00",
        "/acme\r\nSet-Cookie: a=b",
        "/acme\\..\\evil",
        "https:/evil.example",
        "@evil.example",
        "/\u2028",
        "/é",
        "ftp://evil.example",
        "?next=/x",
        "/" + "x" * 2000,
    ],
)
def test_anything_else_is_not(address):
    assert safe_next(address) is None


@pytest.mark.parametrize(
    ("referrer", "path"),
    [
        ("http://localhost/acme/ideas?sort=new", "/acme/ideas?sort=new"),
        ("http://localhost/", "/"),
        ("https://evil.example/acme", None),
        ("http://localhost.evil.example/", None),
        ("http://localhost:81/", None),
        ("http://localhost//evil.example", None),
        (None, None),
        ("nonsense", None),
        ("http://[broken", None),
    ],
)
def test_the_page_before_counts_only_when_it_is_ours(app, referrer, path):
    with app.test_request_context():
        assert local_path(referrer) == path


def test_a_mails_links_begin_with_the_configured_address(make_app, app):
    site = make_app(base_url="https://ideas.example.com")

    with site.test_request_context(headers={"Host": "evil.example"}):
        within = absolute("sign_in.new")
    with site.app_context():
        without = absolute("sign_in.new")

    assert (within, without) == ("https://ideas.example.com/sign-in", "https://ideas.example.com/sign-in")
