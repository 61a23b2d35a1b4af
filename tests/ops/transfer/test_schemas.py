"""What is read of a line, and what is refused."""

import json
from datetime import UTC, datetime

import pytest

from ideas.ops.transfer.schemas import BadRow, id_of, read_idea
from tests.cast import NOW


def line(**changes):
    return json.dumps({"id": "1", "title": "Oat milk, please", **changes}).encode()


def why(raw):
    with pytest.raises(BadRow) as refusal:
        read_idea(raw, now=NOW)
    return str(refusal.value)


def test_read_idea_takes_a_full_row():
    read = read_idea(
        line(
            source="old",
            body="Because.\r\n ",
            author=" u1 ",
            created_at="2026-05-01",
            status="open",
            category="Milk",
            tags=["oat"],
            votes=12,
            lang="en",
            comments=[{"id": 5, "body": "Yes", "votes": -3}],
        ),
        now=NOW,
    )

    assert (read.row.title, read.row.body, read.row.author, read.row.votes) == (
        "Oat milk, please",
        "Because.",
        "u1",
        12,
    )
    assert read.row.created_at == datetime(2026, 5, 1, tzinfo=UTC)
    assert [(comment.id, comment.body) for comment in read.comments] == [("5", "Yes")]
    assert read.unused_keys == {"lang"}


def test_read_idea_takes_a_row_of_nulls():
    read = read_idea(line(body=None, tags=None, votes=None, comments=None, created_at=None, author=None), now=NOW)

    assert (read.row.body, read.row.tags, read.row.votes, read.comments) == ("", [], 0, ())


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-05-01", datetime(2026, 5, 1, tzinfo=UTC)),
        ("2026-05-01 02:35:06", datetime(2026, 5, 1, 2, 35, 6, tzinfo=UTC)),
        ("2026-05-01T02:35:06", datetime(2026, 5, 1, 2, 35, 6, tzinfo=UTC)),
        ("2026-05-01T02:35:06Z", datetime(2026, 5, 1, 2, 35, 6, tzinfo=UTC)),
        ("2026-05-01T02:35:06+02:00", datetime(2026, 5, 1, 0, 35, 6, tzinfo=UTC)),
        ("2026-06-15T20:00:00", NOW),
    ],
)
def test_read_idea_reads_dates_as_they_are_written(text, moment):
    assert read_idea(line(created_at=text), now=NOW).row.created_at == moment


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"{", "it is not JSON"),
        (b"\xff{}", "it is not UTF-8"),
        (b"[1]", "it is not a JSON object"),
        (b"null", "it is not a JSON object"),
        (b"[" * 100_000, "it is not JSON"),
        (b'{"id": 1, "title": "Oat milk", "votes": NaN}', "it is not JSON"),
        (b'{"id": ' + b"9" * 5_000 + b"}", "it is not JSON"),
        (b'{"id": "1"}', "title is missing"),
        (b'{"title": "Oat milk, please"}', "id is missing"),
        (line(id=None), "id is missing"),
        (line(id=""), "id is empty"),
        (line(id=True), "id is not text"),
        (line(id="x" * 121), "id has more than 120 characters"),
        (line(title="  "), "title is empty"),
        (line(title=["Oat"]), "title is not text"),
        (line(title="x" * 1_001), "title has more than 1000 characters"),
        (line(title="\ud800 oat milk"), "title holds a broken character"),
        (line(body="x" * 20_001), "body has more than 20000 characters"),
        (line(body={}), "body is not text"),
        (line(author=7), "author is not text"),
        (line(votes=-1), "votes is below 0"),
        (line(votes="many"), "votes is not a whole number"),
        (line(votes=True), "votes is not a whole number"),
        (line(votes=10**30), "votes is above 10000000"),
        (line(tags="oat"), "tags is not a list"),
        (line(tags=[{}]), "tags 0 is not text"),
        (line(comments={}), "comments is not a list"),
        (line(created_at="yesterday"), "created_at is not a date that can be read: 'yesterday'"),
        (
            line(created_at="0001-01-01T00:00:00+10:00"),
            "created_at is not a date that can be read: '0001-01-01T00:00:00+10:00'",
        ),
        (line(created_at="9999-12-31"), "created_at is before 1970 or in the future: '9999-12-31'"),
        (line(created_at="{votes}"), "created_at is not a date that can be read: '{votes}'"),
        (
            line(created_at=1_700_000_000),
            "created_at is not a date as text, such as 2026-05-31 or 2026-05-31T10:30:00Z",
        ),
        (line(title=1, votes="x"), "title is not text; votes is not a whole number"),
    ],
)
def test_read_idea_says_what_is_wrong(raw, reason):
    assert why(raw) == reason


def test_read_idea_refuses_a_comment_and_keeps_the_idea():
    read = read_idea(line(comments=["no", {"id": "5", "body": 1}, {"body": "x" * 4_001}, {"body": "Yes"}]), now=NOW)

    assert read.bad_comments == (
        ("number 1", "it is not an object"),
        ("5", "body is not text"),
        ("number 3", "body has more than 4000 characters"),
    )
    assert [comment.body for comment in read.comments] == ["Yes"]


def test_read_idea_drops_what_fools_the_eye():
    read = read_idea(line(title="Oat\u202e milk\u0000, please", body="a\u0000b\u200bc"), now=NOW)

    assert (read.row.title, read.row.body) == ("Oat milk, please", "abc")


@pytest.mark.parametrize(
    ("raw", "name"), [(b'{"id": 7}', "7"), (b'{"id": "a\\ud800"}', "a\\ud800"), (b'{"id": []}', None), (b"{", None)]
)
def test_id_of_names_a_refused_row_as_far_as_it_can(raw, name):
    assert id_of(raw) == name
