"""The log's pages: found, narrowed, taken as a file, and open to nobody else."""

import csv
import io

import pytest

from ideas.community.pipeline.actions import move_idea
from ideas.community.stage.queries import find_stage
from ideas.spine.audit.models import AuditEntry
from tests.cast import NOW

LOG = "/acme/desk/log"


@pytest.fixture
def moved(make, cast, idea):
    with make.at_work():
        move_idea(
            idea,
            brand=cast.brand,
            to=find_stage("under-review"),
            stage_version=1,
            by=cast.mod,
            at=NOW,
            answer="=HYPERLINK: we look into it now",
        )
    return idea


def test_the_log_says_who_moved_what_from_where_to_where(client_for, mod, moved):
    page = client_for(mod).get(LOG).text

    assert "Mo Derator" in page
    assert "moved it" in page
    assert "Oat milk in every shop" in page
    assert "<del>New</del> → <ins>Under review</ins>" in page


def test_codes_moments_and_numbers_are_put_into_words(client_for, mod, moved, make, cast):
    from ideas.spine.activity.actions import record

    with make.at_work():
        record(
            "idea.merged",
            brand_id=cast.brand.id,
            by=cast.mod.id,
            at=NOW,
            idea_id=moved.id,
            detail={"merge_id": 1, "number": moved.number},
            after={"into": moved.id},
        )
        record(
            "board.approval_rule_changed",
            brand_id=cast.brand.id,
            by=cast.mod.id,
            at=NOW,
            board_id=moved.board_id,
            detail={"ideas": "first", "comments": "none"},
            before={"ideas": "none"},
            after={"ideas": "first"},
        )
        record(
            "pause.added",
            brand_id=cast.brand.id,
            by=cast.mod.id,
            at=NOW,
            board_id=moved.board_id,
            detail={"pause_id": 1, "from": "2026-12-22T03:39:23+00:00", "until": "2026-12-23T03:39:23+00:00"},
        )
        record(
            "comment.hidden",
            brand_id=cast.brand.id,
            by=cast.mod.id,
            at=NOW,
            idea_id=moved.id,
            detail={"comment_id": 1, "statement_id": 1},
            before={"visibility": "pending"},
            after={"visibility": "spam"},
        )

    page = client_for(mod).get(LOG).text

    assert f"#{moved.number} Oat milk in every shop</dd>" in page
    assert f"changed whose posts wait on a board: <bdi>{cast.board.name}</bdi>" in page
    assert "<del>Public at once</del> → <ins>A person&#39;s first post waits for approval</ins>" in page
    assert "December 22, 2026, 3:39\u202fAM UTC" in page
    assert "<del>waiting for approval</del> → <ins>spam</ins>" in page


@pytest.mark.engines
def test_it_is_narrowed_by_subject_person_idea_and_day(client_for, mod, moved, cast):
    client = client_for(mod)

    for words, shown in (
        ("about=ideas", True),
        ("about=house", False),
        ("by=@mo-derator", True),
        ("by=olga-owner", False),
        (f"idea={moved.number}", True),
        (f"since={NOW:%Y-%m-%d}&until={NOW:%Y-%m-%d}", True),
        ("until=2026-06-14", False),
        ("since=2026-06-16", False),
    ):
        assert ("moved it" in client.get(f"{LOG}?{words}").text) is shown, words


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("by=nobody-here", "Nobody here has this handle or address."),
        ("idea=999999", "There is no idea with this number."),
        ("idea=x", "Not a valid integer value"),
        ("since=yesterday", "Not a valid date value"),
        ("about=everything", "Not a valid choice"),
    ],
)
def test_what_cant_be_understood_says_so_and_is_kept(client_for, mod, moved, words, sentence):
    answer = client_for(mod).get(f"{LOG}?{words}")

    assert answer.status_code == 422
    assert sentence in answer.text
    assert "Nothing like this was done" not in answer.text


@pytest.mark.engines
def test_a_page_of_fifty_and_the_way_to_the_next(client_for, mod, make, cast, count_queries):
    from ideas.spine.activity.actions import record

    with make.at_work():
        for number in range(120):
            record("brand.updated", brand_id=cast.brand.id, by=cast.mod.id, at=NOW, after={"step": f"step {number}."})
    client = client_for(mod)

    with count_queries() as queries:
        page = client.get(LOG)
    assert "step 119." in page.text
    assert "step 70." in page.text
    assert "step 69." not in page.text
    assert len(queries) <= 9
    more = page.text.split('class="more-link"')[1].split('href="')[1].split('"')[0]
    assert "step 69." in client.get(more).text


def test_the_file_holds_the_same_entries_and_no_formula_and_taking_it_is_logged(
    client_for, mod, moved, rows, make, cast
):
    from ideas.spine.activity.actions import record

    with make.at_work():
        record("brand.updated", brand_id=cast.brand.id, by=cast.mod.id, at=NOW, reason="=1+1")
    answer = client_for(mod).send(f"{LOG}/export")

    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment" in answer.headers["Content-Disposition"]
    table = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert {row["act"] for row in table} >= {"idea.moved", "idea.answered", "brand.updated"}
    assert [row["reason"] for row in table if row["act"] == "brand.updated"] == ["'=1+1"]
    exported = rows(AuditEntry, AuditEntry.kind == "log.exported")
    assert [(entry.account_id, entry.after) for entry in exported] == [(cast.mod.id, {"entries": len(table)})]


def test_only_moderators_and_owners_of_this_brand_read_it(client_for, cast, visitor):
    assert visitor.get(LOG).status_code == 403
    for person in (cast.ana, cast.partner, cast.outsider, cast.newcomer):
        assert client_for(person).get(LOG).status_code == 404
        assert client_for(person).send(f"{LOG}/export").status_code == 404
    assert client_for(cast.owner).get(LOG).status_code == 200


def test_another_brands_entries_are_not_in_it(client_for, cast, make):
    from ideas.spine.activity.actions import record

    with make.at_work(cast.rival):
        record("brand.updated", brand_id=cast.rival.id, by=cast.outsider.id, at=NOW, reason="rival marker")

    assert "rival marker" not in client_for(cast.owner).get(LOG).text
    assert "rival marker" not in client_for(cast.owner).send(f"{LOG}/export").text
