"""The pages to change an idea: edit it, also beside somebody else; read its history; take it back."""

import re

import pytest

from ideas.community.idea.models import IdeaRevision
from ideas.community.idea.tags import TagGone

TITLE = "Oat milk in every shop"


def text(response):
    return response.get_data(as_text=True)


@pytest.fixture
def words(idea):
    return {"title": TITLE, "body": "Better words.", "tags": "", "version": "1"}


def test_the_author_edits(client_for, ana, idea, words, reload):
    client = client_for(ana)
    assert f'value="{TITLE}"' in text(client.get(f"/acme/ideas/{idea.number}/edit"))

    answer = client.send(f"/acme/ideas/{idea.number}/edit", words)

    assert (answer.status_code, answer.headers["Location"]) == (303, f"/acme/ideas/{idea.reference}")
    assert reload(idea).body == "Better words."
    assert f'content="edit:acme:{idea.number}:1"' in text(client.get(f"/acme/ideas/{idea.reference}"))


@pytest.mark.engines
def test_a_stale_edit_keeps_what_was_typed_and_shows_what_was_saved(client_for, cast, idea, words, reload):
    staff = {**words, "body": "Words of the moderator.", "reason": "A typo"}
    assert client_for(cast.mod).send(f"/acme/ideas/{idea.number}/edit", staff).status_code == 303
    mine = {**words, "body": "Words of the author.", "tags": "mine"}

    answer = client_for(cast.ana).send(f"/acme/ideas/{idea.number}/edit", mine)

    page = text(answer)
    assert answer.status_code == 409
    assert "Somebody saved a newer version meanwhile." in page
    assert "Words of the author." in page
    assert 'value="mine"' in page
    assert re.search(r"<del>.*moderator.*</del>", page, re.DOTALL), "what was saved stands there to compare with"
    assert 'name="version" type="hidden" value="2"' in page, "saved again, it goes through"
    assert reload(idea).body == "Words of the moderator."
    assert client_for(cast.ana).send(f"/acme/ideas/{idea.number}/edit", {**mine, "version": "2"}).status_code == 303
    assert reload(idea).body == "Words of the author."


def test_an_edit_while_its_tags_are_merged_keeps_what_was_typed(client_for, ana, idea, words, reload, monkeypatch):
    def too_late(*_):
        raise TagGone("Look at them again.", field="tags")

    monkeypatch.setattr("ideas.community.idea.actions.set_tags", too_late)

    answer = client_for(ana).send(f"/acme/ideas/{idea.number}/edit", {**words, "tags": "mine"})

    assert answer.status_code == 409
    assert "Look at them again." in text(answer)
    assert "Better words." in text(answer)
    assert 'value="mine"' in text(answer)
    assert reload(idea).body != "Better words."


@pytest.mark.parametrize("version", ["", "0", "-1", "2", "9" * 30])
def test_an_edit_of_no_version_is_stale(client_for, ana, idea, words, reload, version):
    answer = client_for(ana).send(f"/acme/ideas/{idea.number}/edit", {**words, "version": version})

    assert answer.status_code in (409, 422)
    assert reload(idea).body == idea.body


def test_staff_say_why_and_everyone_can_read_it(client_for, cast, visitor, idea, words):
    client = client_for(cast.mod)

    refused = client.send(f"/acme/ideas/{idea.number}/edit", words)
    assert refused.status_code == 422
    assert re.search(r'id="reason-error">.*?Please fill this in\.', text(refused), re.DOTALL)
    assert client.send(f"/acme/ideas/{idea.number}/edit", {**words, "reason": "It named a person"}).status_code == 303

    history = text(visitor.get(f"/acme/ideas/{idea.number}/revisions"))
    assert "It named a person" in history
    assert "Mo Derator" in history


def test_a_staff_edit_of_tags_alone_stands_in_the_story_with_its_reason(client_for, cast, visitor, idea, words):
    form = {**words, "body": idea.body, "tags": "milk", "reason": "So that it can be found"}
    assert client_for(cast.mod).send(f"/acme/ideas/{idea.number}/edit", form).status_code == 303

    page = text(visitor.get(f"/acme/ideas/{idea.reference}"))
    assert "changed its tags" in page
    assert "So that it can be found" in page


def test_the_author_gives_no_reason_and_is_asked_for_none(client_for, ana, idea, words):
    assert 'name="reason"' not in text(client_for(ana).get(f"/acme/ideas/{idea.number}/edit"))
    assert client_for(ana).send(f"/acme/ideas/{idea.number}/edit", {**words, "reason": "x"}).status_code == 422


def test_where_the_stage_freezes_edits_the_author_may_not_and_staff_may(client_for, cast, make, idea, words, reload):
    make.move(idea, "planned")

    for answer in (
        client_for(cast.ana).get(f"/acme/ideas/{idea.number}/edit"),
        client_for(cast.ana).send(f"/acme/ideas/{idea.number}/edit", words),
    ):
        assert answer.status_code == 403
        assert "The words of this idea are settled" in text(answer)
    assert reload(idea).body == idea.body
    assert client_for(cast.mod).send(f"/acme/ideas/{idea.number}/edit", {**words, "reason": "Typo"}).status_code == 303


def test_a_moderator_may_still_mend_their_own_idea_with_a_reason(client_for, mod, make, words, reload):
    own = make.idea(TITLE, by=mod)
    make.move(own, "planned")
    client = client_for(mod)

    assert 'name="reason"' in text(client.get(f"/acme/ideas/{own.number}/edit"))
    assert client.send(f"/acme/ideas/{own.number}/edit", {**words, "reason": "Typo"}).status_code == 303
    assert reload(own).body == "Better words."


@pytest.mark.parametrize(
    ("person", "status"), [("ben", 403), ("outsider", 403), ("newcomer", 403), ("partner", 200), ("owner", 200)]
)
def test_others_may_not_edit(client_for, cast, idea, words, reload, person, status):
    client = client_for(getattr(cast, person))

    assert client.get(f"/acme/ideas/{idea.number}/edit").status_code == status
    if status == 403:
        assert client.send(f"/acme/ideas/{idea.number}/edit", words).status_code == 403
        assert reload(idea).body == idea.body


def test_a_partner_edits_only_on_the_boards_they_host(client_for, partner, make, members_board, words):
    elsewhere = make.idea(TITLE, board=members_board)

    assert client_for(partner).send(f"/acme/ideas/{elsewhere.number}/edit", {**words, "reason": "x"}).status_code == 403


@pytest.mark.engines
def test_the_history_shows_each_change_in_pages(client_for, ana, visitor, idea, rows):
    client = client_for(ana)
    for number in range(1, 15):
        form = {"title": TITLE, "body": f"Words number {number} of many.", "tags": "", "version": str(number)}
        assert client.send(f"/acme/ideas/{idea.number}/edit", form).status_code == 303

    first = text(visitor.get(f"/acme/ideas/{idea.number}/revisions"))
    older = first.partition(f'href="/acme/ideas/{idea.number}/revisions?after=')[2].partition('"')[0]
    rest = text(visitor.get(f"/acme/ideas/{idea.number}/revisions?after={older}"))

    assert re.findall(r"Version (\d+)<", first) == [str(number) for number in range(15, 5, -1)]
    assert re.findall(r"Version (\d+)<", rest) == ["5", "4", "3", "2"]
    assert re.search(r"<del>.{0,60}13</del><ins>.{0,60}14</ins>", first, re.DOTALL)
    assert re.search(r"<del>.{0,60}3</del><ins>.{0,60}4</ins>", rest, re.DOTALL)
    assert "revisions?after=" not in rest
    assert visitor.get(f"/acme/ideas/{idea.number}/revisions?after=x").status_code == 400


def test_an_idea_without_a_change_says_so(visitor, idea):
    assert "Its words have not changed" in text(visitor.get(f"/acme/ideas/{idea.number}/revisions"))


# --- taking it back --------------------------------------------------------------------------------------------------


def test_withdraw_asks_first_and_then_hides_it_from_all_but_author_and_hosts(client_for, cast, visitor, idea, rows):
    client = client_for(cast.ana)
    assert "Withdraw the idea?" in text(client.get(f"/acme/ideas/{idea.number}/withdrawal"))

    answer = client.send(f"/acme/ideas/{idea.number}/withdrawal")

    assert answer.status_code == 303
    page = text(client.get(answer.headers["Location"]))
    assert "This idea was withdrawn by its author" in page
    assert '<meta name="robots" content="noindex">' in page
    sees = {
        person: client_for(getattr(cast, person)).get(f"/acme/ideas/{idea.reference}").status_code
        for person in ("ana", "ben", "partner", "mod", "owner", "outsider")
    }
    assert sees == {"ana": 200, "ben": 404, "partner": 200, "mod": 200, "owner": 200, "outsider": 404}
    for path in (
        f"/acme/ideas/{idea.reference}",
        f"/acme/ideas/{idea.number}/revisions",
        f"/acme/ideas/{idea.number}/voters",
    ):
        assert visitor.get(path).status_code == 404
    for who in (cast.ana, cast.ben, cast.mod):
        assert TITLE not in text(client_for(who).get("/acme/ideas"))
    assert TITLE in text(client.get("/acme/ideas?mine=1"))


@pytest.mark.parametrize("person", ["ben", "mod", "owner", "outsider"])
def test_only_the_author_withdraws(client_for, cast, idea, reload, person):
    client = client_for(getattr(cast, person))

    assert client.get(f"/acme/ideas/{idea.number}/withdrawal").status_code == 403
    assert client.send(f"/acme/ideas/{idea.number}/withdrawal").status_code == 403
    assert reload(idea).visibility == "public"


def test_an_idea_that_is_planned_is_not_withdrawn(client_for, ana, make, idea, reload):
    make.move(idea, "planned")

    assert client_for(ana).send(f"/acme/ideas/{idea.number}/withdrawal").status_code == 403
    assert reload(idea).visibility == "public"


def test_revisions_are_no_longer_open_when_the_idea_is_not(client_for, cast, visitor, idea, words, rows):
    client_for(cast.ana).send(f"/acme/ideas/{idea.number}/edit", words)
    assert len(rows(IdeaRevision)) == 1
    client_for(cast.ana).send(f"/acme/ideas/{idea.number}/withdrawal")

    assert visitor.get(f"/acme/ideas/{idea.number}/revisions").status_code == 404
    assert "Better" in text(client_for(cast.ana).get(f"/acme/ideas/{idea.number}/revisions"))
