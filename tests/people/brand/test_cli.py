"""`flask brand`: founding a brand from the terminal, and listing them."""

import pytest

from ideas.community.board.models import Board
from ideas.community.stage.models import Stage
from ideas.people.account.models import Account
from ideas.people.brand.models import Brand, Membership
from ideas.people.brand.rules import Role


@pytest.fixture
def run(app):
    return lambda *words: app.test_cli_runner().invoke(args=["brand", *words])


def test_create_founds_a_brand_that_can_be_used(run, rows):
    result = run("create", "tea", "Tea House", "--owner", "Otto@Example.com", "--board", "Leaves")

    assert result.exit_code == 0
    assert "http://localhost/tea is open. `flask account link Otto@example.com`" in result.output
    brand, owner = rows(Brand)[0], rows(Account)[0]
    assert (brand.slug, brand.name, owner.is_verified) == ("tea", "Tea House", False)
    assert [(one.account_id, one.role) for one in rows(Membership)] == [(owner.id, Role.OWNER)]
    assert [board.name for board in rows(Board)] == ["Leaves"]
    assert len(rows(Stage)) == 6


def test_create_knows_the_owner_by_name(run, rows):
    run("create", "tea", "Tea House", "--owner", "otto@example.com", "--owner-name", "Otto Maier")

    assert (rows(Account)[0].display_name, rows(Membership)[0].handle) == ("Otto Maier", "otto-maier")


def test_create_takes_somebody_who_has_an_account(run, cast, rows):
    before = len(rows(Account))

    run("create", "tea", "Tea House", "--owner", "ANA@example.com")

    assert len(rows(Account)) == before
    assert {one.role for one in rows(Membership, Membership.account_id == cast.ana.id)} == {Role.MEMBER, Role.OWNER}


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("acme", "Acme", "--owner", "a@example.com"), "already has this address"),
        (("api", "Api", "--owner", "a@example.com"), "a few words are taken by the app"),
        (("tea", "Tea", "--owner", "nobody"), "does not look like an e-mail address"),
        (("tea", "Tea", "--owner", "a@example.com", "--colour", "red"), "Give the colour as #"),
        (("tea", "Tea"), "Missing option '--owner'"),
    ],
)
def test_create_refuses_with_a_sentence_and_leaves_nothing_behind(run, cast, rows, words, sentence):
    people, brands = len(rows(Account)), len(rows(Brand))

    result = run("create", *words)

    assert result.exit_code != 0
    assert sentence in result.output
    assert (len(rows(Account)), len(rows(Brand))) == (people, brands)


def test_list_prints_each_brand(run, cast):
    assert run("list").output == "acme\tAcme Coffee\nrival\tRival Tea\n"
