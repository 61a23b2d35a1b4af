"""Every check finds what it is for, and nothing in a house that is in order."""

import pytest
from sqlalchemy import text

from ideas.base.db import db
from ideas.ops.verify.queries import CHECKS, STATEMENTS, WALKS, find_violations
from tests.cast import NOW

# Name of the check that finds it (others may find it too), what breaks the house, and part of what is then said.
DAMAGE = (
    (
        "vote count",
        "UPDATE idea_rank SET vote_count = vote_count + 1 WHERE idea_id = {oat}",
        "idea {oat} says 4 votes; there are 3",
    ),
    (
        "vote count",
        "DELETE FROM vote WHERE idea_id = {oat} AND account_id = {mod}",
        "idea {oat} says 3 votes; there are 2",
    ),
    (
        "one vote each",
        "CREATE TEMP TABLE vote AS SELECT * FROM vote; INSERT INTO vote SELECT * FROM vote WHERE account_id = {mod}",
        "account {mod} voted 2 times for idea {oat}",
    ),
    (
        "counted once",
        "CREATE TEMP TABLE vote AS SELECT * FROM vote; UPDATE vote SET counted_for_id = {oat}, idea_id = {oat} WHERE account_id = {ana}",
        "account {ana} counts 2 times for idea {oat}",
    ),
    (
        "counted where it belongs",
        "UPDATE vote SET state = 'held' WHERE account_id = {mod}",
        "the held vote of account {mod} for idea {oat} counts for {oat}",
    ),
    (
        "counted where it belongs",
        "UPDATE vote SET counted_for_id = {soy} WHERE account_id = {mod}",
        "account {mod} for idea {oat} counts for {soy}",
    ),
    (
        "counted where it belongs",
        "UPDATE vote SET counted_for_id = NULL WHERE account_id = {mod}",
        "account {mod} for idea {oat} counts for None",
    ),
    (
        "held votes",
        "UPDATE idea_rank SET held_votes = 2 WHERE idea_id = {oat}",
        "idea {oat} says 2 held votes; there are 0",
    ),
    (
        "recorded votes",
        "UPDATE idea_rank SET recorded_votes = 2 WHERE idea_id = {oat}",
        "idea {oat} says 2 recorded votes; there are 0",
    ),
    (
        "recorded where it belongs",
        "INSERT INTO recorded_vote (brand_id, idea_id, is_author, name, said_where, link, counted_for_id, created_at)"
        " SELECT brand_id, id, false, 'Kim', 'At the counter', '', {soy}, created_at FROM idea WHERE id = {oat}",
        "for idea {oat} counts for {soy}",
    ),
    (
        "canonical ideas",
        "UPDATE idea SET merged_into_id = {soy} WHERE id = {oat}",
        "idea {oat}, merged into {soy}, counts for None; the chain of merges ends at {soy}",
    ),
    (
        "canonical ideas",
        "UPDATE idea SET merged_into_id = {soy}, canonical_id = {soy} WHERE id = {oat}; UPDATE idea SET merged_into_id = {oat} WHERE id = {soy}",
        "idea {oat}, merged into {soy}, counts for {soy}; the chain of merges ends at None",
    ),
    (
        "merges",
        "UPDATE idea SET merged_into_id = {soy}, canonical_id = {soy} WHERE id = {oat}",
        "idea {oat} is merged into {soy}, and 0 merges say so",
    ),
    (
        "comment count",
        "UPDATE idea_rank SET comment_count = 3 WHERE idea_id = {oat}",
        "idea {oat} says 3 comments; there are 2",
    ),
    ("comment count", "UPDATE comment SET removed_at = created_at", "idea {oat} says 2 comments; there are 0"),
    ("heat", "UPDATE idea_rank SET heat = heat * 1.00001 WHERE idea_id = {oat}", "idea {oat} has heat "),
    ("heat", "UPDATE idea_rank SET heat = 0 WHERE idea_id = {soy}", "idea {soy} has heat 0.0; "),
    ("scores", "UPDATE idea_rank SET score = 2.5 WHERE idea_id = {soy}", "idea {soy} has score 2.5; "),
    ("rank", "DELETE FROM idea_rank WHERE idea_id = {soy}", "idea {soy} and its rank differ"),
    ("rank", "UPDATE idea_rank SET visibility = 'hidden' WHERE idea_id = {soy}", "idea {soy} and its rank differ"),
    ("rank", "UPDATE idea_rank SET board_id = {other_board} WHERE idea_id = {soy}", "idea {soy} and its rank differ"),
    ("rank", "UPDATE idea_rank SET stage_id = stage_id + 1 WHERE idea_id = {soy}", "idea {soy} and its rank differ"),
    ("rank", "UPDATE idea SET created_at = '2026-01-01 00:00:00' WHERE id = {soy}", "idea {soy} and its rank differ"),
    ("tag count", "UPDATE tag SET idea_count = 9 WHERE slug = 'milk'", "says 9 ideas; there are 2"),
    ("idea numbers", "UPDATE brand SET next_idea_number = 2 WHERE slug = 'acme'", "idea {soy} has number 2"),
    ("one activity a move", "DELETE FROM activity WHERE kind = 'idea.moved'", "of idea {oat} has 0 activities"),
    (
        "one activity a move",
        "INSERT INTO activity (brand_id, kind, idea_id, detail, created_at, attempts)"
        " SELECT brand_id, kind, idea_id, detail, created_at, 0 FROM activity WHERE kind = 'idea.moved'",
        "of idea {oat} has 2 activities",
    ),
    (
        "one move an activity",
        "DELETE FROM move WHERE idea_id = {oat}",
        "tells of a move of idea {oat} that is not there",
    ),
    (
        "moves without gaps",
        "UPDATE idea SET stage_version = 4 WHERE id = {oat}",
        "idea {oat} is at stage version 4 after 2 moves",
    ),
    ("moves without gaps", "UPDATE move SET version = version + 1 WHERE version = 2", "after 2 moves, the latest 3"),
    (
        "moves lead on",
        "UPDATE move SET from_stage_id = to_stage_id WHERE version = 2",
        "of idea {oat} does not begin where",
    ),
    ("last move", "UPDATE idea SET stage_id = stage_id - 1 WHERE id = {oat}", "and its last move led to"),
    ("answered", "UPDATE idea SET answered_at = NULL WHERE id = {oat}", "idea {oat} says that it was answered at None"),
    (
        "answered",
        "UPDATE idea SET answered_at = created_at WHERE id = {soy}",
        "idea {soy} says that it was answered at 2026",
    ),
    ("answer revisions", "UPDATE answer SET version = 3", "the answer to idea {oat} is version 3 and has 1 earlier"),
    (
        "answer revisions",
        "UPDATE answer_revision SET version = 2",
        "the answer to idea {oat} is version 2 and has 1 earlier",
    ),
    ("idea revisions", "DELETE FROM idea_revision", "idea {oat} is version 2 and has 0 earlier ones"),
    ("idea revisions", "UPDATE idea_revision SET version = 7", "idea {oat} is version 2 and has 1 earlier ones"),
    (
        "threads one level deep",
        "UPDATE comment SET parent_id = (SELECT max(id) - 1 FROM comment) WHERE id = (SELECT max(id) FROM comment)",
        "which is a reply itself",
    ),
    (
        "answer clock",
        "UPDATE idea_rank SET awaits_answer = true WHERE idea_id = {oat}",
        "idea {oat} says that it waits",
    ),
    (
        "answer clock",
        "UPDATE idea_rank SET awaits_answer = false WHERE idea_id = {soy}",
        "idea {soy} says that it waits",
    ),
    (
        "answer due",
        "UPDATE idea_rank SET answer_due = NULL WHERE idea_id = {soy}",
        "idea {soy} waits for an answer that is due at no time",
    ),
    (
        "what was promised",
        "UPDATE idea SET answer_was_due = created_at WHERE id = {soy}",
        "idea {soy} has no answer, and says",
    ),
    (
        "one pause at a time",
        "INSERT INTO answer_pause (brand_id, board_id, starts_at, ends_at, reason, created_at)"
        " SELECT brand_id, board_id, created_at, '2030-01-01 00:00:00', 'Holidays', created_at FROM idea WHERE id IN ({oat}, {soy})",
        "overlap",
    ),
    (
        "reasons of hidden ideas",
        "UPDATE idea SET visibility = 'hidden' WHERE id = {soy}",
        "idea {soy} is hidden, and 0 statements",
    ),
    (
        "reasons of hidden comments",
        "UPDATE comment SET visibility = 'spam' WHERE removed_at IS NULL",
        "is spam, and 0 statements",
    ),
    (
        "reasons of closed discussions",
        "UPDATE idea SET locked_at = created_at WHERE id = {soy}",
        "the discussion of idea {soy}",
    ),
    (
        "statements without a limit",
        "INSERT INTO statement (brand_id, account_id, kind, idea_id, rule_label, facts, excerpt, by_report, by_machine, is_mailed, created_at)"
        " SELECT brand_id, author_id, 'hide', id, '', 'Why', '', false, false, false, created_at FROM idea WHERE id = {soy}",
        "(hide) stands",
    ),
    (
        "bans",
        "INSERT INTO statement (brand_id, account_id, kind, idea_id, rule_label, facts, excerpt, by_report, by_machine, is_mailed, created_at)"
        " SELECT brand_id, author_id, 'ban', id, '', 'Why', '', false, false, false, created_at FROM idea WHERE id = {soy};"
        " INSERT INTO ban (brand_id, account_id, statement_id, created_at, lifted_at)"
        " SELECT brand_id, account_id, id, created_at, created_at FROM statement",
        "of account {ana} and its statement differ",
    ),
    ("banned until", "UPDATE membership SET banned_until = '2030-01-01 00:00:00'", "says that it is banned until 2030"),
    (
        "decided cases",
        "INSERT INTO report_case (brand_id, thing, board_id, idea_id, report_count, opened_at)"
        " SELECT brand_id, 'idea', board_id, id, 2, created_at FROM idea WHERE id = {soy}",
        "says 2 reports, and there are 0",
    ),
    ("owners", "UPDATE membership SET role = 'member' WHERE account_id = {owner}", "(acme) has no owner"),
    (
        "brands apart",
        "UPDATE activity SET board_id = {rival_board} WHERE idea_id = {soy}",
        "points at a board that is not",
    ),
    (
        "brands apart",
        "CREATE TEMP TABLE board AS SELECT * FROM board; DELETE FROM board WHERE slug = 'inner'",
        "board_member (",
    ),
)


def test_find_violations_finds_none_where_all_is_well(lived):
    assert find_violations(now=NOW) == []


# The log can only be damaged past its guards: tests/spine/audit/test_chain.py does that.
TRIED_IN_AUDIT = {"audit chain", "audit guard"}


def test_every_check_is_tried():
    assert {name for name, _, _ in DAMAGE} | TRIED_IN_AUDIT == {name for name, *_ in (*STATEMENTS, *WALKS)}
    assert len({name for name, *_ in (*STATEMENTS, *WALKS)}) == CHECKS


@pytest.mark.parametrize(("check", "damage", "sentence"), DAMAGE)
def test_find_violations_finds(house, lived, check, damage, sentence):
    ids = {
        "oat": lived[0].id,
        "soy": lived[1].id,
        "ana": house.ana.id,
        "mod": house.mod.id,
        "owner": house.owner.id,
        "other_board": house.members_board.id,
        "rival_board": house.rival_board.id,
    }

    for statement in damage.format(**ids).split("; "):
        db.session.execute(text(statement))
    found = find_violations(now=NOW)

    assert [
        violation for violation in found if violation.check == check and sentence.format(**ids) in violation.sentence
    ]


def test_find_violations_looks_at_every_brand(house, lived):
    db.session.execute(text(f"UPDATE membership SET role = 'member' WHERE brand_id = {house.rival.id}"))

    assert [(found.check, found.sentence) for found in find_violations(now=NOW)] == [
        ("owners", f"brand {house.rival.id} (rival) has no owner")
    ]


def test_find_violations_forgives_the_rounding_of_heat(lived):
    db.session.execute(text("UPDATE idea_rank SET heat = heat * (1 + 1e-9)"))

    assert find_violations(now=NOW) == []
