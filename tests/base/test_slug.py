"""Slugs: readable in any script, bounded, and safe in an address."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ideas.base.slug import ascii_slug, slugify


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Oat milk, please!", "oat-milk-please"),
        ("  Crème   brûlée ", "crème-brûlée"),
        ("もっとコーヒー", "もっとコーヒー"),
        ("Кофе & чай", "кофе-чай"),
        ("STRASSE straße", "strasse-strasse"),
        ("a_b__c", "a-b-c"),
        ("???", ""),
        ("", ""),
    ],
)
def test_slugify_joins_the_words_of_any_script(title, slug):
    assert slugify(title) == slug


def test_slugify_cuts_between_words_and_a_long_word_anywhere():
    assert slugify("one two three", most=8) == "one-two"
    assert slugify("x" * 100, most=10) == "x" * 10
    assert slugify("???", fallback="idea") == "idea"


def test_ascii_slug_drops_accents_and_other_scripts():
    assert ascii_slug("Zoë Saldaña") == "zoe-saldana"
    assert ascii_slug("田中 花") == "member"
    assert ascii_slug("田中 Hana") == "hana"


@given(st.text(max_size=200), st.integers(5, 60))
def test_a_slug_is_short_and_has_no_separators_of_an_address(text, most):
    for slug in (slugify(text, most=most), ascii_slug(text, most=most)):
        assert len(slug) <= max(most, len("member"))
        assert not re.search(r"[\s/?#%&<>\"'\\.]|^-|-$|--", slug)
    assert re.fullmatch(r"[a-z0-9-]+", ascii_slug(text))
