"""Reports, joined into one case for each thing, and the end of a case."""

from datetime import datetime

from sqlalchemy import select

from ideas.base.db import db, insert_ignoring
from ideas.base.refusal import Conflict, Forbidden, Refusal
from ideas.base.text import many_lines
from ideas.community.comment.models import Comment
from ideas.community.idea.actions import lock_idea
from ideas.community.idea.models import Idea
from ideas.community.idea.rules import Visibility
from ideas.community.idea.story import record_on
from ideas.people.account.models import Account
from ideas.spine.activity.actions import record
from ideas.trust.moderation.models import Case, HouseRule, Report
from ideas.trust.moderation.queries import others_moderate
from ideas.trust.moderation.rules import REPORT_MAX, TOLD_AFTER, CaseOutcome

TRIES = 3


class CantReport(Refusal):
    """It is one's own, or not there for everybody any more."""


class BadReport(Refusal):
    """The rule is none of the list, or the words are too long."""


class CaseClosed(Conflict):
    """Somebody decided meanwhile."""


class OwnCase(Forbidden):
    """Nobody finds nothing wrong with their own words while somebody else could look at them."""


def report(
    idea: Idea, *, rule: HouseRule | None, body: str, by: Account, at: datetime, comment: Comment | None = None
) -> bool:
    """Report an idea or one of its comments. False when this person did so before: their first report stands.

    All reports of a thing join its one open case. Whose report somebody has looked at and dismissed reports the same words
    no more. Raises CantReport, BadReport.
    """
    body = many_lines(body)
    idea = lock_idea(idea.id, shared=True)  # whoever hides it, or one of its comments, comes before or after
    if comment is not None:
        comment = db.session.get_one(Comment, comment.id, populate_existing=True)
    check_can_report(comment or idea, by)
    if rule is None or rule.is_retired or rule.brand_id != idea.brand_id:
        raise BadReport("Choose the rule that it breaks.", field="rule")
    if len(body) > REPORT_MAX:
        raise BadReport(
            "Use at most %(most)s characters; this has %(size)s.", field="body", most=REPORT_MAX, size=len(body)
        )
    case = _open_case(idea, comment, at)
    is_new = insert_ignoring(
        Report, brand_id=idea.brand_id, case_id=case.id, account_id=by.id, rule_id=rule.id, body=body, created_at=at
    )
    if not is_new:
        return False
    case.report_count += 1
    db.session.flush()
    record_on("report.created", idea, by=by, at=at, detail={"case_id": case.id, "rule_id": rule.id})
    return True


def open_case_of(thing: Idea | Comment, *, lock: bool = False) -> Case | None:
    """The case in which reports of this thing wait for somebody to decide."""
    found = select(Case).where(Case.thing == name_of(thing), Case.closed_at.is_(None))
    if lock:
        found = found.with_for_update(key_share=True).execution_options(populate_existing=True)
    return db.session.scalar(found)


def has_reported(thing: Idea | Comment, by: Account) -> bool:
    """Whether a report of theirs waits for somebody to decide."""
    mine = select(Report.case_id).join(Case, Case.id == Report.case_id)
    mine = mine.where(Report.account_id == by.id, Case.thing == name_of(thing), Case.closed_at.is_(None))
    return db.session.scalar(mine.limit(1)) is not None


def lock_case(case: Case) -> Case:
    """The case, fresh and locked. Raises CaseClosed where somebody decided it meanwhile."""
    fresh = db.session.scalars(
        select(Case).where(Case.id == case.id).with_for_update(key_share=True).execution_options(populate_existing=True)
    ).one()
    if fresh.closed_at is not None:
        raise CaseClosed("Somebody has decided this case meanwhile. Nothing was changed.")
    return fresh


def close_case(case: Case, *, outcome: CaseOutcome, by: Account, at: datetime) -> None:
    """Decide a case; whoever reported hears of it. Raises OwnCase, CaseClosed."""
    case = lock_case(case)
    if outcome is CaseOutcome.DISMISSED and _author_of(case) == by.id and others_moderate(by.id):
        raise OwnCase(
            "This is about your own words, so somebody else who moderates here decides whether anything is wrong."
        )
    case.closed_at, case.closed_by_id, case.outcome = at, by.id, outcome
    db.session.flush()
    record(
        "case.closed",
        brand_id=case.brand_id,
        by=by.id,
        at=at,
        board_id=case.board_id,
        idea_id=case.idea_id,
        detail={"case_id": case.id, "thing": case.thing, "outcome": outcome.value, "reports": case.report_count},
        told_after=TOLD_AFTER,
    )


def reopen_case(case: Case, *, by: Account, at: datetime) -> bool:
    """Undo a decision. Nothing happens, and False comes back, where the thing was reported anew meanwhile."""
    other = select(Case.id).where(Case.thing == case.thing, Case.closed_at.is_(None))
    if db.session.scalar(other) is not None:
        return False
    outcome = case.outcome
    case.closed_at = case.closed_by_id = case.outcome = None
    db.session.flush()
    record(
        "case.reopened",
        brand_id=case.brand_id,
        by=by.id,
        at=at,
        board_id=case.board_id,
        idea_id=case.idea_id,
        before={"outcome": outcome.value if outcome else None},
        after={"case_id": case.id, "thing": case.thing},
    )
    return True


def name_of(thing: Idea | Comment) -> str:
    """What a case calls the thing that it is about."""
    return f"{'idea' if isinstance(thing, Idea) else 'comment'}:{thing.id}"


def _author_of(case: Case) -> int | None:
    wrote = select(Idea.author_id).where(Idea.id == case.idea_id)
    if case.comment_id is not None:
        wrote = select(Comment.author_id).where(Comment.id == case.comment_id)
    return db.session.scalar(wrote)


def check_can_report(thing: Idea | Comment, by: Account) -> None:
    """Whether this person's report could be taken at all, before they write it. Raises CantReport."""
    if thing.author_id == by.id:
        raise CantReport("This is your own. You can change it or take it back yourself.")
    is_there = thing.is_shown if isinstance(thing, Comment) else thing.visibility is Visibility.PUBLIC
    if not is_there:
        raise CantReport("This is not public any more, so there is nothing to report.")
    _refuse_again(thing, by)


def _refuse_again(thing: Idea | Comment, by: Account) -> None:
    mine = select(Case.closed_at).join(Report, Report.case_id == Case.id)
    dismissed = mine.where(
        Report.account_id == by.id, Case.thing == name_of(thing), Case.outcome == CaseOutcome.DISMISSED
    )
    closed_at = db.session.scalar(dismissed.order_by(Case.id.desc()).limit(1))
    if closed_at is not None and (thing.edited_at is None or thing.edited_at <= closed_at):
        raise CantReport(
            "You reported this before. Somebody looked at it and left it as it is; if its words change, you can report it again."
        )


def _open_case(idea: Idea, comment: Comment | None, at: datetime) -> Case:
    """The thing's open case, made now if there is none, and locked; several who report at once share one."""
    thing: Idea | Comment = comment or idea
    for _ in range(TRIES):
        insert_ignoring(
            Case,
            brand_id=idea.brand_id,
            thing=name_of(thing),
            board_id=idea.board_id,
            idea_id=idea.id,
            comment_id=comment.id if comment else None,
            report_count=0,
            opened_at=at,
        )
        case = open_case_of(thing, lock=True)
        if case is not None:
            return case
    raise CaseClosed("Somebody is deciding about this right now. Please try again.")
