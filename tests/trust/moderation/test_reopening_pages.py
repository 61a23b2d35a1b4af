"""Asking again in the browser: what the page says before, while and after, and who hears of it."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from ideas.base import clock
from ideas.base.db import db
from ideas.community.idea.models import Idea
from ideas.people.brand.models import Brand
from ideas.spine.activity.models import Activity
from ideas.trust.moderation.models import ReopenAsk


def text(response):
    return response.get_data(as_text=True)


@pytest.fixture
def declined(make, cast):
    """Declined 200 days ago in a brand where two people bring an idea back."""
    before = clock.now() - timedelta(days=200)
    with make.at_work():
        db.session.execute(update(Brand).values(reopen_people=2, reopen_months=6))
    idea = make.idea("Oat milk in every shop", by=cast.ana, at=before)
    make.move(idea, "not-planned", at=before)
    with make.at_work():
        db.session.execute(update(Activity).values(fanned_out_at=before))
    return idea


def test_the_page_offers_to_ask_and_counts(client_for, cast, declined, visitor, rows):
    address = f"/acme/ideas/{declined.reference}"
    asked = text(visitor.get(address))
    assert "0 of 2 people have asked for it again." in asked
    assert "Sign in to ask for it again" in asked
    assert "You shared this idea" in text(client_for(cast.ana).get(address))

    client = client_for(cast.ben)
    assert f'action="/acme/ideas/{declined.number}/reopening"' in text(client.get(address))
    answer = client.send(f"/acme/ideas/{declined.number}/reopening")

    assert (answer.status_code, answer.headers["Location"]) == (303, f"{address}#again")
    page = text(client.get(address))
    assert "1 of 2 people have asked for it again." in page
    assert "You have asked for it again." in page
    assert len(rows(ReopenAsk)) == 1


def test_when_enough_have_asked_it_waits_again_and_followers_hear_of_it(
    client_for, cast, declined, rows, mails, run_jobs
):
    for person in (cast.ben, cast.mod):
        client_for(person).send(f"/acme/ideas/{declined.number}/reopening")
    run_jobs()
    run_jobs()

    assert rows(Idea)[0].reopened_at is not None
    page = text(client_for(cast.ben).get(f"/acme/ideas/{declined.reference}"))
    assert "asked for it again: it waits for a new answer" in page
    assert "2 people" in page
    assert 'id="again"' not in page
    assert [(mail.address, mail.subject) for mail in mails()] == [
        ("ana@example.com", "[Acme Coffee] “Oat milk in every shop” is asked for again")
    ]


def test_before_the_months_are_over_the_page_says_from_when(client_for, cast, make):
    idea = make.idea("A fresh no for everybody", at=clock.now())
    make.move(idea, "not-planned", at=clock.now())
    client = client_for(cast.ben)

    page = text(client.get(f"/acme/ideas/{idea.reference}"))

    assert "it can be asked for again; if 10 people do, it is answered anew." in page
    assert "/reopening" not in page
    assert client.send(f"/acme/ideas/{idea.number}/reopening").status_code == 422


def test_the_owner_says_how_many_and_how_long(client_for, cast, rows):
    client = client_for(cast.owner)
    page = text(client.get("/acme/settings"))
    assert 'name="reopen_people"' in page
    sent = {"name": "Acme Coffee", "tagline": "", "colour": "#7a4a2b", "shows_voters": "y"}

    client.send("/acme/settings", {**sent, "reopen_people": "3", "reopen_months": "0"})
    client.send("/acme/settings", {**sent, "reopen_people": "", "reopen_months": ""})
    bad = client.send("/acme/settings", {**sent, "reopen_people": "-1", "reopen_months": "6"})

    brand = rows(Brand, Brand.id == cast.brand.id)[0]
    assert (brand.reopen_people, brand.reopen_months, bad.status_code) == (3, 0, 422)
