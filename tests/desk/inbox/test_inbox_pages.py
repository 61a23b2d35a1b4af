"""The inbox in the browser: what is shown, to whom, and in how many queries."""

import pytest
from sqlalchemy import delete, insert, inspect

from ideas.base.db import db
from ideas.community.board.models import BoardMember
from ideas.community.duplicate.models import LikelyDuplicate
from ideas.community.idea.actions import lock_idea, set_visibility
from ideas.community.idea.models import Idea, IdeaRank
from ideas.community.idea.rules import Visibility
from ideas.trust.moderation.models import Appeal, Statement
from ideas.trust.moderation.rules import Limit


def text(response):
    return response.get_data(as_text=True)


@pytest.mark.engines
def test_the_inbox_shows_what_waits_and_opens_the_most_urgent(client_for, mod, make):
    idea = make.idea("A cup that keeps its warmth", body="Mine is **cold** after ten minutes.")

    page = text(client_for(mod).get("/acme/desk"))

    assert "A cup that keeps its warmth" in page
    assert "<strong>cold</strong>" in page
    assert f'value="answer:{idea.id}@1.1.0~0"' in page
    assert 'aria-current="page">Desk</a>' in page


def test_the_open_item_says_who_sees_to_it(client_for, mod, owner, make):
    idea = make.idea("A cup that keeps its warmth")
    with make.at_work():
        lock_idea(idea.id).assignee_id = owner.id

    def said(person):
        page = text(client_for(person).get(f"/acme/desk?item=answer:{idea.id}"))
        return page.partition('title="Who sees to it"')[2].partition("</span>")[0]

    assert f"<bdi>{owner.display_name}</bdi>" in said(mod)
    assert "<bdi>you</bdi>" in said(owner)


def test_a_line_names_its_board_only_where_there_are_several_to_tell_apart(client_for, cast, make):
    make.idea()

    def line(person):
        return text(client_for(person).get("/acme/desk")).partition('class="queue__facts"')[2].partition("</a>")[0]

    assert cast.board.name in line(cast.mod)
    assert cast.board.name not in line(cast.partner)


@pytest.mark.parametrize(
    ("person", "status"), [("ana", 404), ("outsider", 404), ("newcomer", 404), ("partner", 200), ("owner", 200)]
)
def test_only_staff_have_a_desk(client_for, cast, make, person, status):
    make.idea()

    assert client_for(getattr(cast, person)).get("/acme/desk").status_code == status


def test_a_visitor_has_none(visitor, cast):
    assert visitor.get("/acme/desk").status_code == 403


def test_nothing_waits(client_for, mod, cast):
    assert "Everything is seen to" in text(client_for(mod).get("/acme/desk"))


@pytest.mark.parametrize(
    "query",
    [
        "kind=nonsense",
        "board=nowhere",
        "after=x",
        "item=answer:1",
        "item=bad",
        "selected=bad",
        "sort=score",
        "mine=1",
        "done=9999",
        "done=x",
        "item=duplicate:1",
        "kind=approve&after=x",
    ],
)
def test_an_address_that_makes_no_sense_is_no_fault(client_for, mod, cast, query):
    assert client_for(mod).get(f"/acme/desk?{query}").status_code in (200, 400)


def test_the_page_makes_the_same_queries_for_few_and_for_five_hundred(client_for, mod, make, count_queries, app, cast):
    client = client_for(mod)
    for _ in range(2):
        idea, pending = make.idea(), make.idea()
        with make.at_work():
            set_visibility(lock_idea(pending.id), Visibility.PENDING, at=pending.created_at)
            said = db.session.merge(make.comment(idea))
            said.visibility = Visibility.PENDING

    def ask(address="/acme/desk"):
        with count_queries() as sent:
            assert client.get(address).status_code == 200
        return len(sent)

    ask()
    few = ask()
    with make.at_work():
        _copy_many(idea, 500)

    assert ask() == few < 45
    assert ask(f"/acme/desk?item=answer:{idea.id}") < 45


@pytest.mark.engines
def test_five_hundred_are_counted_no_further(client_for, mod, make):
    with make.at_work():
        _copy_many(make.idea(), 510)

    page = text(client_for(mod).get("/acme/desk"))

    assert ">500+</span>" in page
    assert page.count('class="queue__item"') == 25


def _copy_many(idea, count):
    """As many more ideas that wait for an answer, by plain inserts."""
    like = db.session.get_one(Idea, idea.id)
    rank = db.session.get_one(IdeaRank, idea.id)
    ideas = [
        {column.key: getattr(like, column.key) for column in inspect(Idea).column_attrs}
        | {"id": 10_000 + place, "number": 10_000 + place}
        for place in range(count)
    ]
    ranks = [
        {column.key: getattr(rank, column.key) for column in inspect(IdeaRank).column_attrs} | {"idea_id": row["id"]}
        for row in ideas
    ]
    db.session.execute(insert(Idea), ideas)
    db.session.execute(insert(IdeaRank), ranks)


# --- what a partner sees of boards that are not theirs ---------------------------------------------------------------


def test_a_partner_reads_of_an_author_what_is_open_to_them(client_for, cast, make):
    idea = make.idea("An idea on the hosted board")
    make.idea("Public, for members", board=cast.members_board)
    hidden = make.idea("Hidden, for members", board=cast.members_board)
    make.idea("Only for the few", board=cast.inner_board)
    with make.at_work():
        set_visibility(lock_idea(hidden.id), Visibility.HIDDEN, at=hidden.created_at)

    def seen(person):
        page = text(client_for(person).get(f"/acme/desk?item=answer:{idea.id}"))
        return [title for title in ("Public, for members", "Hidden, for members", "Only for the few") if title in page]

    assert seen(cast.partner) == ["Public, for members"]
    assert len(seen(cast.mod)) == 3


def test_the_acts_of_a_partner_name_nothing_on_a_board_that_they_left(client_for, cast, make, app):
    idea = make.idea("An idea on the hosted board")
    client = client_for(cast.partner)
    client.send("/acme/desk/acts", {"act": "move", "item": f"answer:{idea.id}@1.1.0", "stage": "planned"})
    assert idea.title in text(client.get("/acme/desk/acts"))

    with make.at_work():
        db.session.execute(delete(BoardMember).where(BoardMember.account_id == cast.partner.id))

    page = text(client.get("/acme/desk/acts"))
    assert (idea.title in page, idea.title in text(client_for(cast.mod).get("/acme/desk/acts"))) == (False, True)


def test_a_likely_duplicate_names_no_idea_that_the_partner_cannot_see(client_for, cast, make):
    old, new = make.idea("Only for the few", board=cast.inner_board), make.idea("An idea on the hosted board")
    with make.at_work():
        db.session.add(
            LikelyDuplicate(
                brand_id=cast.brand.id,
                idea_id=new.id,
                other_id=old.id,
                board_id=cast.board.id,
                likeness=0.9,
                found_at=old.created_at,
            )
        )

    def shown(person):
        return old.title in text(client_for(person).get("/acme/desk?kind=duplicate"))

    assert (shown(cast.partner), shown(cast.mod)) == (False, True)


def test_an_appeal_shows_what_was_decided_and_the_way_to_decide_it(client_for, cast, make):
    idea = make.idea("A kettle for everybody")
    with make.at_work():
        made = Statement(
            brand_id=cast.brand.id,
            account_id=cast.ana.id,
            kind=Limit.HIDE,
            idea_id=idea.id,
            created_at=idea.created_at,
            rule_label="Be kind",
            facts="It called a shop a dump.",
            excerpt="This dump of a shop",
        )
        db.session.add(made)
        db.session.flush()
        db.session.add(
            Appeal(brand_id=cast.brand.id, statement_id=made.id, body="It is one.", created_at=idea.created_at)
        )

    page = text(client_for(cast.mod).get(f"/acme/desk?item=appeal:{made.id}"))

    assert [
        words in page for words in ("It is one.", "Be kind", "It called a shop a dump.", "This dump of a shop")
    ] == [True] * 4
    acts = page.partition('<div class="acts">')[2]
    assert f'href="/acme/desk/appeals/{made.id}"' in acts


def test_what_was_said_last_is_read_without_its_markdown(client_for, mod, make):
    idea = make.idea("A cup that keeps its warmth")
    make.comment(idea, body="Tonic *first*, see [the recipe](https://example.org/tonic).")

    page = text(client_for(mod).get(f"/acme/desk?item=answer:{idea.id}"))

    assert '<span dir="auto">Tonic first, see the recipe.</span>' in page
