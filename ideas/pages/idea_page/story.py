"""The idea page: every read of it in one flat place, and the shapes that its components take.

The reads, in order: stages, tags, the viewer's vote and follow, the answer, the moves, the activities, a page of threads,
the people's places in the brand, similar ideas.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from flask import g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from ideas.base import clock
from ideas.base.html import trusted
from ideas.community.comment.policy import can_comment
from ideas.community.comment.queries import threads_of
from ideas.community.follow.queries import is_following
from ideas.community.idea.models import Idea
from ideas.community.idea.policy import can_edit, can_move, can_withdraw
from ideas.community.idea.queries import numbers_in_sight, similar_ideas, story_of
from ideas.community.idea.routes.due import due_of
from ideas.community.idea.tags import tags_of
from ideas.community.merge.policy import can_merge
from ideas.community.merge.queries import find_canonical
from ideas.community.merge.routes.views import view_merge, view_merged_here
from ideas.community.pipeline.models import Answer
from ideas.community.pipeline.queries import find_answer, moves_of
from ideas.community.stage.models import Stage
from ideas.community.stage.queries import all_stages
from ideas.community.stage.rules import Phase
from ideas.community.vote.queries import vote_state
from ideas.community.vote.recording import recorded_authors
from ideas.community.vote.routes.views import view_voting
from ideas.desk.inbox.staff.panel import staff_side
from ideas.pages.idea_page.timeline import Moves, People, numbers_in, timeline_of
from ideas.people.brand.queries import places_of
from ideas.rim.addresses import absolute_path
from ideas.rim.drafts import accepted_draft
from ideas.rim.paths import idea_path, path_to
from ideas.rim.respond import wants_fragment
from ideas.trust.moderation.reopening import reopening_of
from ideas.trust.moderation.routes.beside import moderation_of
from ideas.trust.posting.forms.comment import comment_form_for
from ideas.trust.posting.routes.comment_views import view_threads
from ideas.trust.screening.routes import waiting_of


def render_idea_page(idea: Idea) -> ResponseReturnValue:
    """Render the page of an idea, or for a script only the next threads of its discussion."""
    threads, after = threads_of(idea, viewer=g.viewer, after=request.args.get("after"))
    more = f"{idea_path(idea)}?after={after}" if after else None
    if wants_fragment():
        shown = view_threads(idea, threads, People(places_of(_writers(threads))))
        return render_template("community/comment/_threads.html", threads=shown, more=more)
    stages, tags = all_stages(), tags_of([idea.id])[idea.id]
    canonical = find_canonical(idea, viewer=g.viewer) if idea.is_merged else idea
    answer, moves, story = find_answer(idea), moves_of(idea), story_of(idea.id)
    merged_here = view_merged_here(idea)
    people = People(places_of(_everybody(idea, answer, story, threads, merged_here)))
    form = comment_form_for(idea) if can_comment(g.viewer, idea) else None
    return render_template(
        "pages/idea_page/show.html",
        **_beside(idea),
        idea=idea,
        canonical=canonical,
        href=idea_path(idea),
        link=absolute_path(idea_path(canonical or idea)),
        people=people,
        tags=tags,
        body=trusted(idea.body_html),
        voting=view_voting(canonical, vote_state(g.viewer.account, idea)),
        following=is_following(g.viewer.account, idea),
        answer=_answer(idea, answer, moves, people),
        steps=_steps_of(canonical, idea, stages, moves),
        events=timeline_of(story, moves, people, numbers_in_sight(numbers_in(story), viewer=g.viewer)),
        threads=view_threads(idea, threads, people),
        more=more,
        comment_form=form,
        earlier=idea_path(idea, "discussion") if "after" in request.args else None,
        similar=similar_ideas(idea, tags, viewer=g.viewer),
        merged_here=merged_here,
        draft_done=accepted_draft(),
    )


def _beside(idea: Idea) -> dict[str, Any]:
    """What stands beside the idea's words, and who sees what of it."""
    return {
        "board": _board(idea),
        "may": _may(idea),
        "noted": recorded_authors([idea.id]).get(idea.id) if idea.author_id is None else None,
        "merge": view_merge(idea),
        "staff_side": staff_side(idea),
        "due": due_of(idea),
        "moderation": moderation_of(idea),
        "waiting": waiting_of(idea),
        "reopening": reopening_of(idea, brand=g.brand, viewer=g.viewer, at=clock.now()),
    }


def _may(idea: Idea) -> dict[str, bool]:
    """What this viewer may do here."""
    return {
        "edit": can_edit(g.viewer, idea),
        "withdraw": can_withdraw(g.viewer, idea),
        "move": can_move(g.viewer, idea),
        "merge": can_merge(g.viewer, idea),
    }


def _board(idea: Idea) -> Any:
    return next(board for board in g.viewer.boards if board.id == idea.board_id)


def _writers(threads: Any) -> Iterable[int]:
    for thread in threads:
        for comment in (thread.comment, *thread.replies):
            if comment.author_id:
                yield comment.author_id


def _everybody(idea: Idea, answer: Answer | None, story: Sequence[Any], threads: Any, merged: Any) -> set[int]:
    named = {idea.author_id, answer.account_id if answer else None, *(activity.account_id for activity, _ in story)}
    named |= {one["author_id"] for one in merged}
    return {account_id for account_id in named if account_id} | set(_writers(threads))


def _answer(idea: Idea, answer: Answer | None, moves: Moves, people: People) -> dict[str, Any] | None:
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
        "history_href": path_to("answer_revision.index", number=idea.number) if answer.version > 1 else None,
        "edit_href": path_to("answer.edit", number=idea.number) if may_edit else None,
        "reason": moves[-1][1] if moves and idea.stage.phase is Phase.DECLINED else None,
        "stage": idea.stage if idea.stage.phase is not Phase.SUBMITTED else None,
    }


def _steps_of(canonical: Idea | None, idea: Idea, stages: Sequence[Stage], moves: Moves) -> list[dict[str, Any]]:
    """The way of the idea that this one counts for; none where the viewer can't see that."""
    if canonical is None:
        return []
    return _steps(canonical, stages, moves if canonical is idea else moves_of(canonical))


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
        elif here.phase.is_final or stage.position < here.position or _is_past_the_end(stage, stages):
            continue
        else:
            state = "todo"
        at = reached.get(stage.id) if state != "todo" else None
        steps.append({"name": stage.name, "phase": stage.phase.value, "state": state, "at": at})
    return steps


def _is_past_the_end(stage: Stage, stages: Sequence[Stage]) -> bool:
    """Whether it stands behind the first stage that means shipped: not a step still ahead."""
    ends = [other.position for other in stages if other.phase is Phase.SHIPPED]
    return bool(ends) and stage.position > min(ends)
