"""The desk's pages for pauses, and where everybody reads of them."""

from datetime import timedelta

import pytest

from ideas.base import clock
from ideas.community.board.models import AnswerPause
from ideas.community.idea.models import IdeaRank

DAY = timedelta(days=1)
NEW, LIST = "/acme/desk/pauses/new", "/acme/desk/pauses"


def day(ahead):
    return (clock.now() + ahead * DAY).date().isoformat()


def sent(**changes):
    return {"board": "ideas", "first_day": day(2), "last_day": day(4), "reason": "Our shops are closed.", **changes}


def test_a_host_announces_a_pause_from_the_first_to_the_last_day(client_for, cast, rows):
    client = client_for(cast.partner)
    assert "Announce the pause" in client.get(NEW).get_data(as_text=True)

    response = client.send(LIST, sent())

    assert (response.status_code, response.location) == (303, LIST)
    (pause,) = rows(AnswerPause)
    assert (pause.starts_at.date().isoformat(), pause.ends_at.date().isoformat()) == (day(2), day(5))
    assert (pause.starts_at.hour, pause.ends_at.hour, pause.account_id) == (0, 0, cast.partner.id)
    assert "Our shops are closed." in client.get(LIST).get_data(as_text=True)


def test_a_pause_from_today_on_begins_now(client_for, cast, make, rows):
    make.idea(at=clock.now() - DAY)
    before = clock.now()

    client_for(cast.mod).send(LIST, sent(first_day=day(0), last_day=day(0)))

    (pause,) = rows(AnswerPause)
    assert before <= pause.starts_at <= clock.now()
    (rank,) = rows(IdeaRank)
    assert rank.answer_due == rank.created_at + 14 * DAY + (pause.ends_at - pause.starts_at)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"first_day": day(-1)}, "in the past"),
        ({"last_day": day(1)}, "The last day comes before the first one."),
        ({"last_day": day(63)}, "A pause lasts 60 days at most."),
        ({"last_day": "9999-12-31"}, "A pause lasts 60 days at most."),
        ({"first_day": "9999-12-31", "last_day": "9999-12-31"}, "within a year"),
        ({"first_day": "tomorrow"}, "Give a day, such as"),
        ({"first_day": ""}, "Please fill this in."),
        ({"reason": ""}, "Please fill this in."),
        ({"reason": "x" * 201}, "at most 200 characters"),
        ({"board": "nowhere"}, "Not a valid choice"),
    ],
)
def test_a_pause_that_can_not_be_is_refused_with_a_sentence(client_for, cast, rows, changes, sentence):
    response = client_for(cast.mod).send(LIST, sent(**changes))

    assert response.status_code == 422
    assert sentence in response.get_data(as_text=True)
    assert rows(AnswerPause) == []


@pytest.mark.engines
def test_a_second_pause_at_the_time_is_a_conflict(client_for, cast, rows):
    client = client_for(cast.mod)
    client.send(LIST, sent())

    response = client.send(LIST, sent(first_day=day(4), last_day=day(6)))

    assert response.status_code == 409
    assert "has a pause at that time already" in response.get_data(as_text=True)
    assert len(rows(AnswerPause)) == 1


def test_a_pause_is_ended_from_the_list(client_for, cast, make, rows):
    make.idea(at=clock.now() - DAY)
    client = client_for(cast.partner)
    client.send(LIST, sent(first_day=day(0)))
    (pause,), (rank,) = rows(AnswerPause), rows(IdeaRank)

    assert client.send(f"{LIST}/{pause.id}/end").status_code == 303

    (after,) = rows(AnswerPause)
    assert after.cut_at is not None
    assert rows(IdeaRank)[0].answer_due == rank.answer_due - (pause.ends_at - after.cut_at)
    assert "ended sooner" in client.get(LIST).get_data(as_text=True)
    assert client.send(f"{LIST}/{pause.id}/end").status_code == 409


def test_a_partner_pauses_only_boards_that_they_host(client_for, cast, rows):
    client = client_for(cast.partner)

    assert client.send(LIST, sent(board="members")).status_code == 422
    client_for(cast.mod).send(LIST, sent(board="members"))
    (pause,) = rows(AnswerPause)

    assert client.send(f"{LIST}/{pause.id}/end").status_code == 404
    assert "Our shops are closed." not in client.get(LIST).get_data(as_text=True)
    assert rows(AnswerPause)[0].cut_at is None


def test_members_and_strangers_pause_nothing(client_for, cast, rows):
    client_for(cast.mod).send(LIST, sent())
    (pause,) = rows(AnswerPause)

    for who in (cast.ana, cast.outsider, None):
        client = client_for(who)
        for answer in (
            client.get(LIST),
            client.get(NEW),
            client.send(LIST, sent(first_day=day(8), last_day=day(9))),
            client.send(f"{LIST}/{pause.id}/end"),
        ):
            assert answer.status_code in (403, 404)

    assert [(one.id, one.cut_at) for one in rows(AnswerPause)] == [(pause.id, None)]


def test_everybody_reads_of_a_pause_on_the_board_and_on_the_promise(client_for, cast, make, visitor):
    idea = make.idea(at=clock.now() - DAY)
    client_for(cast.mod).send(LIST, sent(first_day=day(0)))

    for path in ("/acme/boards/ideas", "/acme/promise"):
        assert "Our shops are closed." in visitor.get(path).get_data(as_text=True), path
    for path in ("/acme/boards/ideas", "/acme/ideas", f"/acme/ideas/{idea.reference}"):
        assert "Clock paused until" in visitor.get(path).get_data(as_text=True), path
    assert "Our shops are closed." not in visitor.get("/acme/ideas").get_data(as_text=True)
