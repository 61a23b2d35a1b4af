"""The demo's desk as it is this morning: what waits there, and what staff have said and decided of late."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from ideas.base.db import db
from ideas.community.board.approval_rule import set_approval_rule
from ideas.community.board.models import Board
from ideas.community.board.rules import Approval
from ideas.community.comment.actions import write_comment
from ideas.community.comment.models import Comment
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
from ideas.ops.demo.morning import HiddenComment, Morning, ReportedComment, the_morning
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
    morning = the_morning()
    _set_the_rules(stand, morning)
    _share_the_work(stand, morning)
    _merge_and_hint(stand, morning)
    _moderate(stand, morning)
    _record_votes(stand, morning)
    _require_approval(stand, morning)
    _bring_a_crowd(stand, morning)


def _set_the_rules(stand: Stand, morning: Morning) -> None:
    orla = stand.people["orla"]
    for key, title in morning.titles.items():
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
    for pause in morning.pauses:
        add_pause(
            stand.boards[pause.board],
            starts_at=stand.ago(-pause.first_day),
            ends_at=stand.ago(-pause.last_day),
            reason=pause.reason,
            by=orla,
            at=stand.ago(2),
        )
    for answer in morning.saved_answers:
        save_answer(stand.brand, title=answer.title, body=answer.body, by=stand.people["finbar"], at=stand.ago(150))


def _share_the_work(stand: Stand, morning: Morning) -> None:
    """Who is assigned to what, how they score it, and what they told each other."""
    for key, whose in morning.assigned.items():
        to = stand.people[whose]
        assign_idea(stand.ideas[key], to.id, seen=None, by=to, at=stand.ago(0.8))
    set_up_criteria(stand.brand, by=stand.people["orla"], at=stand.ago(180))
    criteria = [criterion.id for criterion in all_criteria()]
    for key, marks_by in morning.scores.items():
        for person, marks in marks_by.items():
            marked = dict(zip(criteria, marks, strict=True))
            score_idea(stand.ideas[key], marked, by=stand.people[person], at=stand.ago(0.6))
    for note in morning.notes:
        by = stand.people[note.by]
        write_note(stand.ideas[note.idea], brand=stand.brand, body=note.text, by=by, at=stand.ago(note.ago))


def _merge_and_hint(stand: Stand, morning: Morning) -> None:
    """One idea that was here already, merged; and one that looks as if it were."""
    for duplicate in morning.duplicates:
        board, by, at = stand.boards[duplicate.board], stand.people[duplicate.by], stand.ago(duplicate.ago)
        twin = submit(stand.brand, board=board, title=duplicate.title, body="", by=by, at=at)
        if duplicate.merged_into is None:
            note_duplicate(twin, at=at)
            continue
        for voter in duplicate.voters:
            cast_vote(twin, by=stand.people[voter], at=stand.ago(duplicate.ago / 2))
        into, mod = stand.ideas[duplicate.merged_into], stand.people["chiamaka"]
        merge_ideas(twin, into, by=mod, at=stand.ago(0.9), reason="The same wish")


def _moderate(stand: Stand, morning: Morning) -> None:
    """A comment that somebody reported, and one that was hidden and whose author objects."""
    rules = {rule.label: rule for rule in house_rules(stand.brand)}
    rude = _comment(stand, morning.reported)
    for each in morning.reported.reports:
        report(
            stand.ideas[morning.reported.idea],
            comment=rude,
            rule=rules["Be kind"],
            body=each.text,
            by=stand.people[each.by],
            at=stand.ago(0.4),
        )
    private = _comment(stand, morning.hidden)
    statement = hide_comment(
        private,
        rule=rules["No personal data"],
        facts=morning.hidden.facts,
        by=stand.people["chiamaka"],
        at=stand.ago(2.9),
    )
    appeal(statement, body=morning.hidden.appeal, by=stand.people[morning.hidden.by], at=stand.ago(1.2))


def _comment(stand: Stand, written: ReportedComment | HiddenComment) -> Comment:
    by, at = stand.people[written.by], stand.ago(written.ago)
    return write_comment(stand.ideas[written.idea], brand=stand.brand, body=written.text, by=by, at=at)


def _record_votes(stand: Stand, morning: Morning) -> None:
    declan, at = stand.people["declan"], stand.ago(0.5)
    for vote in morning.recorded_votes:
        record_vote(stand.ideas[vote.idea], name=vote.name, said_where=vote.said_where, by=declan, at=at)


def _require_approval(stand: Stand, morning: Morning) -> None:
    """From now on first posts in the shops' board wait: two of them do."""
    shops = stand.boards["shops"]
    set_approval_rule(shops, ideas=Approval.FIRST, comments=Approval.FIRST, by=stand.people["orla"], at=stand.ago(1.5))
    for person in morning.newcomers:
        joined = stand.ago(person.ago + 0.05)
        account = create_account(person.email, name=person.name, at=joined)
        join(stand.brand, account, at=joined)
        submit(stand.brand, board=shops, title=person.title, body=person.body, by=account, at=stand.ago(person.ago))
        if person.comment:
            at = stand.ago(person.ago - 0.1)
            comment(stand.ideas["sockets"], brand=stand.brand, body=person.comment, by=account, at=at)


def _bring_a_crowd(stand: Stand, morning: Morning) -> None:
    """Fourteen accounts of one morning and one network that all vote for one idea: fraud detection will see them."""
    began = stand.now - timedelta(minutes=14)
    for number, name in enumerate(morning.crowd):
        at = began + timedelta(seconds=40 * number)
        account = create_account(f"{name.split()[0].lower()}{number}@mail.example", name=name, at=at)
        join(stand.brand, account, at=at)
        cast_vote(stand.ideas["espresso-tonic"], by=account, at=at + timedelta(seconds=20), network="5eed" * 8)
