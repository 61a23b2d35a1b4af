"""Merging in the browser: finding the other idea, seeing what it does, the pages of both, undoing."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from ideas.base import clock
from ideas.base.db import db, every_brand, writing
from ideas.community.idea.models import Idea, IdeaRank
from ideas.community.merge.actions import merge_ideas
from ideas.community.merge.models import Merge
from ideas.community.merge.rules import read_number
from ideas.community.vote.models import Vote
from ideas.spine.activity.models import Activity
from tests.community.merge.family import page

SCRIPT = {"HX-Request": "true"}


@pytest.fixture
def duplicate(make, cast):
    return make.idea("Milk made of oats", by=cast.ben)


@pytest.fixture
def merged(make, cast, idea, duplicate):
    """Ben's idea, merged into ana's."""
    with make.at_work():
        merge_ideas(duplicate, idea, by=cast.mod, at=clock.now(), reason="The same wish")
    return duplicate


@pytest.fixture
def tell(app, run_jobs):
    """Let the time in which a merge can be undone unheard pass, and the jobs run."""

    def run():
        with app.app_context(), every_brand(), writing():
            db.session.execute(update(Activity).values(lease_until=None))
        run_jobs()

    return run


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12),
        ("#12", 12),
        (" # 12 ", 12),
        ("https://ideas.example/acme/ideas/12-oat-milk?x=1", 12),
        ("/acme/ideas/7", 7),
        ("oat milk", None),
        ("12 cups", None),
        ("", None),
        ("#", None),
        ("9999999999", None),
    ],
)
def test_an_idea_is_named_by_its_number_or_address(text, number):
    assert read_number(text) == number


def test_staff_find_the_other_idea_see_the_effect_and_merge(client_for, mod, idea, duplicate, make, ben, rows):
    make.vote(idea, ben)
    client, home = client_for(mod), f"/acme/ideas/{duplicate.number}/merge"

    for words in ("oat milk", str(idea.number), f"http://localhost/acme/ideas/{idea.reference}"):
        assert f"{home}?into={idea.number}" in page(client, f"{home}?q={words}")
    plan = page(client, f"{home}?into={idea.number}")
    assert [
        f"<dd{mark}>{count}</dd>" in plan for mark, count in (("", 1), ("", 2), (' class="merge-plan__total"', 2))
    ] == [True] * 3

    answer = client.send(home, {"into": idea.number, "reason": "The same wish"})

    assert (answer.status_code, answer.headers["Location"]) == (303, f"/acme/ideas/{duplicate.reference}")
    assert [(one.idea_id, one.target_id, one.reason) for one in rows(Merge)] == [
        (duplicate.id, idea.id, "The same wish")
    ]
    assert {rank.idea_id: rank.vote_count for rank in rows(IdeaRank)} == {idea.id: 2, duplicate.id: 0}


def test_only_hosts_of_both_boards_merge(client_for, cast, idea, duplicate, make, rows):
    elsewhere = make.idea("A wish of the members", board=cast.members_board)
    home = f"/acme/ideas/{duplicate.number}/merge"

    for person, status in ((None, 403), (cast.ben, 404), (cast.outsider, 404)):
        assert client_for(person).get(home).status_code == status
        assert client_for(person).send(home, {"into": idea.number}).status_code == status
    partner = client_for(cast.partner)
    assert partner.get(f"/acme/ideas/{elsewhere.number}/merge").status_code == 403
    assert partner.send(home, {"into": elsewhere.number}).status_code == 403
    assert rows(Merge) == []
    assert partner.send(home, {"into": idea.number}).status_code == 303


def test_a_refusal_says_why_and_changes_nothing(client_for, mod, duplicate, make, cast, rows):
    inner = make.idea("The inner oat milk", board=cast.inner_board)
    client, home = client_for(mod), f"/acme/ideas/{duplicate.number}/merge"

    answer = client.send(home, {"into": inner.number})

    assert answer.status_code == 422
    assert "1 of the people behind this idea" in answer.get_data(as_text=True)
    assert "1 of the people behind this idea" in page(client, f"{home}?into={inner.number}")
    assert "into itself" in page(client, f"{home}?into={duplicate.number}")
    assert client.send(home, {"into": 999}).status_code == 404
    assert rows(Merge) == []


def test_the_merged_page_stays_and_leads_on(visitor, client_for, ben, merged, idea):
    told = page(visitor, f"/acme/ideas/{merged.reference}")

    assert "Merged into" in told
    assert f'href="/acme/ideas/{idea.reference}"' in told
    assert "The same wish" in told
    assert "So that every cup is better." in told
    assert f'<link rel="canonical" href="http://localhost/acme/ideas/{idea.reference}">' in told
    assert f'data-cast="/acme/ideas/{idea.number}/vote"' in told
    assert 'data-count="2"' in told
    assert "merged it into idea" in told
    assert "The discussion goes on at the idea that this one was merged into." in told
    assert f"/acme/ideas/{merged.number}/edit" not in page(client_for(ben), f"/acme/ideas/{merged.reference}")


def test_the_merged_page_shows_where_the_canonical_idea_stands(visitor, make, mod, merged, idea):
    make.move(idea, "planned", by=mod)

    told = page(visitor, f"/acme/ideas/{merged.reference}")

    assert "This is the way of the idea that it was merged into." in told
    assert told.count('aria-current="step"') == 1
    assert "Planned" in told[told.index('aria-current="step"') :][:300]


def test_the_canonical_page_credits_what_was_merged(visitor, merged, idea):
    told = page(visitor, f"/acme/ideas/{idea.reference}")

    assert "Also asked here" in told
    assert f'href="/acme/ideas/{merged.reference}"' in told
    assert "Ben Okafor" in told
    assert "merged by Mo Derator" in told


def test_lists_show_the_canonical_idea_only(visitor, merged, idea):
    shown = page(visitor, "/acme/ideas?sort=new")

    assert (f"/acme/ideas/{idea.reference}" in shown, f"/acme/ideas/{merged.reference}" in shown) == (True, False)


def test_a_vote_sent_to_the_merged_page_counts_for_the_canonical_idea(client_for, newcomer, merged, idea, rows):
    client = client_for(newcomer)

    cast_it = client.send(f"/acme/ideas/{merged.number}/vote", headers=SCRIPT).get_data(as_text=True)
    taken = client.send(f"/acme/ideas/{merged.number}/vote/delete", headers=SCRIPT).get_data(as_text=True)

    assert ('aria-pressed="true"' in cast_it, 'data-count="3"' in cast_it) == (True, True)
    assert ('aria-pressed="false"' in taken, 'data-count="2"' in taken) == (True, True)
    assert rows(Vote, Vote.account_id == newcomer.id) == []


def test_who_voted_for_the_merged_idea_sees_that_they_voted(client_for, ben, merged, idea):
    client = client_for(ben)

    assert 'aria-pressed="true"' in page(client, f"/acme/ideas/{idea.reference}").partition("</vote-button>")[0]
    assert 'aria-pressed="true"' in page(client, "/acme/ideas").partition("</vote-button>")[0]
    assert "Oat milk in every shop" in page(client, "/acme/ideas?voted=1")


def test_voters_of_a_closed_board_are_not_named_on_an_open_one(visitor, client_for, mod, cast, idea, make):
    inner = make.idea("The inner oat milk", board=cast.inner_board, by=cast.owner)
    with make.at_work():
        merge_ideas(inner, idea, by=cast.mod, at=clock.now())

    voters = f"/acme/ideas/{idea.number}/voters"
    assert ("Olga Owner" in page(visitor, voters), "Olga Owner" in page(client_for(mod), voters)) == (False, True)
    assert "The inner oat milk" not in page(visitor, f"/acme/ideas/{idea.reference}")


def test_staff_undo_from_the_banner(client_for, mod, merged, idea, reload, rows):
    client = client_for(mod)
    assert "Undo the merge" in page(client, f"/acme/ideas/{merged.reference}")
    assert "Undo the merge?" in page(client, f"/acme/ideas/{merged.number}/merge")

    answer = client.send(f"/acme/ideas/{merged.number}/merge/delete")

    assert (answer.status_code, reload(merged).is_merged) == (303, False)
    assert {rank.idea_id: rank.vote_count for rank in rows(IdeaRank)} == {idea.id: 1, merged.id: 1}
    assert client.send(f"/acme/ideas/{merged.number}/merge/delete").status_code == 404


def test_author_and_followers_hear_once_and_only_after_a_while(make, cast, merged, idea, run_jobs, tell, mails):
    with make.at_work():
        from ideas.community.follow.models import Follow

        for person in (cast.ana, cast.owner):
            db.session.add(
                Follow(brand_id=cast.brand.id, idea_id=merged.id, account_id=person.id, created_at=clock.now())
            )
    run_jobs()
    assert mails() == []

    tell()
    tell()

    assert sorted((mail.address, mail.subject) for mail in mails()) == [
        ("ana@example.com", "[Acme Coffee] “Milk made of oats” goes on as “Oat milk in every shop”"),
        ("ben@example.com", "[Acme Coffee] Your idea “Milk made of oats” was merged with one like it"),
        ("owner@example.com", "[Acme Coffee] “Milk made of oats” goes on as “Oat milk in every shop”"),
    ]


def test_nobody_hears_of_a_merge_that_was_undone(client_for, mod, merged, tell, mails):
    client_for(mod).send(f"/acme/ideas/{merged.number}/merge/delete")

    tell()

    assert mails() == []


def test_the_idea_page_takes_as_many_queries_for_three_merged_ideas_as_for_one(
    client_for, ben, idea, make, cast, count_queries
):
    def cost():
        with count_queries() as queries:
            page(client_for(ben), f"/acme/ideas/{idea.reference}")
        return len(queries)

    def merge_one(by):
        other = make.idea(by=by)
        with make.at_work():
            merge_ideas(other, db.session.get(Idea, idea.id), by=cast.mod, at=clock.now() - timedelta(days=1))

    merge_one(cast.mod)
    one = cost()
    for person in (cast.owner, cast.ana):
        merge_one(person)

    assert cost() == one
