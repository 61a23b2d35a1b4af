"""Limits fire: each of the table, by its own numbers, for one key and not for another."""

import pytest
from limits import parse_many

from ideas.rim.throttle import LIMITS, TooMany, network, spend
from tests.clients import signed_in_client
from tests.house.addresses import all_routes
from tests.rim.world import World


@pytest.mark.parametrize("name", LIMITS)
def test_a_limit_fires_at_its_number(limited_app, name):
    most = min(item.amount for item in parse_many(LIMITS[name].rule))

    with limited_app.test_request_context():
        for _ in range(most):
            spend(name, "somebody")
        with pytest.raises(TooMany) as refusal:
            spend(name, "somebody")
        spend(name, "somebody else")

    longest = max(item.get_expiry() for item in parse_many(LIMITS[name].rule))
    assert refusal.value.status == 429
    assert 1 <= refusal.value.retry_after <= longest
    assert str(refusal.value).startswith(LIMITS[name].sentence)


def test_the_longer_limit_of_two_fires_too(limited_app, monkeypatch):
    from ideas.rim import throttle

    monkeypatch.setitem(throttle._parsed, "idea", parse_many("100 per minute; 3 per day"))
    with limited_app.test_request_context():
        for _ in range(3):
            spend("idea", "somebody")
        with pytest.raises(TooMany) as refusal:
            spend("idea", "somebody")

    assert refusal.value.retry_after > 3600


def test_one_limit_does_not_spend_another(limited_app):
    with limited_app.test_request_context():
        for _ in range(2):
            spend("idea", "somebody")

        spend("comment", "somebody")


@pytest.fixture
def spent(limited_app, monkeypatch):
    """The names of the limits that were counted. None is ever used up."""
    names = set()
    limiter = limited_app.extensions["throttle"].limiter
    monkeypatch.setattr(limiter, "hit", lambda item, name, *key: names.add(name) or True)
    return names


def test_every_limit_guards_a_view(limited_app, spent):
    """Whatever can be asked is asked, by a visitor and by an owner. Whoever proves an address is in account/test_networks."""
    world = World(limited_app)
    for route in all_routes(limited_app):
        for person in ("visitor", "owner") if route.method == "POST" else ():
            world.client(person, route.endpoint).send(world.address(route), world.form(route.endpoint))
    world.client("visitor").get("/acme/ideas?q=milk")
    world.ledger.close()

    assert set(LIMITS) - spent == {"sign_up_network"}, "nothing spends these"


def test_nothing_is_limited_where_limits_are_off(app):
    with app.test_request_context():
        for _ in range(200):
            spend("mail", "somebody")


def test_pages_are_counted_and_static_files_and_health_are_not(limited_app):
    visitor = signed_in_client(limited_app, None)
    release = limited_app.extensions["assets"].release

    for _ in range(60):
        assert visitor.get("/healthz").status_code == 200
        assert visitor.get(f"/static/{release}/css/app.css").status_code == 200
    statuses = [visitor.get("/").status_code for _ in range(51)]
    last = visitor.get("/")

    assert set(statuses[:50]) == {302}
    assert (statuses[50], last.status_code) == (429, 429)
    assert 1 <= int(last.headers["Retry-After"]) <= 10
    assert "Please try again in" in last.text
    assert visitor.get("/healthz").status_code == 200


def test_whoever_signed_in_is_counted_alone_and_may_ask_more_often(limited_app, cast):
    ana, ben = signed_in_client(limited_app, cast.ana), signed_in_client(limited_app, cast.ben)

    assert {ana.get("/acme/roadmap").status_code for _ in range(150)} == {200}
    assert ana.get("/acme/roadmap").status_code == 429
    assert ben.get("/acme/roadmap").status_code == 200


@pytest.mark.parametrize(
    ("address", "seen"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("", "unknown"),
        ("nonsense", "unknown"),
    ],
)
def test_a_network_is_an_address_or_an_ipv6_64(app, address, seen):
    with app.test_request_context(environ_base={"REMOTE_ADDR": address}):
        assert network() == seen


@pytest.mark.parametrize(
    ("hops", "forwarded", "seen"),
    [
        (0, "198.51.100.1", "127.0.0.1"),
        (1, "198.51.100.1", "198.51.100.1"),
        (1, "6.6.6.6, 198.51.100.1", "198.51.100.1"),
        (2, "6.6.6.6, 198.51.100.1, 192.0.2.9", "198.51.100.1"),
    ],
)
def test_only_configured_proxies_are_believed(toy, hops, forwarded, seen):
    app = toy({"/who": network}, proxy_hops=hops)

    assert app.test_client().get("/who", headers={"X-Forwarded-For": forwarded}).text == seen
