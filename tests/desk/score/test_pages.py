"""Scoring in the browser: the form, the criteria's list, and nothing of it public."""

import pytest

from ideas.community.idea.models import IdeaRank
from ideas.desk.score.models import Criterion, Score

SECRET = "Quokka-factor"


def text(response):
    return response.get_data(as_text=True)


@pytest.fixture
def two_criteria(client_for, mod, rows):
    """Their ids, made on the page."""
    client = client_for(mod)
    client.send("/acme/desk/criteria", {"name": SECRET, "hint": "How many quokkas?", "weight": "3"})
    client.send("/acme/desk/criteria", {"name": "Other", "hint": "", "weight": "1"})
    return [criterion.id for criterion in rows(Criterion)]


def sent(ids, *values):
    return {f"mark_{criterion_id}": value for criterion_id, value in zip(ids, values, strict=True)}


def test_score_in_the_browser(client_for, idea, two_criteria, partner, mod, rows):
    path, page = f"/acme/ideas/{idea.number}/score", f"/acme/ideas/{idea.reference}"
    client_for(partner).send(path, sent(two_criteria, "5", "1"))
    client = client_for(mod)

    before = text(client.get(page))
    assert "1 person has scored it." in before
    assert "Pia Partner" not in before.split('id="score"')[1].split("</section>")[0]
    assert client.send(path, sent(two_criteria, "3", "3")).status_code == 303

    shown = text(client.get(page)).split('id="score"')[1].split("</section>")[0]
    assert "3.5" in shown
    assert "spread 0.5" in shown
    assert "Pia Partner" in shown
    assert len(rows(Score)) == 4


@pytest.mark.parametrize("values", [("5",), ("5", ""), ("5", "6"), ("5", "x")])
def test_a_mark_that_is_none_is_shown_where_it_is_missing(client_for, idea, two_criteria, mod, rows, values):
    form = {f"mark_{criterion_id}": value for criterion_id, value in zip(two_criteria, values, strict=False)}

    answer = client_for(mod).send(f"/acme/ideas/{idea.number}/score", form, headers={"HX-Request": "true"})

    assert answer.status_code == 422
    assert "field__error" in text(answer)
    assert rows(Score) == []


@pytest.mark.parametrize("who", ["visitor", "newcomer", "ben", "ana", "outsider"])
def test_nothing_of_a_score_is_public(client_for, cast, idea, two_criteria, mod, who, rows):
    client_for(mod).send(f"/acme/ideas/{idea.number}/score", sent(two_criteria, "5", "2"))
    (rank,) = rows(IdeaRank)
    assert rank.score == 4.25
    client = client_for(None if who == "visitor" else getattr(cast, who))

    pages = (
        "",
        "/ideas",
        "/ideas?sort=top",
        f"/ideas/{idea.reference}",
        "/boards/ideas",
        "/roadmap",
        "/promise",
        "/people/mo-derator",
        f"/ideas/{idea.number}/voters",
    )
    leaks = [
        page for page in pages for word in (SECRET, "quokka", "4.25", "4.3") if word in text(client.get(f"/acme{page}"))
    ]

    assert leaks == []
    assert client.send(f"/acme/ideas/{idea.number}/score", sent(two_criteria, "1", "1")).status_code in (303, 403, 404)
    assert [score.account_id for score in rows(Score)] == [mod.id, mod.id]


def test_a_partner_of_another_board_scores_nothing(client_for, make, two_criteria, partner, members_board, rows):
    elsewhere = make.idea(board=members_board)

    answer = client_for(partner).send(f"/acme/ideas/{elsewhere.number}/score", sent(two_criteria, "1", "1"))

    assert (answer.status_code, rows(Score)) == (403, [])


def test_only_moderators_keep_the_criteria(client_for, partner, two_criteria, rows):
    client = client_for(partner)

    statuses = [
        client.get("/acme/desk/criteria").status_code,
        client.send("/acme/desk/criteria", {"name": "Mine", "hint": "", "weight": "1"}).status_code,
        client.send(
            f"/acme/desk/criteria/{two_criteria[0]}/edit", {"name": "Mine", "hint": "", "weight": "1"}
        ).status_code,
        client.send("/acme/desk/criteria/usual").status_code,
    ]

    assert statuses == [404, 404, 404, 404]
    assert [criterion.name for criterion in rows(Criterion)] == [SECRET, "Other"]


def test_the_usual_four_come_with_one_press(client_for, mod, rows):
    client = client_for(mod)

    client.send("/acme/desk/criteria/usual")
    client.send("/acme/desk/criteria/usual")

    assert [criterion.name for criterion in rows(Criterion)] == ["Reach", "Fit", "Cost", "Confidence"]
