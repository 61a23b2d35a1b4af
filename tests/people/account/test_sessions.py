"""Where a person is signed in, and ending it."""

import pytest

from ideas.people.account.models import AccountSession
from tests.clients import signed_in_client
from tests.letters import PASSWORD

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def places_of(rows, person):
    return rows(AccountSession, AccountSession.account_id == person.id)


def cookie_of(client) -> str:
    return client.get_cookie("session").value


def test_the_old_cookie_is_dead_after_sign_out(app, client_for, ana, who, rows):
    client, thief = client_for(ana), signed_in_client(app, None)
    client.get("/me")
    thief.set_cookie("session", cookie_of(client))
    assert who(thief) == "ana@example.com"

    answer = client.send("/sign-out")

    assert (answer.status_code, answer.location) == (303, "/")
    assert (who(client), who(thief)) == (None, None)
    assert places_of(rows, ana) == []


def test_signing_out_takes_a_form_with_its_token(client_for, ana, who):
    client = client_for(ana)

    assert client.get("/sign-out").status_code == 404
    assert client.post("/sign-out").status_code == 400
    assert who(client) == "ana@example.com"


def test_signing_out_leaves_other_places_alone(client_for, ana, who):
    here, there = client_for(ana), client_for(ana)

    here.send("/sign-out")

    assert (who(here), who(there)) == (None, "ana@example.com")


def test_signing_out_twice_does_no_harm(visitor):
    assert visitor.send("/sign-out").status_code == 303


def test_the_list_shows_each_place_by_its_device(app, client_for, ana, give_password):
    give_password(ana)
    there = signed_in_client(app, None)
    there.send("/sign-in", {"email": ana.email, "password": PASSWORD}, headers={"User-Agent": FIREFOX})

    page = client_for(ana).get("/me/sessions")

    assert page.text.count("Firefox on Linux") == 1
    assert page.text.count("This one.") == 1
    assert page.text.count("An unknown device") == 1


def test_a_place_that_names_itself_badly_is_shown_harmlessly(app, ana, give_password, rows):
    give_password(ana)
    client = signed_in_client(app, None)
    client.send(
        "/sign-in", {"email": ana.email, "password": PASSWORD}, headers={"User-Agent": "<script>alert(1)</script>" * 40}
    )

    assert "<script>alert" not in client.get("/me/sessions").text
    assert len(places_of(rows, ana)[0].user_agent) == 200


def test_ending_a_place_signs_out_there_at_once(client_for, ana, rows, who):
    there = client_for(ana)
    [place] = places_of(rows, ana)
    here = client_for(ana)

    answer = here.send(f"/me/sessions/{place.id}/delete")

    assert (answer.status_code, answer.location) == (303, "/me/sessions")
    assert (who(here), who(there)) == ("ana@example.com", None)


def test_ending_this_place_signs_out_here(client_for, ana, rows, who):
    client = client_for(ana)
    [place] = places_of(rows, ana)

    client.send(f"/me/sessions/{place.id}/delete")

    assert who(client) is None


def test_the_place_of_somebody_else_is_not_there(client_for, ana, ben, rows, who):
    bens = client_for(ben)
    [place] = places_of(rows, ben)

    assert client_for(ana).send(f"/me/sessions/{place.id}/delete").status_code == 404
    assert who(bens) == "ben@example.com"


@pytest.mark.engines
def test_signing_out_everywhere_else_leaves_this_place_and_other_people(client_for, ana, ben, who):
    here, there, bens = client_for(ana), client_for(ana), client_for(ben)

    answer = here.send("/me/sessions/others/delete")

    assert answer.status_code == 303
    assert (who(here), who(there), who(bens)) == ("ana@example.com", None, "ben@example.com")


@pytest.mark.parametrize(
    ("person", "idle_hours", "total_hours"), [("ana", 14 * 24, 90 * 24), ("mod", 8, 24), ("partner", 8, 24)]
)
def test_a_session_ends_unused_or_after_its_time(
    app, cast, client_for, rows, who, later, person, idle_hours, total_hours
):
    somebody = getattr(cast, person)
    client = client_for(somebody)

    later(hours=idle_hours - 1)
    alive = who(client)
    later(hours=idle_hours + 1)
    unused = who(client)
    again = client_for(somebody)
    for _ in range(total_hours // (idle_hours - 1)):
        later(hours=idle_hours - 1)
        before_the_end = who(again)
    later(hours=idle_hours - 1)

    assert (alive, unused) == (somebody.email, None)
    assert before_the_end == somebody.email
    assert who(again) is None


def test_the_list_shows_no_place_that_is_dead(client_for, mod, later):
    client_for(mod)
    later(hours=9)

    assert client_for(mod).get("/me/sessions").text.count("An unknown device") == 1


@pytest.mark.engines
def test_use_is_noted_every_half_hour_by_reading_only(client_for, ana, rows, later):
    client = client_for(ana)
    [first] = [place.last_seen_at for place in places_of(rows, ana)]
    later(minutes=29)
    client.get("/me")
    [soon] = [place.last_seen_at for place in places_of(rows, ana)]
    later(minutes=2)
    client.get("/me/sessions/nothing-here")
    [missing] = [place.last_seen_at for place in places_of(rows, ana)]
    client.get("/me")
    [noted] = [place.last_seen_at for place in places_of(rows, ana)]

    assert first == soon == missing
    assert (noted - first).total_seconds() > 30 * 60


def test_only_the_hash_of_a_session_is_kept(client_for, ana, rows):
    client = client_for(ana)
    with client.session_transaction() as session:
        token = session["_user_id"]

    [place] = places_of(rows, ana)

    assert len(token) == 43
    assert token not in repr(vars(place))


def test_the_cookie_is_for_this_host_and_for_no_script(make_app, app, give_password, ana):
    give_password(ana)
    secure = signed_in_client(make_app(base_url="https://localhost"), None)
    options = {"base_url": "https://localhost"}

    page = secure.get("/sign-in", **options)

    [cookie] = page.headers.getlist("Set-Cookie")
    assert cookie.startswith("__Host-session=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= {part.strip() for part in cookie.split(";")}
    assert "Domain" not in cookie


@pytest.mark.parametrize("path", ["/me", "/me/password", "/me/sessions", "/me/name"])
def test_visitors_are_asked_to_sign_in_and_come_back(visitor, path):
    answer = visitor.get(path)

    assert (answer.status_code, answer.location) == (303, f"/sign-in?next={path}")
