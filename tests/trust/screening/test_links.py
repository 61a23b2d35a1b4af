"""Why a post waits for its links: unknown places, many of them, and edits that add some."""

from datetime import timedelta

from ideas.base.db import brand_scope
from ideas.community.idea.models import IdeaRank
from ideas.community.idea.rules import Visibility
from ideas.trust.posting.actions import edit, submit
from ideas.trust.posting.comments import edit as edit_comment
from ideas.trust.screening.models import KnownHost
from tests.trust.screening.people import TYPED, trust

DAY = timedelta(days=1)


def test_a_link_to_an_unknown_place_by_somebody_new_waits(share, say, house, newbie, rows, make):
    idea = make.idea(by=house.ben)

    assert share(newbie, body="See https://cups.example/x").held_because == "link"
    assert say(idea, newbie, "See https://cups.example/x").held_because == "link"
    assert rows(KnownHost) == []


def test_a_link_that_somebody_known_has_set_is_known(share, house, newbie, rows):
    share(house.ben, body="See https://www.Cups.example/x", at=house.ben.created_at + DAY)

    assert [host.host for host in rows(KnownHost)] == ["cups.example"]
    assert share(newbie, "Something wholly different", body="Or https://cups.example/y").held_because is None
    assert share(newbie, "And yet another one of mine", body="https://more.cups.example").held_because == "link"


def test_what_another_brand_knows_is_unknown_here(share, house, newbie, make):
    with brand_scope(house.rival.id):
        submit(
            house.rival,
            board=house.rival_board,
            title="A tea for everybody",
            body="https://tea.example",
            by=house.outsider,
            at=house.brand.created_at,
        )

    assert share(newbie, body="https://tea.example").held_because == "link"


def test_three_links_are_many_for_somebody_new(share, house, newbie, make):
    share(house.mod, body="https://known.example")
    two, three = ("https://known.example/1 https://known.example/2", "https://known.example/1 " * 3)

    assert share(newbie, "Two links in a text of mine", body=two).held_because is None
    assert share(newbie, "Three links that I found somewhere", body=three).held_because == "link"
    assert share(house.ben, "Ben may set as many as he likes", body=three).held_because is None


def test_six_links_are_many_for_somebody_known(share, house, newbie, now):
    """A day later they may set five; whom staff trust, or who earned it, any number."""
    links = " ".join(f"https://coffee.example/{number}" for number in range(5))
    tomorrow = now + DAY

    assert share(newbie, body=links, at=tomorrow).visibility is Visibility.PUBLIC
    held = share(newbie, "A lid that stays on", body=f"{links} https://coffee.example/5", at=tomorrow)
    assert (held.visibility, held.held_because) == (Visibility.PENDING, "link")
    trust(newbie, 1)
    last = share(newbie, "A bench by the door", body=f"{links} https://coffee.example/6", at=tomorrow)
    assert last.visibility is Visibility.PUBLIC


def test_somebody_new_links_a_site_once_in_three_posts(share, say, house, newbie, now):
    """A known one, too: that is how advertising goes."""
    idea = share(house.mod, "Where the beans come from", body="See https://beans.example/map")
    body = "As on https://beans.example/{}"

    first = share(newbie, body=body.format(1), at=now)
    said = say(idea, newbie, f"{body.format(2)}: why not like there, with a map?", at=now + timedelta(minutes=1))
    others = [
        share(newbie, title, at=now + timedelta(minutes=place))
        for place, title in ((2, "More lids that stay on"), (3, "A bench by the door"))
    ]
    later = say(idea, newbie, f"I have found this now: {body.format(3)}, so look.", at=now + timedelta(minutes=4))

    assert first.visibility is Visibility.PUBLIC
    assert (said.visibility, said.held_because) == (Visibility.PENDING, "link")
    assert [post.visibility for post in (*others, later)] == [Visibility.PUBLIC] * 3


def test_links_to_these_pages_are_fine(share, newbie):
    assert share(newbie, body="As in https://localhost/acme/ideas/1").held_because is None


def test_an_edit_that_adds_a_link_sends_a_new_persons_post_to_wait(share, house, newbie, now, rows):
    idea = share(newbie)
    assert idea.visibility is Visibility.PUBLIC

    edit(
        idea,
        brand=house.brand,
        title=idea.title,
        body="https://spam.example",
        tags=(),
        version=1,
        by=newbie,
        at=now,
        signs=TYPED,
    )

    assert (idea.visibility, idea.held_because, idea.body) == (Visibility.PENDING, "link", "https://spam.example")
    (rank,) = rows(IdeaRank)
    assert (rank.visibility, rank.awaits_answer, rank.vote_count) == (Visibility.PENDING, False, 1)


def test_an_edit_that_adds_no_new_place_stays_public(share, house, newbie, now):
    share(house.mod, "The moderator links it first", body="https://fine.example")
    idea = share(newbie, body="https://fine.example")

    edit(
        idea,
        brand=house.brand,
        title=idea.title,
        body="More: https://fine.example/2",
        tags=(),
        version=1,
        by=newbie,
        at=now,
        signs=TYPED,
    )

    assert idea.visibility is Visibility.PUBLIC


def test_an_edit_by_staff_of_a_new_persons_words_stays_public(share, house, newbie, now, rows):
    idea = share(newbie)

    edit(
        idea,
        brand=house.brand,
        title=idea.title,
        body="https://fine.example",
        tags=(),
        version=1,
        by=house.mod,
        at=now,
        reason="The place that is meant",
        signs=TYPED,
    )

    assert idea.visibility is Visibility.PUBLIC
    assert [host.host for host in rows(KnownHost)] == ["fine.example"]


def test_a_comments_edit_is_looked_at_too(say, house, newbie, make, now, rows):
    idea = make.idea(by=house.ben)
    said = say(idea, newbie)

    changed = edit_comment(said, brand=house.brand, body="https://spam.example", by=newbie, at=now, signs=TYPED)

    assert (changed.visibility, changed.held_because, changed.body) == (
        Visibility.PENDING,
        "link",
        "https://spam.example",
    )
    assert [rank.comment_count for rank in rows(IdeaRank)] == [0]
