"""The idea page: every read of it in one flat place, and the shapes that its components take.

The reads, in order: stages, tags, the viewer's vote and follow, the answer, the moves, the activities, a page of threads,
the people's places in the brand, similar ideas.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from ideas.activity.models import Activity
from ideas.brand.models import Membership
from ideas.brand.queries import places_of
from ideas.comment.forms import comment_form_for
from ideas.comment.policy import can_comment
from ideas.comment.queries import threads_of
from ideas.comment.routes.views import view_threads
from ideas.follow.queries import is_following
from ideas.idea.models import Idea
from ideas.idea.policy import can_edit, can_move, can_withdraw
from ideas.idea.queries import similar_ideas, story_of
from ideas.idea.routes.cards import idea_path
from ideas.idea.tags import tags_of
from ideas.kit.html import paragraphs, trusted
from ideas.pipeline.models import Answer, Move
from ideas.pipeline.queries import find_answer, moves_of
from ideas.stage.models import Stage
from ideas.stage.queries import all_stages
from ideas.stage.rules import Phase
from ideas.voting.queries import has_voted
from ideas.web.addresses import absolute_path
from ideas.web.drafts import accepted_draft
from ideas.web.respond import wants_fragment

Moves = Sequence[tuple[Move, str | None]]


@dataclass(frozen=True, slots=True)
class People:
    """Names and profile addresses of everybody on a page."""

    places: Mapping[int, Membership]

    def href(self, account_id: int | None) -> str | None:
        place = self.places.get(account_id or 0)
        return f"/{g.brand.slug}/people/{place.handle}" if place else None

    def role(self, account_id: int | None) -> str | None:
        place = self.places.get(account_id or 0)
        return place.role.value if place else None


def tell(idea: Idea) -> ResponseReturnValue:
    """Render the page of an idea, or for a script only the next threads of its discussion."""
    threads, after = threads_of(idea, after=request.args.get("after"))
    more = f"{idea_path(idea)}?after={after}" if after else None
    if wants_fragment():
        people = People(places_of(_writers(threads)))
        return render_template("comment/_threads.html", threads=view_threads(idea, threads, people), more=more)
    stages, tags = all_stages(), tags_of([idea.id])[idea.id]
    answer, moves, story = find_answer(idea), moves_of(idea), story_of(idea.id)
    people = People(places_of(_everybody(idea, answer, story, threads)))
    form = comment_form_for(idea) if can_comment(g.viewer, idea) else None
    return render_template(
        "idea/show.html", idea=idea, href=idea_path(idea), link=absolute_path(idea_path(idea)), people=people,
        tags=tags, body=trusted(idea.body_html), voted=has_voted(g.viewer.account, idea),
        following=is_following(g.viewer.account, idea), answer=_answer(idea, answer, people),
        steps=_steps(idea, stages, moves), events=_events(story, moves, people),
        threads=view_threads(idea, threads, people), more=more, comment_form=form,
        similar=similar_ideas(idea, tags, viewer=g.viewer), board=_board(idea), may=_may(idea),
        draft_done=accepted_draft(),
    )  # fmt: skip


def _may(idea: Idea) -> dict[str, bool]:
    """What this viewer may do here."""
    return {
        "edit": can_edit(g.viewer, idea),
        "withdraw": can_withdraw(g.viewer, idea),
        "move": can_move(g.viewer, idea),
    }


def _board(idea: Idea) -> Any:
    return next(board for board in g.viewer.boards if board.id == idea.board_id)


def _writers(threads: Any) -> Iterable[int]:
    for thread in threads:
        for comment in (thread.comment, *thread.replies):
            if comment.author_id:
                yield comment.author_id


def _everybody(idea: Idea, answer: Answer | None, story: Sequence[Any], threads: Any) -> set[int]:
    named = {idea.author_id, answer.account_id if answer else None, *(activity.account_id for activity, _ in story)}
    return {account_id for account_id in named if account_id} | set(_writers(threads))


def _answer(idea: Idea, answer: Answer | None, people: People) -> dict[str, Any] | None:
    if answer is None:
        return None
    may_edit = can_move(g.viewer, idea)
    return {
        "html": trusted(answer.body_html),
        "author_name": answer.account.display_name if answer.account else gettext("Former member"),
        "author_href": people.href(answer.account_id),
        "author_role": people.role(answer.account_id),
        "created_at": answer.created_at,
        "edited_at": answer.edited_at,
        "history_href": f"/{g.brand.slug}/ideas/{idea.number}/answer/revisions" if answer.version > 1 else None,
        "edit_href": f"/{g.brand.slug}/ideas/{idea.number}/answer" if may_edit else None,
        "stage": idea.stage if idea.stage.phase is not Phase.SUBMITTED else None,
    }


def _steps(idea: Idea, stages: Sequence[Stage], moves: Moves) -> list[dict[str, Any]]:
    """The way of the idea: the stages it came through, where it is, and the usual ones still ahead."""
    reached = {move.to_stage_id: move.created_at for move, _ in moves}
    first = moves[0][0].from_stage_id if moves else idea.stage_id
    reached.setdefault(first, idea.created_at)
    here = idea.stage
    steps = []
    for stage in stages:
        if stage.id == here.id:
            state = "stopped" if stage.phase is Phase.DECLINED else "current"
        elif stage.phase is Phase.DECLINED:
            continue
        elif stage.id in reached and stage.position < here.position:
            state = "done"
        elif here.phase.is_final or stage.position < here.position:
            continue
        else:
            state = "todo"
        at = reached.get(stage.id) if state != "todo" else None
        steps.append({"name": stage.name, "phase": stage.phase.value, "state": state, "at": at})
    return steps


_ICONS = {
    "idea.submitted": "plus", "idea.edited": "pencil", "idea.answered": "badge-check",
    "idea.answer_edited": "pencil", "idea.withdrawn": "eye-off",
}  # fmt: skip
_PHASE_ICONS = {
    Phase.SUBMITTED: "circle-dashed", Phase.REVIEWING: "eye", Phase.PLANNED: "calendar", Phase.BUILDING: "hammer",
    Phase.SHIPPED: "circle-check", Phase.DECLINED: "circle-x",
}  # fmt: skip


def _events(story: Sequence[tuple[Activity, str | None]], moves: Moves, people: People) -> list[dict[str, Any]]:
    """The timeline: a reading of the activities, with the words of the moves."""
    by_id = {move.id: (move, label) for move, label in moves}
    return [_event(activity, name, by_id, people) for activity, name in story]


def _event(
    activity: Activity, name: str | None, moves: Mapping[int, tuple[Move, str | None]], people: People
) -> dict[str, Any]:
    event: dict[str, Any] = {
        "icon": _ICONS.get(activity.kind, "circle"),
        "text": _sentence(activity),
        "who": name or gettext("Former member"),
        "who_href": people.href(activity.account_id),
        "at": activity.created_at,
    }
    if activity.kind == "idea.moved":
        move, label = moves.get(activity.detail["move_id"], (None, None))
        event["icon"] = _PHASE_ICONS[Phase(activity.detail["phase"])]
        event["reason"] = label
        event["detail_html"] = paragraphs(move.explanation) if move is not None and move.explanation else None
    return event


def _sentence(activity: Activity) -> str:
    sentences = {
        "idea.submitted": gettext("shared this idea"),
        "idea.edited": gettext("changed its words"),
        "idea.answered": gettext("answered it"),
        "idea.answer_edited": gettext("brought the answer up to date"),
        "idea.withdrawn": gettext("withdrew it"),
    }
    if activity.kind == "idea.moved":
        return str(
            gettext(
                "moved it from %(before)s to %(after)s", before=activity.detail["from"], after=activity.detail["to"]
            )
        )
    return str(sentences.get(activity.kind, activity.kind))
