"""Languages: how one is chosen, and the two that show what was not translated."""

import re

import pytest

from ideas.rim.i18n import strange


def test_strange_is_longer_and_leaves_placeholders_and_markup_alone():
    odd = strange("Hello %(name)s, <b>100%%</b> &amp; more")

    assert odd % {"name": "Ana"} == "Hélló Ana, <b>100%</b> &amp; móré" + "·" * (39 // 3)
    assert len(odd) > 39
    assert strange("") == ""
    assert strange("%d votes") % 3 == "3 vótéš··"


@pytest.mark.parametrize(
    ("query", "cookie", "accept", "lang", "direction"),
    [
        ("", "", "", "en", "ltr"),
        ("?lang=en-XA", "", "", "en-XA", "ltr"),
        ("?lang=ar-XB", "", "", "ar-XB", "rtl"),
        ("", "en-XA", "", "en-XA", "ltr"),
        ("?lang=en", "en-XA", "", "en", "ltr"),
        ("?lang=xx", "", "", "en", "ltr"),
        ("?lang=../..", "%00", "de,fr;q=0.5", "en", "ltr"),
        ("", "", "*;q=nonsense", "en", "ltr"),
    ],
)
def test_the_language_is_chosen_by_address_then_cookie_then_browser(
    visitor, cast, query, cookie, accept, lang, direction
):
    if cookie:
        visitor.set_cookie("lang", cookie)

    page = visitor.get(f"/sign-in{query}", headers={"Accept-Language": accept} if accept else None)

    tag = re.search(r"<html[^>]*>", page.text)
    assert page.status_code == 200
    assert tag is not None
    assert f'lang="{lang}"' in tag[0]
    assert f'dir="{direction}"' in tag[0]


def test_a_pages_words_are_strange_in_the_pseudo_language(visitor, cast):
    plain, odd = visitor.get("/sign-in").text, visitor.get("/sign-in?lang=en-XA").text

    heading = re.search(r"<h1[^>]*>\s*([^<]+?)\s*</h1>", plain)
    assert heading is not None
    assert heading[1] not in odd
    assert strange(heading[1]) in odd


def test_an_error_is_translated_too(visitor):
    assert strange("Nothing here") in visitor.get("/no/such/page?lang=en-XA").text


def test_production_does_not_know_the_pseudo_languages(toy):
    visitor = toy(env="production").test_client()

    assert 'lang="en"' in visitor.get("/sign-in?lang=ar-XB").text
