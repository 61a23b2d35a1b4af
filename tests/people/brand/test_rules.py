"""Colours that can be read, names that are no links, slugs that take nobody's address."""

import pytest

from ideas.people.brand.rules import RESERVED_SLUGS, Role, contrast, ink_on, name_in_mail, slug_is_free_to_use


@pytest.mark.parametrize(
    ("colour", "ink"),
    [
        ("#000000", "#ffffff"),
        ("#ffffff", "#000000"),
        ("#7a4a2b", "#ffffff"),
        ("#ffe066", "#000000"),
        ("#ff0000", "#000000"),
        ("#cc0000", "#ffffff"),
    ],
)
def test_ink_on_takes_the_one_that_reads_better(colour, ink):
    assert ink_on(colour) == ink


def test_ink_on_reads_well_on_every_grey():
    worst = min(
        contrast(ink_on(f"#{level:02x}{level:02x}{level:02x}"), f"#{level:02x}{level:02x}{level:02x}")
        for level in range(256)
    )

    assert worst >= 4.5


def test_contrast_is_the_one_of_wcag():
    assert contrast("#000000", "#ffffff") == contrast("#ffffff", "#000000") == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Olga Owner", "Olga Owner"),
        ("St. Mary's Café, Cork", "St. Mary's Café, Cork"),
        ("Win https://evil.example/now", "Win evil example now"),
        ("www.evil.example", "www evil example"),
        ("a@evil.example", "a evil example"),
        ("evil。example", "evil example"),
        ("Two\r\nBcc: lines", "Two Bcc: lines"),
        ("//", ""),
    ],
)
def test_name_in_mail_leaves_nothing_that_becomes_a_link(name, shown):
    assert name_in_mail(name) == shown


@pytest.mark.parametrize("slug", ["a", "acme", "acme-2", "0", "a" * 40])
def test_a_well_formed_slug_is_free(slug):
    assert slug_is_free_to_use(slug)


@pytest.mark.parametrize(
    "slug", ["", "Acme", "-acme", "acme-", "a_b", "a" * 41, "ümlaut", "a b", "a\n", *sorted(RESERVED_SLUGS)]
)
def test_other_slugs_are_not(slug):
    assert not slug_is_free_to_use(slug)


def test_roles_rank_from_member_to_owner():
    assert sorted(Role, key=lambda role: role.rank) == [Role.MEMBER, Role.PARTNER, Role.MODERATOR, Role.OWNER]
    assert [role for role in Role if role.is_staff] == [Role.PARTNER, Role.MODERATOR, Role.OWNER]
