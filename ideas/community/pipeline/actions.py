"""Answering an idea and moving it along: of several moves at once exactly one wins."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from ideas.base import html
from ideas.base.db import db
from ideas.base.refusal import Conflict, Refusal
from ideas.base.text import many_lines
from ideas.community.idea.actions import lock_idea, render_body
from ideas.community.idea.answer_clock import keep_clock
from ideas.community.idea.models import Idea, IdeaRank
from ideas.community.idea.story import record_on
from ideas.community.pipeline.checklist import check_ticked, tick_item
from ideas.community.pipeline.models import Answer, AnswerRevision, Move
from ideas.community.pipeline.rules import ANSWER_MAX, ANSWER_MIN, EXPLANATION_MAX, EXPLANATION_MIN
from ideas.community.stage.models import DeclineReason, Stage
from ideas.community.stage.queries import next_stages
from ideas.community.stage.rules import Phase
from ideas.people.account.models import Account
from ideas.people.brand.models import Brand


class StaleMove(Conflict):
    """Somebody moved the idea meanwhile."""


class NoSuchWay(Refusal):
    """The pipeline does not lead from the idea's stage to that one."""


class ReasonMissing(Refusal):
    """A no needs a public reason from the brand's list and an explanation."""


class BadAnswer(Refusal):
    """The answer is too short or too long."""


class StaleAnswer(Conflict):
    """Somebody saved a newer answer meanwhile."""


def move_idea(
    idea: Idea,
    *,
    brand: Brand,
    to: Stage,
    stage_version: int,
    by: Account,
    at: datetime,
    ticks: Iterable[int] = (),
    answer: str = "",
    reason: DeclineReason | None = None,
    explanation: str = "",
) -> Move:
    """Move an idea to another stage; in the same act, tick these items of its checklist, and answer it if there is a text.

    `stage_version` is the one that the mover saw.
    Raises StaleMove, NotOnTheList, NoSuchWay, ChecklistOpen, ReasonMissing, BadAnswer.
    """
    explanation = many_lines(explanation)
    idea = lock_idea(idea.id)
    if idea.stage_version != stage_version:
        raise StaleMove(
            "Somebody moved this idea meanwhile: it is now in “%(stage)s”. Nothing was changed.", stage=idea.stage.name
        )
    for item_id in ticks:
        tick_item(idea, item_id, by=by, at=at)
    lock_stages(to.id, idea.stage_id)
    if to.id not in {stage.id for stage in next_stages(idea.stage_id)}:
        raise NoSuchWay(
            "From “%(before)s” an idea can't go to “%(after)s”.", field="stage", before=idea.stage.name, after=to.name
        )
    if to.phase is Phase.DECLINED:
        _check_reason(reason, explanation, brand_id=idea.brand_id)
        answer = answer if answer.strip() else explanation  # an honest no is an answer
    else:
        check_ticked(idea)
        reason, explanation = None, ""  # typed, then thought better of: a reason for a no belongs to a no
    if answer.strip():
        answer_idea(idea, brand=brand, body=answer, by=by, at=at)
    return _move(idea, to, by=by, at=at, reason=reason, explanation=explanation)


def answer_idea(
    idea: Idea, *, brand: Brand, body: str, by: Account, at: datetime, version: int | None = None
) -> Answer:
    """Write the pinned answer, or a new one in its place: earlier words are kept. The first one stops the answer clock.

    `version` is the answer's version that the writer saw, None where they saw none or write it with a move.
    Raises BadAnswer, StaleAnswer.
    """
    body = _checked(body)
    idea = lock_idea(idea.id)
    body_html = render_body(brand, body)  # asks for the handles it mentions: before the new row is half made
    answer = db.session.get(Answer, idea.id, populate_existing=True)
    if version is not None and version != (answer.version if answer else 0):
        raise StaleAnswer("Somebody saved a newer answer meanwhile. Yours is below; compare, then save again.")
    if answer is None:
        answer = Answer(brand_id=idea.brand_id, idea_id=idea.id, version=0, created_at=at)
        db.session.add(answer)
    else:
        _keep_revision(answer, by=by, at=at)
        answer.edited_at = at
    answer.account_id, answer.body, answer.body_html = by.id, body, body_html
    answer.render_version, answer.version = html.RENDER_VERSION, answer.version + 1
    idea.answered_at, idea.reopened_at = idea.answered_at or at, None
    db.session.flush()
    keep_clock(idea, at=at)
    record_on(
        "idea.answered" if answer.version == 1 else "idea.answer_edited",
        idea,
        by=by,
        at=at,
        detail={"version": answer.version},
        before={"version": answer.version - 1},
    )
    return answer


def lock_stages(*stage_ids: int | None) -> None:
    """Read these stages anew and keep them from being changed or removed until the transaction ends.

    In id order, before anything is recorded. One that is gone leads nowhere any more.
    """
    held = select(Stage).where(Stage.id.in_([one for one in stage_ids if one])).order_by(Stage.id)
    held = held.with_for_update(read=True, key_share=True).execution_options(populate_existing=True)
    db.session.scalars(held).all()


def take_step(
    idea: Idea, to: Stage, *, by: Account, at: datetime, reason: DeclineReason | None = None, explanation: str = ""
) -> Move:
    """Set the idea's stage, here and in the rank's copy, and add the move that says so. The caller records why."""
    move = Move(
        brand_id=idea.brand_id,
        idea_id=idea.id,
        version=idea.stage_version,
        from_stage_id=idea.stage_id,
        to_stage_id=to.id,
        from_name=idea.stage.name,
        to_name=to.name,
        to_phase=to.phase.value,
        account_id=by.id,
        reason_id=reason.id if reason else None,
        explanation=explanation,
        created_at=at,
    )
    idea.stage_id, idea.stage_version = to.id, idea.stage_version + 1
    db.session.execute(update(IdeaRank).where(IdeaRank.idea_id == idea.id).values(stage_id=to.id))
    db.session.add(move)
    return move


def _move(idea: Idea, to: Stage, *, by: Account, at: datetime, reason: DeclineReason | None, explanation: str) -> Move:
    move = take_step(idea, to, by=by, at=at, reason=reason, explanation=explanation)
    was_reopened, idea.reopened_at = idea.reopened_at is not None, None
    try:
        db.session.flush()
    except IntegrityError:
        raise StaleMove("Somebody moved this idea meanwhile. Nothing was changed.") from None
    if was_reopened:
        keep_clock(idea, at=at)
    record_on(
        "idea.moved",
        idea,
        by=by,
        at=at,
        detail={"move_id": move.id, "from": move.from_name, "to": move.to_name, "phase": move.to_phase},
        before={"stage": move.from_name},
        after={"stage": move.to_name, "move_id": move.id},
        reason=". ".join(filter(None, (reason.label if reason else "", explanation))),
    )
    db.session.expire(idea, ["stage"])
    return move


def _checked(body: str) -> str:
    body = many_lines(body)
    if not ANSWER_MIN <= len(body) <= ANSWER_MAX:
        raise BadAnswer(
            "An answer has %(least)s to %(most)s characters; this has %(size)s.",
            field="answer",
            least=ANSWER_MIN,
            most=ANSWER_MAX,
            size=len(body),
        )
    return body


def _check_reason(reason: DeclineReason | None, explanation: str, *, brand_id: int) -> None:
    if reason is None or reason.is_retired or reason.brand_id != brand_id:
        raise ReasonMissing("A no needs a reason: choose the one that is true.", field="reason")
    if not EXPLANATION_MIN <= len(explanation) <= EXPLANATION_MAX:
        raise ReasonMissing(
            "Explain the no in %(least)s to %(most)s characters; this has %(size)s.",
            field="explanation",
            least=EXPLANATION_MIN,
            most=EXPLANATION_MAX,
            size=len(explanation),
        )


def _keep_revision(answer: Answer, *, by: Account, at: datetime) -> None:
    db.session.add(
        AnswerRevision(
            brand_id=answer.brand_id,
            idea_id=answer.idea_id,
            version=answer.version,
            body=answer.body,
            replaced_by_id=by.id,
            replaced_at=at,
        )
    )
