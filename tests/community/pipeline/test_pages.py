"""Moving and answering in the browser: by whom, with what, and beside somebody who was faster."""

import re

import pytest
from sqlalchemy import update

from ideas.base.db import brand_scope, db
from ideas.community.pipeline.models import Answer, Move
from ideas.community.stage.models import DeclineReason
from ideas.community.stage.queries import open_reasons

WHY_NOT = "It would make each cup twice as dear, and nobody wants that."


def text(response):
    return response.get_data(as_text=True)


@pytest.fixture
def home(idea):
    return f"/acme/ideas/{idea.number}"


@pytest.fixture
def reason(make):
    """The id of acme's first reason for a no."""
    with make.at_work():
        return str(open_reasons()[0].id)


def moves(rows):
    return [(move.from_name, move.to_name) for move in rows(Move)]


# --- moving ----------------------------------------------------------------------------------------------------------


def test_move_an_idea_with_an_answer(client_for, mod, visitor, idea, home, rows):
    client = client_for(mod)
    asked = text(client.get(f"{home}/move"))
    assert re.findall(r'name="stage"[^>]*value="([\w-]+)"', asked) == [
        "under-review",
        "planned",
        "shipped",
        "not-planned",
    ]

    answer = client.send(f"{home}/move", {"stage": "planned", "answer": "We start in **May**.", "stage_version": "1"})

    assert (answer.status_code, answer.headers["Location"]) == (303, f"/acme/ideas/{idea.reference}")
    assert moves(rows) == [("New", "Planned")]
    page = text(visitor.get(f"/acme/ideas/{idea.reference}"))
    assert "We start in <strong>May</strong>." in page
    assert "moved it from New to Planned" in page
    assert "answered it and moved it" in page
    assert f'content="move:acme:{idea.number}"' in text(client.get(f"/acme/ideas/{idea.reference}"))


@pytest.mark.parametrize(
    ("form", "field", "sentence"),
    [
        ({"stage": ""}, "stage", "Please fill this in."),
        ({"stage": "in-progress"}, "stage", "Not a valid choice."),
        ({"stage": "nowhere"}, "stage", "Not a valid choice."),
        ({"stage": "planned", "answer": "Soon."}, "answer", "An answer has 10 to 10000 characters; this has 5."),
        ({"stage": "planned", "answer": "x" * 10_001}, "answer", "Use at most 10000 characters; this has 10001."),
        (
            {"stage": "not-planned", "explanation": WHY_NOT},
            "reason",
            "A no needs a reason: choose the one that is true.",
        ),
        ({"stage": "not-planned", "explanation": WHY_NOT, "reason": "0"}, "reason", "A no needs a reason"),
        ({"stage": "not-planned", "explanation": WHY_NOT, "reason": "x"}, "reason", "A no needs a reason"),
        ({"stage": "not-planned", "explanation": WHY_NOT, "reason": "9" * 40}, "reason", "A no needs a reason"),
        (
            {"stage": "not-planned", "explanation": "x" * 39, "reason": "ours"},
            "explanation",
            "in 40 to 2000 characters; this has 39",
        ),
        (
            {"stage": "not-planned", "explanation": "x" * 2001, "reason": "ours"},
            "explanation",
            "Use at most 2000 characters",
        ),
    ],
)
def test_what_was_typed_is_shown_again_with_the_mistake_beside_it(
    client_for, mod, home, reason, rows, form, field, sentence
):
    form = {"answer": "Words that were typed.", "explanation": "Why it is so.", "stage_version": "1", **form}
    form["reason"] = reason if form.get("reason", "ours") == "ours" and "reason" in form else form.get("reason", "")

    answer = client_for(mod).send(f"{home}/move", form)

    page = text(answer)
    assert answer.status_code == 422
    assert re.search(rf'id="{field}-error">.*?{re.escape(sentence)}', page, re.DOTALL)
    assert f"{form['answer']}</textarea>" in page
    assert f"{form['explanation']}</textarea>" in page
    assert moves(rows) == []
    assert rows(Answer) == []


def test_a_no_shows_its_reason_and_explanation_to_everybody(client_for, mod, visitor, idea, home, reason, rows):
    form = {"stage": "not-planned", "reason": reason, "explanation": WHY_NOT, "answer": "", "stage_version": "1"}

    assert client_for(mod).send(f"{home}/move", form).status_code == 303

    page = text(visitor.get(f"/acme/ideas/{idea.reference}"))
    assert moves(rows) == [("New", "Not planned")]
    assert "It would cost too much for what it brings" in page
    assert page.count(WHY_NOT) == 2, "in the story, and as the answer"
    assert "Voting closed" in page


def test_a_retired_reason_and_another_brands_are_none(client_for, cast, make, home, reason, rows):
    with make.at_work():
        db.session.execute(update(DeclineReason).where(DeclineReason.id == int(reason)).values(is_retired=True))
    with make.at_work(cast.rival):
        foreign = str(open_reasons()[0].id)
    client = client_for(cast.mod)
    offered = re.findall(r'<option[^>]*value="(\d+)"', text(client.get(f"{home}/move")))
    assert len(offered) == 5
    assert not {reason, foreign} & set(offered)

    for wrong in (reason, foreign):
        form = {"stage": "not-planned", "reason": wrong, "explanation": WHY_NOT, "stage_version": "1"}
        assert client.send(f"{home}/move", form).status_code == 422
    assert moves(rows) == []


@pytest.mark.engines
def test_a_second_moderator_is_told_and_loses_nothing_typed(client_for, cast, home, reason, rows):
    first = {"stage": "under-review", "stage_version": "1"}
    assert client_for(cast.mod).send(f"{home}/move", first).status_code == 303
    second = {
        "stage": "not-planned",
        "reason": reason,
        "explanation": WHY_NOT,
        "answer": "A letter to ana.",
        "stage_version": "1",
    }

    answer = client_for(cast.owner).send(f"{home}/move", second)

    page = text(answer)
    assert answer.status_code == 409
    assert "Somebody moved this idea meanwhile: it is now in “Under review”. Nothing was changed." in page
    assert f"{WHY_NOT}</textarea>" in page
    assert "A letter to ana.</textarea>" in page
    assert re.search(rf'<option selected value="{reason}"', page)
    assert re.search(r'value="not-planned" checked', page)
    assert 'name="stage_version" type="hidden" value="2"' in page
    assert moves(rows) == [("New", "Under review")]
    assert client_for(cast.owner).send(f"{home}/move", {**second, "stage_version": "2"}).status_code == 303
    assert moves(rows) == [("New", "Under review"), ("Under review", "Not planned")]


@pytest.mark.parametrize("version", ["", "0", "2", "-1", "x", "1.0", "9" * 40])
@pytest.mark.engines
def test_a_move_of_another_version_changes_nothing(client_for, mod, home, rows, version):
    answer = client_for(mod).send(f"{home}/move", {"stage": "planned", "stage_version": version})

    assert answer.status_code in (409, 422)
    assert moves(rows) == []


@pytest.mark.parametrize(
    ("person", "status"),
    [("ana", 404), ("ben", 404), ("outsider", 404), ("newcomer", 404), ("partner", 200), ("mod", 200), ("owner", 200)],
)
def test_only_hosts_move_and_answer(client_for, cast, idea, home, rows, person, status):
    client = client_for(getattr(cast, person))

    assert client.get(f"{home}/move").status_code == client.get(f"{home}/answer").status_code == status
    if status == 404:
        assert client.send(f"{home}/move", {"stage": "planned", "stage_version": "1"}).status_code == 404
        assert client.send(f"{home}/answer", {"answer": "No, I do this.", "version": "0"}).status_code == 404
    assert moves(rows) == []
    assert rows(Answer) == []


def test_a_partner_moves_only_on_the_boards_they_host(client_for, partner, make, members_board, rows):
    elsewhere = make.idea(board=members_board)
    client = client_for(partner)

    for path, form in (
        ("move", {"stage": "planned", "stage_version": "1"}),
        ("answer", {"answer": "Hello, all of you.", "version": "0"}),
    ):
        for answer in (
            client.get(f"/acme/ideas/{elsewhere.number}/{path}"),
            client.send(f"/acme/ideas/{elsewhere.number}/{path}", form),
        ):
            assert answer.status_code == 403
            assert "on the boards that you host" in text(answer)
    assert moves(rows) == []
    assert rows(Answer) == []


def test_a_visitor_does_not_move(visitor, home):
    assert visitor.get(f"{home}/move").status_code == visitor.get(f"{home}/answer").status_code == 403


def test_an_idea_that_was_withdrawn_is_neither_moved_nor_answered(client_for, mod, make, idea, home, rows):
    make.withdraw(idea)
    client = client_for(mod)

    assert client.send(f"{home}/move", {"stage": "planned", "stage_version": "1"}).status_code == 403
    assert client.send(f"{home}/answer", {"answer": "We will do that.", "version": "0"}).status_code == 403
    assert moves(rows) == []


def test_the_track_shows_where_the_idea_has_been(visitor, make, idea):
    make.move(idea, "under-review", "planned")

    page = text(visitor.get(f"/acme/ideas/{idea.reference}"))

    track = page.partition('<ol class="progress-track')[2]
    steps = re.findall(r'data-state="(\w+)".*?progress-track__name">(.*?)<', track, re.DOTALL)
    assert steps == [
        ("done", "New"),
        ("done", "Under review"),
        ("current", "Planned"),
        ("todo", "In progress"),
        ("todo", "Shipped"),
    ]


def test_a_declined_idea_stops_there(visitor, make, idea):
    make.move(idea, "not-planned")

    page = text(visitor.get(f"/acme/ideas/{idea.reference}"))

    assert re.findall(r'data-state="(\w+)".*?progress-track__name">(.*?)<', page, re.DOTALL) == [
        ("done", "New"),
        ("stopped", "Not planned"),
    ]


# --- answering -------------------------------------------------------------------------------------------------------


def test_answer_without_moving(client_for, partner, visitor, idea, home, rows):
    client = client_for(partner)

    answer = client.send(f"{home}/answer", {"answer": "We hear you, **ana**.", "version": "0"})

    assert (answer.status_code, answer.headers["Location"]) == (303, f"/acme/ideas/{idea.reference}#answer")
    page = text(visitor.get(f"/acme/ideas/{idea.reference}"))
    assert "Our answer" in page
    assert "We hear you, <strong>ana</strong>." in page
    assert "Pia Partner" in page
    assert "Answered" in text(visitor.get("/acme/ideas"))
    assert moves(rows) == []


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("", "Please fill this in."),
        ("Too short", "An answer has 10 to 10000 characters; this has 9."),
        ("x" * 10_001, "Use at most 10000 characters; this has 10001."),
    ],
)
def test_an_answer_out_of_bounds_is_shown_again(client_for, mod, home, rows, words, sentence):
    answer = client_for(mod).send(f"{home}/answer", {"answer": words, "version": "0"})

    assert answer.status_code == 422
    assert text(answer).count(sentence) == 2
    assert f"{words}</textarea>" in text(answer)
    assert rows(Answer) == []


@pytest.mark.engines
def test_a_stale_answer_keeps_what_was_typed_and_shows_what_was_saved(client_for, cast, home, rows):
    assert (
        client_for(cast.mod).send(f"{home}/answer", {"answer": "The moderator was faster.", "version": "0"}).status_code
        == 303
    )

    answer = client_for(cast.owner).send(f"{home}/answer", {"answer": "The owner was slower.", "version": "0"})

    page = text(answer)
    assert answer.status_code == 409
    assert "Somebody saved a newer answer meanwhile." in page
    assert "The owner was slower.</textarea>" in page
    assert re.search(r"<del>.*moderator.*</del>", page, re.DOTALL), "what was saved stands there to compare with"
    assert 'name="version" type="hidden" value="1"' in page
    assert [row.body for row in rows(Answer)] == ["The moderator was faster."]


def test_the_history_of_an_answer_is_public(client_for, cast, visitor, idea, home):
    client_for(cast.mod).send(f"{home}/answer", {"answer": "We start in May, all of us.", "version": "0"})
    assert "The answer has not changed" in text(visitor.get(f"{home}/answer/revisions"))
    client_for(cast.owner).send(f"{home}/answer", {"answer": "We start in June, all of us.", "version": "1"})

    page = text(visitor.get(f"/acme/ideas/{idea.reference}"))
    history = text(visitor.get(f"{home}/answer/revisions"))

    assert f'href="{home}/answer/revisions"' in page
    assert re.search(r"<del>.{0,60}May</del><ins>.{0,60}June</ins>", history, re.DOTALL)
    assert "Olga Owner" in history


def test_a_stage_of_another_brand_is_no_choice(client_for, cast, make, home, rows):
    with make.at_work(cast.rival), brand_scope(cast.rival.id):
        from ideas.community.stage.queries import find_stage

        find_stage("planned").slug = "only-there"

    assert client_for(cast.mod).send(f"{home}/move", {"stage": "only-there", "stage_version": "1"}).status_code == 422
    assert moves(rows) == []
