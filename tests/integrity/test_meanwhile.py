"""What somebody else does between a read and a lock: nothing is lost by it, nothing stands in a circle, and nobody meets a fault."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, select, update

from ideas.base import clock
from ideas.base.db import db
from ideas.community.board.actions import create_board, end_hosting, seat_invited, take_off_board
from ideas.community.comment.actions import write_comment
from ideas.community.idea.actions import lock_idea, set_visibility
from ideas.community.idea.models import IdeaRank
from ideas.community.idea.rules import Visibility
from ideas.community.idea.story import record_on
from ideas.community.pause.actions import add_pause
from ideas.community.pipeline.actions import move_idea
from ideas.community.pipeline.models import Move
from ideas.community.pipeline.stages import change_stage
from ideas.community.stage.actions import create_stage
from ideas.community.stage.models import Stage
from ideas.community.stage.rules import Colour, Phase, StageShape
from ideas.community.vote.models import RecordedVote
from ideas.community.vote.recording import join_recorded, record_vote, strike_recorded
from ideas.people.account.queries import find_account
from ideas.people.brand.actions import change_role
from ideas.people.brand.invitations import accept, invite, revoke
from ideas.people.brand.models import Invitation, Membership
from ideas.people.brand.queries import find_membership
from ideas.people.brand.rules import Role
from ideas.spine.activity.actions import record
from ideas.trust.moderation.actions import check_can_report, hide_idea, house_rules, report
from ideas.trust.moderation.models import Case
from ideas.trust.posting.approval import approve_idea
from ideas.trust.posting.on_behalf import submit_on_behalf
from ideas.trust.screening.actions import grant_trust, learn_hosts
from ideas.trust.screening.models import KnownHost
from tests.cast import NOW
from tests.trust.moderation.conftest import FACTS


def here(row):
    """The row, in this transaction."""
    return db.session.get_one(type(row), row.id)


def place_of(person):
    return find_membership(here(person))


def test_an_idea_is_not_declined_without_a_reason_because_its_next_stage_came_to_mean_a_no(
    meanwhile, make, cast, idea, rows
):
    with make.at_work():
        first = db.session.scalars(select(Stage).order_by(Stage.position)).first()
        ways = {"leads_to": frozenset([first.id]), "comes_from": frozenset([first.id])}
        trial = create_stage(
            here(cast.brand), StageShape("Trial", Phase.PLANNED, Colour.BLUE, **ways), by=here(cast.owner), at=NOW
        )

    def move():
        stage, moved = here(trial), here(idea)
        meanwhile.stop()
        move_idea(moved, brand=here(cast.brand), to=stage, stage_version=1, by=here(cast.mod), at=NOW)

    shape = StageShape("Trial", Phase.DECLINED, Colour.BLUE, **ways)
    outcomes = meanwhile(move, lambda: change_stage(here(trial), shape, by=here(cast.owner), at=NOW))

    assert outcomes in {("ReasonMissing", "done"), ("done", "StageInUse")}
    assert [one.to_phase for one in rows(Move)] == (["planned"] if outcomes[0] == "done" else [])


@pytest.fixture
def invitation(make, cast):
    """Of a partner, for acme's first board."""
    with make.at_work():
        return invite(here(cast.brand), role=Role.PARTNER, by=here(cast.owner), at=clock.now(), board_id=cast.board.id)[
            0
        ]


def test_who_becomes_an_owner_stays_one_though_they_accept_less(meanwhile, cast, invitation, rows):
    def take():
        wanted, _known = here(invitation), place_of(cast.ben)
        meanwhile.stop()
        accept(wanted, brand=here(cast.brand), account=here(cast.ben), at=clock.now())

    def hand_over():
        change_role(place_of(cast.ben), Role.OWNER, by=here(cast.owner), at=NOW)
        change_role(place_of(cast.owner), Role.MEMBER, by=here(cast.owner), at=NOW)

    assert meanwhile(take, hand_over) == ("done", "done")
    assert [
        one.account_id for one in rows(Membership, Membership.role == Role.OWNER, Membership.brand_id == cast.brand.id)
    ] == [cast.ben.id]


def test_accepting_an_invitation_and_changing_the_set_up_wait_for_each_other(meanwhile, cast, invitation):
    def take():
        wanted, person = here(invitation), here(cast.newcomer)
        place = accept(wanted, brand=here(cast.brand), account=person, at=clock.now())
        meanwhile.stop()
        seat_invited(wanted.board_id, place, invited_as=wanted.role, by=person, at=clock.now())

    def found():
        create_board(here(cast.brand), name="Another board", by=here(cast.owner), at=NOW)

    assert meanwhile(take, found) == ("done", "done")


def test_an_invitation_that_was_used_is_not_taken_back(meanwhile, cast, invitation, rows):
    def take_back():
        shown = here(invitation)
        meanwhile.stop()
        revoke(shown, by=here(cast.owner), at=clock.now())

    def take():
        accept(here(invitation), brand=here(cast.brand), account=here(cast.newcomer), at=clock.now())

    assert meanwhile(take_back, take) in {("SpentInvitation", "done"), ("done", "SpentInvitation")}
    (left,) = rows(Invitation, Invitation.id == invitation.id)
    assert (left.accepted_at is None) != (left.revoked_at is None)


def test_taking_somebody_off_a_board_and_making_them_a_member_wait_for_each_other(meanwhile, cast, monkeypatch):
    monkeypatch.setattr("ideas.community.board.actions.record", meanwhile.stops_before(record))

    def take_off():
        take_off_board(here(cast.board), cast.partner.id, by=here(cast.owner), at=NOW)

    def demote():
        place = place_of(cast.partner)
        change_role(place, Role.MEMBER, by=here(cast.owner), at=NOW)
        end_hosting(place)

    assert meanwhile(take_off, demote) == ("done", "done")


@pytest.fixture
def pending(make):
    """`pending("See https://…")`: an idea by ana that waits for approval."""

    def one(body=""):
        idea = make.idea(body=body)
        with make.at_work():
            held = lock_idea(idea.id)
            held.held_because = "all"
            set_visibility(held, Visibility.PENDING, at=NOW)
            db.session.execute(update(IdeaRank).where(IdeaRank.idea_id == idea.id).values(answer_due=None))
        return idea

    return one


def test_an_approval_takes_no_trust_away(meanwhile, cast, pending, rows):
    waiting = pending()

    def approve():
        shown, _known = here(waiting), place_of(cast.ana)
        meanwhile.stop()
        approve_idea(shown, by=here(cast.mod), at=NOW, trust=True)

    outcomes = meanwhile(approve, lambda: grant_trust(place_of(cast.ana), 3, by=here(cast.owner), at=NOW))

    assert outcomes == ("done", "done")
    assert [one.trust_level for one in rows(Membership, Membership.account_id == cast.ana.id)] == [3]


def test_an_approval_and_an_idea_on_behalf_that_link_one_new_site_wait_for_each_other(
    meanwhile, make, cast, pending, monkeypatch
):
    waiting = pending("See https://new-site.example/a")
    with make.at_work():
        db.session.execute(delete(KnownHost))
    with monkeypatch.context() as patch:
        patch.setattr("ideas.trust.posting.on_behalf.learn_hosts", meanwhile.stops_before(learn_hosts))

        def write_down():
            submit_on_behalf(
                here(cast.brand),
                board=here(cast.board),
                title="Said at the counter today",
                name="Carla",
                body="https://new-site.example/b",
                said_where="Shop",
                by=here(cast.mod),
                at=NOW,
            )

        assert meanwhile(write_down, lambda: approve_idea(here(waiting), by=here(cast.owner), at=NOW)) == (
            "done",
            "done",
        )


def test_nothing_hidden_is_in_an_open_case(meanwhile, cast, idea, rows, monkeypatch):
    monkeypatch.setattr("ideas.trust.moderation.actions.case.check_can_report", meanwhile.stops_after(check_can_report))

    def complain():
        report(here(idea), rule=house_rules(here(cast.brand))[0], body="", by=here(cast.ben), at=NOW)

    def hide():
        hide_idea(here(idea), rule=house_rules(here(cast.brand))[0], facts=FACTS, by=here(cast.mod), at=NOW)

    assert meanwhile(complain, hide) == ("done", "done")
    assert [case.closed_at for case in rows(Case)] == [NOW]


def test_a_comment_and_a_pause_wait_for_each_other(meanwhile, cast, idea, monkeypatch):
    monkeypatch.setattr("ideas.community.comment.actions.record_on", meanwhile.stops_before(record_on))

    def pause():
        add_pause(
            here(cast.board),
            starts_at=NOW + timedelta(days=1),
            ends_at=NOW + timedelta(days=3),
            reason="Holidays",
            by=here(cast.owner),
            at=NOW,
        )

    def comment():
        write_comment(here(idea), brand=here(cast.brand), body="Yes, please.", by=here(cast.ben), at=NOW)

    assert meanwhile(comment, pause) == ("done", "done")


def test_a_vote_recorded_while_its_person_proves_the_address_is_theirs(meanwhile, make, cast, idea, rows, monkeypatch):
    carla = make.account("Carla", "carla@example.com")
    with make.at_work():
        here(carla).verified_at = None
    monkeypatch.setattr("ideas.community.vote.recording.find_account", meanwhile.stops_after(find_account))

    def write_down():
        record_vote(here(idea), name="Carla", said_where="Shop", email="carla@example.com", by=here(cast.mod), at=NOW)

    def prove():
        person = here(carla)
        person.verified_at = NOW
        db.session.flush()
        join_recorded(person, at=NOW)

    assert meanwhile(write_down, prove) == ("done", "done")
    assert [one.joined_id for one in rows(RecordedVote)] == [carla.id]


def test_a_record_is_struck_once_and_nobody_meets_a_fault(meanwhile, make, cast, idea, rows):
    with make.at_work():
        recorded = record_vote(here(idea), name="Dora", said_where="Shop", by=here(cast.mod), at=NOW)

    def strike_late():
        shown = here(recorded)
        meanwhile.stop()
        strike_recorded(shown, by=here(cast.mod), at=NOW)

    outcomes = meanwhile(strike_late, lambda: strike_recorded(here(recorded), by=here(cast.owner), at=NOW))

    assert outcomes in {("RecordGone", "done"), ("done", "NoResultFound")}  # there was nothing left to ask for
    assert rows(RecordedVote) == []
