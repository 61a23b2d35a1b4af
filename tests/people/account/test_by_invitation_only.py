"""Where new people need an invitation, the doors stay closed to others and say so by mail alone."""

import pytest

from ideas.base import clock
from ideas.base.db import db
from ideas.people.account.models import Account
from ideas.people.account.queries import find_account
from tests.clients import signed_in_client
from tests.people.account.doors import ask


@pytest.fixture
def closed_app(make_app, app):
    """The app where new people need an invitation, on the same (emptied) database."""
    return make_app(sign_up="invited")


@pytest.fixture
def invited(app, cast, make):
    """`invited()`: the path of an invitation; `invited("eve@example.com")`: one for that address."""
    from ideas.people.brand.invitations import invite
    from ideas.people.brand.models import Brand
    from ideas.people.brand.rules import Role

    def write(email: str | None = None, *, by: Account = cast.owner) -> str:
        with make.at_work():
            brand, owner = db.session.get_one(Brand, cast.brand.id), db.session.get_one(Account, by.id)
            _, secret = invite(brand, role=Role.MEMBER, by=owner, at=clock.now(), email=email)
        return f"/acme/invitations/{secret}"

    return write


def test_by_invitation_only_an_unknown_address_is_told_by_mail_and_gets_no_account(closed_app, cast, letters):
    client = signed_in_client(closed_app, None)

    answer = ask(client, "new@example.com")

    [letter] = letters()
    assert answer.status_code == 303
    assert (letter.to, letter.subject) == ("new@example.com", "No account at localhost")
    assert "/sign-in/link/" not in letter.text
    with closed_app.app_context():
        assert find_account("new@example.com") is None


def test_by_invitation_only_the_answer_is_the_same_for_every_address(closed_app, ana, alike):
    known, unknown = (signed_in_client(closed_app, None) for _ in range(2))

    alike(
        ask(known, "ana@example.com"),
        ask(unknown, "abc@example.com"),
        known.get("/sign-in/code"),
        unknown.get("/sign-in/code"),
        known.send("/sign-in/code", {"code": "000000"}),
        unknown.send("/sign-in/code", {"code": "000000"}),
    )


def test_by_invitation_only_an_account_that_is_there_opens(closed_app, ana, letter, who):
    client = signed_in_client(closed_app, None)
    ask(client)

    client.send(letter().link)

    assert who(client) == "ana@example.com"


def test_by_invitation_only_whoever_holds_one_gets_an_account(closed_app, cast, invited, letter, who):
    client = signed_in_client(closed_app, None)
    path = invited()

    ask(client, "new@example.com", f"/sign-in/mail?next={path}")
    answer = client.send(letter().link, {"name": "Nora"})

    assert who(client) == "new@example.com"
    assert answer.location == path


def test_by_invitation_only_the_invitation_of_one_address_opens_to_no_other(closed_app, cast, invited, letters):
    client = signed_in_client(closed_app, None)
    path = invited("eve@example.com")

    ask(client, "mallory@example.com", f"/sign-in/mail?next={path}")
    ask(client, "Eve@example.com", f"/sign-in/mail?next={path}")

    assert [letter.subject for letter in letters()] == ["No account at localhost", "Confirm your address for localhost"]


@pytest.mark.parametrize("spoil", ["other brand", "made up", "used", "elsewhere"])
def test_by_invitation_only_a_bad_invitation_opens_nothing(closed_app, app, cast, invited, letter, spoil, make):
    path = invited()
    if spoil == "other brand":
        path = path.replace("/acme/", "/rival/")
    elif spoil == "made up":
        path = "/acme/invitations/" + "x" * 43
    elif spoil == "elsewhere":
        path = f"/acme/ideas?back={path}"
    else:
        from sqlalchemy import update

        from ideas.people.brand.models import Invitation

        with make.at_work():
            db.session.execute(update(Invitation).values(accepted_at=clock.now()))
    client = signed_in_client(closed_app, None)

    ask(client, "new@example.com", f"/sign-in/mail?next={path}")

    assert letter().subject == "No account at localhost"
