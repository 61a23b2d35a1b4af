"""New accounts by network: three a day, counted when they come to be; whoever holds an invitation is not counted."""

import re

import pytest

from ideas.base import clock
from ideas.people.account.models import Account
from ideas.people.brand.invitations import invite
from ideas.people.brand.rules import Role
from ideas.rim.networks import network_hash, network_of
from ideas.spine.mail.models import Mail
from tests.clients import signed_in_client
from tests.databases import cast_of
from tests.letters import read_letter


@pytest.fixture
def join_from(limited_app, rows):
    """Sign up and prove the address from this network: the statuses of both steps."""

    def join(name, address, path="/sign-up"):
        client, origin = signed_in_client(limited_app, None), {"REMOTE_ADDR": address}
        asked = client.send(path, {"name": name, "email": f"{name}@example.com", "password": ""}, environ_base=origin)
        if asked.status_code != 303:
            return asked.status_code, None
        code = read_letter(rows(Mail)[-1]).code
        return 303, client.send("/sign-in/code", {"code": code}, environ_base=origin).status_code

    return join


@pytest.fixture
def names(limited_app, rows):
    return lambda: {account.display_name for account in rows(Account)}


def test_the_fourth_new_account_of_a_network_waits_till_tomorrow(join_from, names):
    for number in range(3):
        assert join_from(f"person-{number}", f"203.0.113.{number + 1}") == (303, 303)

    assert join_from("fourth", "203.0.113.99") == (429, None)
    assert join_from("elsewhere", "198.51.100.1") == (303, 303)
    assert names() == {"person-0", "person-1", "person-2", "elsewhere"}


def test_asking_alone_counts_nothing(limited_app, join_from):
    client, origin = signed_in_client(limited_app, None), {"REMOTE_ADDR": "203.0.113.1"}
    for number in range(5):
        form = {"name": "Nora", "email": f"asked-{number}@example.com", "password": ""}
        assert client.send("/sign-up", form, environ_base=origin).status_code == 303

    assert join_from("nora", "203.0.113.2") == (303, 303)


@pytest.mark.engines
def test_of_those_who_asked_in_time_the_fourth_who_proves_an_address_is_refused(limited_app, join_from, rows, names):
    client, origin = signed_in_client(limited_app, None), {"REMOTE_ADDR": "203.0.113.9"}
    client.send("/sign-up", {"name": "early", "email": "early@example.com", "password": ""}, environ_base=origin)
    code = read_letter(rows(Mail)[-1]).code
    for number in range(3):
        join_from(f"person-{number}", "203.0.113.1")

    assert client.send("/sign-in/code", {"code": code}, environ_base=origin).status_code == 429
    assert "early" not in names()


def test_whoever_is_invited_is_not_counted(limited_app, join_from):
    from ideas.base.db import brand_scope, db, writing

    cast = cast_of(limited_app)
    for number in range(3):
        join_from(f"person-{number}", "203.0.113.1")
    with limited_app.app_context(), brand_scope(cast.brand.id), writing():
        _, secret = invite(db.session.merge(cast.brand, load=False), role=Role.MEMBER, by=cast.owner, at=clock.now())

    assert join_from("invited", "203.0.113.1", f"/sign-up?next=/acme/invitations/{secret}") == (303, 303)
    assert join_from("forged", "203.0.113.1", f"/sign-up?next=/acme/invitations/{'x' * 43}") == (429, None)


def test_an_account_knows_its_network_as_a_hash_alone(limited_app, join_from, rows):
    join_from("one", "203.0.113.1")
    join_from("two", "203.0.113.200")
    join_from("three", "203.0.114.1")

    kept = {account.display_name: account.network for account in rows(Account)}
    assert kept["one"] == kept["two"] != kept["three"]
    assert all(re.fullmatch(r"[0-9a-f]{32}", network) for network in kept.values())


@pytest.mark.parametrize(
    ("address", "bits", "network"),
    [
        ("203.0.113.7", 48, "203.0.113.0/24"),
        ("203.0.113.7", 64, "203.0.113.0/24"),
        ("2001:db8:1:2:3::4", 48, "2001:db8:1::/48"),
        ("2001:db8:1:2:3::4", 64, "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.7", 48, "203.0.113.0/24"),
        ("", 48, "unknown"),
        (None, 48, "unknown"),
    ],
)
def test_a_network_is_a_24_or_with_ipv6_a_48(address, bits, network):
    assert network_of(address, bits=bits) == network


def test_the_hash_needs_the_deployments_key(app, make_app):
    other = make_app(secret_key="another-key-with-enough-characters-in-it")

    def hashed(some_app, address):
        with some_app.test_request_context(environ_base={"REMOTE_ADDR": address}):
            return network_hash()

    assert hashed(app, "203.0.113.7") == hashed(app, "203.0.113.8") != hashed(other, "203.0.113.7")
