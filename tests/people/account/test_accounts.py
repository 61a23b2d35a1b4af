"""Making an account and changing it, by its actions."""

import pytest

from ideas.base.refusal import Refusal
from ideas.people.account.actions import create_account, rename
from ideas.people.account.queries import find_account

NASTY = "  Nora\r\nBcc: x@evil.example\x00\u202e \t Newman\u200b  "


def test_create_account_keeps_a_name_on_one_line_and_the_address_as_it_is_written_to(house, now):
    account = create_account(" Nora@EXAMPLE.com ", name=NASTY, at=now)

    assert account.display_name == "Nora Bcc: x@evil.example Newman"
    assert (account.email, account.email_key, account.is_verified) == ("Nora@example.com", "nora@example.com", True)


def test_create_account_returns_the_one_that_is_there_unchanged(house, now):
    again = create_account("ANA@example.com", name="Mallory", at=now, password_hash="a hash")

    assert again == house.ana
    assert (again.display_name, again.password_hash) == ("Ana Lopes", None)


@pytest.mark.parametrize("email", ["", "ana", "ana@example.com, ben@example.com", "m\u0131ke@example.com"])
def test_create_account_refuses_what_is_no_address(house, now, email):
    with pytest.raises(Refusal):
        create_account(email, name="Ana", at=now)


def test_find_account_is_not_fooled_by_look_alikes(house, now):
    create_account("kim@example.com", name="Kim", at=now)

    assert find_account("KIM@example.com") is not None
    assert find_account("\u212aim@example.com") is None


@pytest.mark.parametrize(("name", "kept"), [(NASTY, "Nora Bcc: x@evil.example Newman"), ("n" * 70, "n" * 60)])
def test_rename_keeps_one_line_of_sixty_characters(house, name, kept):
    rename(house.ana, name)

    assert house.ana.display_name == kept


@pytest.mark.parametrize("name", ["", "  ", "\u200b\u202e"])
def test_rename_refuses_no_name(house, name):
    with pytest.raises(Refusal):
        rename(house.ana, name)
    assert house.ana.display_name == "Ana Lopes"
