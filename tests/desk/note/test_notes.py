"""Notes between staff: read by those who host the board and by nobody else, ever."""

from datetime import timedelta

import pytest

from ideas.base import clock
from ideas.base.db import db
from ideas.desk.note.actions import BadNote, NoteStays, remove_note, write_note
from ideas.desk.note.models import Note
from ideas.desk.note.queries import notes_on
from ideas.people.account.actions import create_account
from ideas.people.brand.actions import change_role, join
from ideas.people.brand.queries import find_membership
from ideas.people.brand.rules import Role
from tests.cast import NOW

SECRET = "Zanzibar-marker-7"


def text(response):
    return response.get_data(as_text=True)


def test_a_note_is_kept_and_rendered(house, brand, idea, mod):
    write_note(idea, brand=brand, body="**Ask** the shops. <script>x</script>", by=mod, at=NOW)

    (note,) = notes_on(idea)
    assert (note.account.display_name, note.body_html.count("<strong>"), "<script" in note.body_html) == (
        "Mo Derator",
        1,
        False,
    )


@pytest.mark.parametrize("body", ["", "  \n ", "x" * 2001])
def test_an_empty_or_endless_note_is_none(house, brand, idea, mod, body):
    with pytest.raises(BadNote):
        write_note(idea, brand=brand, body=body, by=mod, at=NOW)


def test_ones_own_note_is_taken_back_within_a_day(house, brand, idea, mod, owner):
    note = write_note(idea, brand=brand, body="Hm.", by=mod, at=NOW)

    with pytest.raises(NoteStays):
        remove_note(note, by=owner, at=NOW)
    with pytest.raises(NoteStays):
        remove_note(note, by=mod, at=NOW + timedelta(days=1, seconds=1))
    remove_note(note, by=mod, at=NOW + timedelta(days=1))

    assert notes_on(idea) == []


# --- who is told -----------------------------------------------------------------------------------------------------


def test_a_mention_tells_staff_of_the_board_once(make, brand, idea, mod, mails, run_jobs):
    with make.at_work():
        write_note(idea, brand=brand, body=f"@pia-partner @Pia-Partner {SECRET}", by=mod, at=NOW)
    run_jobs()
    run_jobs()

    told = [mail for mail in mails() if mail.kind == "note_mention"]
    assert [mail.address for mail in told] == ["partner@example.com"]


def test_a_mention_tells_nobody_who_may_not_read_it(make, cast, members_board, mails, run_jobs):
    """A member, a partner of another board, somebody of another brand, and the writer."""
    elsewhere = make.idea(board=members_board)
    everybody = "@ana-lopes @pia-partner @otto-outsider @mo-derator @olga-owner"
    with make.at_work():
        write_note(elsewhere, brand=cast.brand, body=f"{everybody} {SECRET}", by=cast.mod, at=NOW)
    run_jobs()

    assert [mail.address for mail in mails() if SECRET in mail.text + mail.html or mail.kind == "note_mention"] == [
        "owner@example.com"
    ]


def test_who_lost_the_board_before_the_mail_went_is_not_told(make, cast, idea, mails, run_jobs):
    with make.at_work():
        write_note(idea, brand=cast.brand, body=f"@pia-partner {SECRET}", by=cast.mod, at=NOW)
        change_role(find_membership(cast.partner), Role.MEMBER, by=cast.owner, at=NOW)
    run_jobs()

    assert [mail.address for mail in mails() if mail.kind == "note_mention"] == []


# --- pages -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def noted(client_for, mod, idea, make, ben):
    """An idea by ana with a note, an answer, a comment and a vote: everything that could drag the note along."""
    client_for(mod).send(f"/acme/ideas/{idea.number}/notes", {"note": SECRET})
    make.comment(idea)
    make.vote(idea, ben)
    make.answer(idea)
    return idea


def test_staff_read_notes_on_the_idea(client_for, partner, mod, noted):
    for person in (partner, mod):
        assert SECRET in text(client_for(person).get(f"/acme/ideas/{noted.reference}"))


@pytest.mark.parametrize("who", ["visitor", "newcomer", "ben", "ana", "outsider"])
def test_a_note_is_in_no_page_of_others(client_for, cast, noted, run_jobs, mails, who):
    run_jobs()
    client = client_for(None if who == "visitor" else getattr(cast, who))
    pages = (
        "",
        "/ideas",
        "/ideas?sort=new",
        f"/ideas/{noted.reference}",
        f"/ideas/{noted.number}/revisions",
        f"/ideas/{noted.number}/voters",
        f"/ideas/{noted.number}/answer/revisions",
        "/boards/ideas",
        "/roadmap",
        "/promise",
        "/people/mo-derator",
        "/people/ana-lopes",
    )

    leaks = [page for page in pages if SECRET in text(client.get(f"/acme{page}"))]

    assert leaks == []
    assert noted.title not in text(client.get(f"/acme/ideas?q={SECRET}"))
    assert [mail.address for mail in mails() if SECRET in mail.text + mail.html] == []


def test_a_partner_of_another_board_reads_and_writes_none(client_for, make, partner, mod, members_board, rows):
    elsewhere = make.idea(board=members_board)
    client_for(mod).send(f"/acme/ideas/{elsewhere.number}/notes", {"note": SECRET})
    client = client_for(partner)

    assert SECRET not in text(client.get(f"/acme/ideas/{elsewhere.reference}"))
    assert client.send(f"/acme/ideas/{elsewhere.number}/notes", {"note": "Mine"}).status_code == 403
    (note,) = rows(Note)
    assert client.send(f"/acme/ideas/{elsewhere.number}/notes/{note.id}/delete").status_code == 403


def test_writing_and_taking_back_by_script(client_for, mod, idea, rows, monkeypatch):
    client, script = client_for(mod), {"HX-Request": "true"}

    written = client.send(f"/acme/ideas/{idea.number}/notes", {"note": SECRET}, headers=script)
    (note,) = rows(Note)
    empty = client.send(f"/acme/ideas/{idea.number}/notes", {"note": " "}, headers=script)
    gone = client.send(f"/acme/ideas/{idea.number}/notes/{note.id}/delete", headers=script)

    assert (written.status_code, empty.status_code, gone.status_code) == (200, 422, 200)
    assert SECRET in text(written)
    assert "<html" not in text(written)
    assert SECRET not in text(gone)
    assert rows(Note) == []


def test_an_empty_note_without_a_script_says_what_is_wrong(client_for, mod, idea):
    page = client_for(mod).send(f"/acme/ideas/{idea.number}/notes", {"note": ""})

    assert page.status_code == 422
    assert "Please fill this in." in text(page)


def test_a_note_goes_to_the_right_idea_only(client_for, mod, make, rows):
    one, other = make.idea("The first of two cups"), make.idea("Something else entirely")
    client_for(mod).send(f"/acme/ideas/{one.number}/notes", {"note": SECRET})
    (note,) = rows(Note)

    assert client_for(mod).send(f"/acme/ideas/{other.number}/notes/{note.id}/delete").status_code == 404
    assert len(rows(Note)) == 1


@pytest.mark.engines
def test_a_deleted_writer_leaves_the_note(client_for, make, brand, idea, mod):
    with make.at_work():
        guest = create_account("guest@example.com", name="Gil Guest", at=NOW)
        change_role(join(brand, guest, at=NOW), Role.MODERATOR, by=mod, at=NOW)
        write_note(idea, brand=brand, body=SECRET, by=guest, at=clock.now())
        db.session.flush()
        db.session.delete(guest)

    page = text(client_for(mod).get(f"/acme/ideas/{idea.reference}"))

    assert SECRET in page
    assert "Former member" in page
