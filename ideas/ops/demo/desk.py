"""The demo's desk as it is this morning: what waits there, and what staff have said and decided of late."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from ideas.base.db import db
from ideas.community.board.approval_rule import set_approval_rule
from ideas.community.board.models import Board
from ideas.community.board.rules import Approval
from ideas.community.comment.actions import write_comment
from ideas.community.duplicate.actions import note_duplicate
from ideas.community.idea.models import Idea
from ideas.community.merge.actions import merge_ideas
from ideas.community.pause.actions import add_pause
from ideas.community.pipeline.checklist import add_item
from ideas.community.stage.models import Stage
from ideas.community.vote.actions import cast_vote
from ideas.community.vote.recording import record_vote
from ideas.desk.assignment.actions import assign_idea
from ideas.desk.note.actions import write_note
from ideas.desk.saved_answer.actions import save_answer
from ideas.desk.score.actions import score_idea, set_up_criteria
from ideas.desk.score.queries import all_criteria
from ideas.ops.demo import morning
from ideas.ops.demo.prose import prose
from ideas.people.account.actions import create_account
from ideas.people.account.models import Account
from ideas.people.brand.actions import join
from ideas.people.brand.models import Brand
from ideas.people.brand.queries import find_membership
from ideas.trust.moderation.actions import appeal, hide_comment, house_rules, open_log, report
from ideas.trust.posting.actions import submit
from ideas.trust.posting.comments import comment


@dataclass(frozen=True, slots=True)
class Stand:
    """The community as the script left it: people, boards and ideas by their keys, stages by their phase."""

    brand: Brand
    now: datetime
    people: Mapping[str, Account]
    boards: Mapping[str, Board]
    ideas: Mapping[str, Idea]
    stages: Mapping[str, Stage]

    def ago(self, days: float) -> datetime:
        return self.now - timedelta(days=days)


def open_the_desk(stand: Stand) -> None:
    """Do at the desk what was done there lately, and leave on it what waits this morning."""
    _set_the_rules(stand)
    _share_the_work(stand)
    _merge_and_hint(stand)
    _moderate(stand)
    _write_down(stand)
    _hold_posts(stand)
    _bring_a_crowd(stand)


def _set_the_rules(stand: Stand) -> None:
    orla = stand.people["orla"]
    for key, title in morning.TITLES.items():
        place = find_membership(stand.people[key])
        assert place is not None
        place.title = title
    db.session.flush()
    open_log(stand.brand, is_open=True, by=orla, at=stand.ago(200))
    add_item(
        stand.boards["shops"],
        stand.stages["reviewing"],
        "Somebody who works in that shop has said what it means",
        by=orla,
        at=stand.ago(190),
    )
    for key, first_day, last_day, reason in morning.PAUSES:
        add_pause(
            stand.boards[key],
            starts_at=stand.ago(-first_day),
            ends_at=stand.ago(-last_day),
            reason=reason,
            by=orla,
            at=stand.ago(2),
        )
    for title, body in morning.SAVED_ANSWERS:
        save_answer(stand.brand, title=title, body=body, by=stand.people["finbar"], at=stand.ago(150))


def _share_the_work(stand: Stand) -> None:
    """Who sees to what, what they think of it, and what they told each other."""
    for key, whose in morning.ASSIGNED.items():
        to = stand.people[whose]
        assign_idea(stand.ideas[key], to.id, seen=None, by=to, at=stand.ago(0.8))
    set_up_criteria(stand.brand, by=stand.people["orla"], at=stand.ago(180))
    criteria = [criterion.id for criterion in all_criteria()]
    for key, marks_by in morning.SCORES.items():
        for person, marks in marks_by.items():
            marked = dict(zip(criteria, marks, strict=True))
            score_idea(stand.ideas[key], marked, by=stand.people[person], at=stand.ago(0.6))
    for key, by, days, words in morning.NOTES:
        write_note(stand.ideas[key], brand=stand.brand, body=words, by=stand.people[by], at=stand.ago(days))


def _merge_and_hint(stand: Stand) -> None:
    """One idea that was here already, merged; and one that looks as if it were."""
    for title, by, board, into, days in morning.TWINS:
        twin = _share(stand, by, board, title, "", days)
        if into is None:
            note_duplicate(twin, at=stand.ago(days))
            continue
        for voter in morning.VOTERS_OF_THE_TWIN:
            cast_vote(twin, by=stand.people[voter], at=stand.ago(days / 2))
        merge_ideas(twin, stand.ideas[into], by=stand.people["chiamaka"], at=stand.ago(0.9), reason="The same wish")


def _moderate(stand: Stand) -> None:
    """A comment that somebody reported, and one that was hidden and whose author objects."""
    rules = {rule.label: rule for rule in house_rules(stand.brand)}
    rude = write_comment(
        stand.ideas["wrong-shop"], brand=stand.brand, body=morning.RUDE, by=stand.people["hugo"], at=stand.ago(0.7)
    )
    for by, words in morning.REPORTS:
        report(
            stand.ideas["wrong-shop"],
            comment=rude,
            rule=rules["Be kind"],
            body=words,
            by=stand.people[by],
            at=stand.ago(0.4),
        )
    private = write_comment(
        stand.ideas["card-tips"], brand=stand.brand, body=morning.PRIVATE, by=stand.people["omar"], at=stand.ago(3.1)
    )
    statement = hide_comment(
        private,
        rule=rules["No personal data"],
        facts=morning.FACTS,
        by=stand.people["chiamaka"],
        at=stand.ago(2.9),
    )
    appeal(statement, body=morning.APPEAL, by=stand.people["omar"], at=stand.ago(1.2))


def _write_down(stand: Stand) -> None:
    """What people said at the counter counts too."""
    for name, where in morning.AT_THE_COUNTER:
        record_vote(stand.ideas["bike-rack"], name=name, said_where=where, by=stand.people["declan"], at=stand.ago(0.5))


def _hold_posts(stand: Stand) -> None:
    """From now on first posts in the shops' board wait: two of them do."""
    set_approval_rule(
        stand.boards["shops"], ideas=Approval.FIRST, comments=Approval.FIRST, by=stand.people["orla"], at=stand.ago(1.5)
    )
    for name, address, title, body, days, said in morning.NEWCOMERS:
        account = create_account(address, name=name, at=stand.ago(days + 0.05))
        join(stand.brand, account, at=stand.ago(days + 0.05))
        submit(stand.brand, board=stand.boards["shops"], title=title, body=prose(body), by=account, at=stand.ago(days))
        if said:
            comment(stand.ideas["sockets"], brand=stand.brand, body=said, by=account, at=stand.ago(days - 0.1))


def _bring_a_crowd(stand: Stand) -> None:
    """Fourteen accounts of one morning and one network, and one idea that all of them want: the watch will see it."""
    began = stand.now - timedelta(minutes=14)
    for number, name in enumerate(morning.CROWD):
        at = began + timedelta(seconds=40 * number)
        account = create_account(f"{name.split()[0].lower()}{number}@mail.example", name=name, at=at)
        join(stand.brand, account, at=at)
        cast_vote(stand.ideas["espresso-tonic"], by=account, at=at + timedelta(seconds=20), network="5eed" * 8)


def _share(stand: Stand, by: str, board: str, title: str, body: str, days: float) -> Idea:
    return submit(
        stand.brand, board=stand.boards[board], title=title, body=prose(body), by=stand.people[by], at=stand.ago(days)
    )
