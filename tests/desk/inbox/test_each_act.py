"""Each act of the desk, on each kind of item, and its way back."""

from sqlalchemy import select

from ideas.base.db import db
from ideas.community.duplicate.models import LikelyDuplicate
from ideas.community.idea.actions import set_visibility
from ideas.community.idea.models import IdeaRank
from ideas.community.idea.rules import Visibility
from ideas.community.idea.tags import tags_of
from ideas.community.pipeline.models import Answer, AnswerRevision, Move
from ideas.community.stage.queries import find_stage, open_reasons
from ideas.desk.acts.act import NotForThis
from ideas.desk.acts.undo import undo
from ideas.trust.fraud.models import VoteAlert
from ideas.trust.fraud.rules import Signal
from ideas.trust.moderation.actions import house_rules, report
from ideas.trust.moderation.models import Ban, Case, Statement
from tests.desk.inbox.pressing import SOON, pending, silent, stage_of

WHY_NOT = "It would make each cup twice as dear, and nobody wants that."
FACTS = "It says where the author's neighbour lives."


def test_approve_and_back(make, now, press, token, waits, desk, mod):
    idea = pending(make, now)
    name = token("approve", idea)

    outcome = press("approve", name)

    assert (idea.visibility, waits(name), waits(f"answer:{idea.id}")) == (Visibility.PUBLIC, False, True)
    undo(outcome.act.id, desk=desk(mod, now + SOON))
    assert (idea.visibility, idea.held_because, waits(name)) == (Visibility.PENDING, "all", True)
    assert silent(now) == []


def test_approve_and_trust_and_back(house, make, now, press, token, desk, mod):
    from ideas.people.brand.queries import find_membership

    place = find_membership(house.ana)
    outcome = press("trust", token("approve", pending(make, now)))

    assert place.trust_level == 1
    undo(outcome.act.id, desk=desk(mod, now + SOON))
    assert place.trust_level == 0


def test_answer_and_back(make, now, press, token, waits, desk, mod):
    idea = make.idea(at=now)
    due = db.session.get_one(IdeaRank, idea.id).answer_due
    name = token("answer", idea)

    outcome = press("answer", name, text="Yes: from May on, in every shop.")

    assert (idea.answered_at, waits(name)) == (now, False)
    undo(outcome.act.id, desk=desk(mod, now + SOON))
    rank = db.session.get_one(IdeaRank, idea.id, populate_existing=True)
    assert (idea.answered_at, waits(name), rank.answer_due) == (None, True, due)
    assert db.session.scalars(select(Answer)).all() == []
    assert silent(now) == []


def test_answer_with_a_stage_and_back(make, now, press, token, waits, desk, mod):
    idea = make.idea()
    name = token("answer", idea)

    outcome = press("answer", name, text="Yes: from May on, in every shop.", stage=find_stage("planned"))

    assert (stage_of(idea), idea.stage_version) == ("planned", 2)
    undo(outcome.act.id, desk=desk(mod, now + SOON))
    assert (stage_of(idea), idea.stage_version, idea.answered_at) == ("new", 3, None)
    assert [(move.from_name, move.to_name) for move in db.session.scalars(select(Move).order_by(Move.id))] == [
        ("New", "Planned"),
        ("Planned", "New"),
    ]
    assert silent(now) == []


def test_an_answer_that_was_there_before_comes_back(make, now, press, token, desk, mod, house):
    idea = make.idea()
    make.answer(idea, "The words that stood there first.", by=house.owner)
    idea.reopened_at = now
    set_visibility(idea, Visibility.PUBLIC, at=now)

    outcome = press("answer", token("answer", idea), text="New words, after people asked again.")
    undo(outcome.act.id, desk=desk(mod, now + SOON))

    answer = db.session.get_one(Answer, idea.id)
    assert (answer.body, answer.version, answer.account_id) == ("The words that stood there first.", 1, house.owner.id)
    assert idea.reopened_at == now
    assert db.session.scalars(select(AnswerRevision)).all() == []
    assert silent(now) == []


def test_decline_and_back(make, now, press, token, waits, desk, mod):
    idea = make.idea()
    name = token("answer", idea)

    outcome = press("decline", name, stage=find_stage("not-planned"), reason=open_reasons()[0], explanation=WHY_NOT)

    assert (stage_of(idea), db.session.get_one(Answer, idea.id).body) == ("not-planned", WHY_NOT)
    undo(outcome.act.id, desk=desk(mod, now + SOON))
    assert (stage_of(idea), idea.answered_at, waits(name)) == ("new", None, True)
    assert silent(now) == []


def test_decline_a_post_that_waits_and_back(house, make, now, press, token, waits, desk, mod):
    idea = pending(make, now)
    name = token("approve", idea)

    outcome = press("decline", name, rule=house_rules(house.brand)[2], facts=FACTS, block=True)

    statements = db.session.scalars(select(Statement).order_by(Statement.id)).all()
    assert [one.kind for one in statements] == ["decline", "ban"]
    assert idea.visibility is Visibility.HIDDEN
    undo(outcome.act.id, desk=desk(mod, now + SOON))
    assert (idea.visibility, waits(name)) == (Visibility.PENDING, True)
    assert all(one.lifted_at for one in statements)
    assert db.session.scalars(select(Ban)).one().lifted_at == now + SOON


def test_a_partner_blocks_nobody(house, make, now, press, token, partner):
    outcome = press(
        "decline",
        token("approve", pending(make, now)),
        person=partner,
        rule=house_rules(house.brand)[0],
        facts=FACTS,
        block=True,
    )

    assert isinstance(outcome.refused[0].refusal, NotForThis)


def test_a_comment_is_approved_declined_and_back(house, make, now, press, token, waits, desk, mod):
    said = make.comment(make.idea())
    said.visibility, said.held_because = Visibility.PENDING, "first"
    db.session.get_one(IdeaRank, said.idea_id).comment_count = 0
    db.session.flush()
    name = token("comment", said)

    for kind, typed in (
        ("approve", {}),
        ("decline", {"rule": house_rules(house.brand)[0], "facts": FACTS}),
        ("hide", {"rule": house_rules(house.brand)[0], "facts": FACTS, "as_spam": True}),
    ):
        outcome = press(kind, name, **typed)
        assert (outcome.refused, waits(name)) == ([], False)
        undo(outcome.act.id, desk=desk(mod, now + SOON))
        assert (said.visibility, waits(name)) == (Visibility.PENDING, True), kind


def test_move_merge_tag_hide_take_and_back(house, make, now, press, token, waits, desk, mod):
    idea, other = make.idea(tags=("milk",)), make.idea()
    rule = house_rules(house.brand)[0]
    for kind, typed in (
        ("move", {"stage": find_stage("under-review")}),
        ("merge", {"into": other.number}),
        ("tag", {"add_tags": ("Oat milk", "shops"), "remove_tags": ("Milk",)}),
        ("take", {"to": "@me"}),
        ("hide", {"rule": rule, "facts": FACTS}),
    ):
        outcome = press(kind, token("answer", idea), **typed)
        assert outcome.refused == [], kind
        back = undo(outcome.act.id, desk=desk(mod, now + SOON))
        assert back.refused == [], kind
        assert (stage_of(idea), idea.merged_into_id, idea.visibility, idea.assignee_id) == (
            "new",
            None,
            Visibility.PUBLIC,
            None,
        ), kind
        assert [tag.name for tag in tags_of([idea.id])[idea.id]] == ["milk"], kind
        assert waits(f"answer:{idea.id}"), kind
    assert silent(now) == []


def test_a_report_is_dismissed_or_upheld_and_back(house, make, now, press, token, waits, desk, mod):
    idea = make.idea()
    make.answer(idea)
    rule = house_rules(house.brand)[0]
    report(idea, rule=rule, body="Look at this.", by=house.ben, at=now)
    case = db.session.scalars(select(Case)).one()
    name = token("report", case)

    for kind, typed in (("dismiss", {}), ("hide", {"rule": rule, "facts": FACTS})):
        outcome = press(kind, name, **typed)
        assert (outcome.refused, waits(name)) == ([], False)
        undo(outcome.act.id, desk=desk(mod, now + SOON))
        assert (idea.visibility, case.closed_at, waits(name)) == (Visibility.PUBLIC, None, True)


def test_a_likely_duplicate_is_dismissed_or_merged_and_back(house, make, now, press, token, waits, desk, mod):
    old, new = make.idea(), make.idea()
    db.session.add(
        LikelyDuplicate(
            brand_id=house.brand.id, idea_id=new.id, other_id=old.id, board_id=new.board_id, likeness=0.9, found_at=now
        )
    )
    db.session.flush()
    name = token("duplicate", new, old)

    for kind, typed in (("dismiss", {}), ("merge", {"into": old.number})):
        outcome = press(kind, name, **typed)
        assert (outcome.refused, waits(name)) == ([], False)
        undo(outcome.act.id, desk=desk(mod, now + SOON))
        assert (new.merged_into_id, waits(name)) == (None, True)


def test_held_votes_are_counted_or_set_aside_and_back(house, make, now, press, token, waits, desk, mod):
    from ideas.community.vote.actions import put_under_review

    idea = make.idea()
    make.vote(idea, house.ben)
    alert = VoteAlert(
        brand_id=house.brand.id,
        board_id=idea.board_id,
        idea_id=idea.id,
        signal=Signal.BURST,
        key="k",
        evidence={"accounts": [house.ben.id]},
        held_count=1,
        found_at=now,
        last_at=now,
    )
    db.session.add(alert)
    db.session.flush()
    put_under_review(idea.id, [house.ben.id], alert_id=alert.id)
    name = token("votes", alert)

    def votes():
        return db.session.get_one(IdeaRank, idea.id, populate_existing=True).vote_count

    for kind, after, typed in (("dismiss", 2, {}), ("void", 1, {"facts": FACTS})):
        outcome = press(kind, name, **typed)
        assert (outcome.refused, votes(), waits(name)) == ([], after, False)
        undo(outcome.act.id, desk=desk(mod, now + SOON))
        assert (votes(), waits(name)) == (1, True)
