"""Performing the demo: the script played through the same actions that people use."""

from datetime import datetime, timedelta

from sqlalchemy import update

from ideas.base.db import brand_scope, db
from ideas.community.board.actions import add_to_board, create_board
from ideas.community.board.models import Board
from ideas.community.board.rules import Access
from ideas.community.comment.actions import write_comment
from ideas.community.comment.models import Comment
from ideas.community.follow.actions import follow
from ideas.community.idea.actions import edit_idea, withdraw_idea
from ideas.community.idea.models import Idea
from ideas.community.pipeline.actions import answer_idea, move_idea
from ideas.community.stage.actions import set_up_stages
from ideas.community.stage.models import DeclineReason, Stage
from ideas.community.stage.queries import all_reasons, all_stages
from ideas.community.vote.actions import cast_vote
from ideas.ops.demo import script as written
from ideas.ops.demo.desk import Stand, open_the_desk
from ideas.ops.demo.polling import Ballot
from ideas.ops.demo.prose import with_addresses
from ideas.ops.demo.running_order import Act, Cue, running_order
from ideas.people.account.actions import create_account, rename
from ideas.people.account.models import Account
from ideas.people.brand.actions import create_brand, join
from ideas.people.brand.models import Brand
from ideas.people.brand.rules import Role
from ideas.spine.activity.models import Activity
from ideas.trust.moderation.actions import set_up_rules
from ideas.trust.posting.actions import submit


def perform(*, now: datetime, script: written.Script | None = None) -> Brand:
    """Play the script (the demo's own unless told), its last act just before `now`. Raises SlugTaken.

    What happened is history: nobody is mailed about it.
    """
    the_demo = written.the_script()
    script = script or the_demo
    opened = now - timedelta(days=max(person.joined for person in script.people))
    brand = create_brand(
        script.brand.slug, script.brand.name, colour=script.brand.colour, tagline=script.brand.tagline, at=opened
    )
    with brand_scope(brand.id):
        set_up_stages(brand, reasons=[reason.label for reason in script.reasons])
        set_up_rules(brand)
        performance = _Performance(script, brand, now)
        for cue in running_order(script):
            performance.play(cue)
        if script is the_demo:
            open_the_desk(performance.stand)
        db.session.execute(update(Activity).where(Activity.fanned_out_at.is_(None)).values(fanned_out_at=now))
    return brand


class _Performance:
    """Who and what of the script is there by now, by their keys."""

    def __init__(self, script: written.Script, brand: Brand, now: datetime) -> None:
        self.script, self.brand, self.now = script, brand, now
        self.stages: dict[str, Stage] = {stage.phase.value: stage for stage in all_stages()}
        labels = {reason.label: reason for reason in all_reasons()}
        self.reasons: dict[str | None, DeclineReason] = {item.key: labels[item.label] for item in script.reasons}
        self.people: dict[str, Account] = {}
        self.boards: dict[str, Board] = {}
        self.ideas: dict[str, Idea] = {}
        self.comments: dict[tuple[str, float], Comment] = {}

    @property
    def stand(self) -> Stand:
        """What there is by now."""
        return Stand(self.brand, self.now, self.people, self.boards, self.ideas, self.stages)

    def play(self, cue: Cue) -> None:
        """Let one act happen at its own time."""
        at = self.now - timedelta(days=cue.ago)
        if isinstance(cue.act, written.Person):
            self._arrive(cue.act, at)
        elif isinstance(cue.act, written.Idea):
            self._post(cue.act, at)
        elif cue.idea is not None:
            self._add(cue.act, cue, cue.idea, self.people[cue.act.by], at)

    def _arrive(self, person: written.Person, at: datetime) -> None:
        """Whoever joins gets the handle that the script calls them by: it is made from the name they come with."""
        account = create_account(person.email, name=person.key, at=at)
        place = join(self.brand, account, role=Role(person.role), at=at)
        rename(account, person.name)
        self.people[person.key] = account
        if not self.boards:
            self._open_boards(account, at)
        for board in self.script.boards:
            if person.key in (*board.hosts, *board.guests):
                hosts = person.key in board.hosts
                add_to_board(self.boards[board.key], place, as_host=hosts, by=self._owner, at=at)

    def _open_boards(self, owner: Account, at: datetime) -> None:
        self._owner = owner
        for board in self.script.boards:
            self.boards[board.key] = create_board(
                self.brand,
                name=board.name,
                slug=board.slug,
                description=board.description,
                access=Access(board.access),
                by=owner,
                at=at,
            )

    def _post(self, idea: written.Idea, at: datetime) -> None:
        self.ideas[idea.key] = submit(
            self.brand,
            board=self.boards[idea.board],
            title=idea.title,
            body=self._linked(idea.body),
            tags=idea.tags,
            by=self.people[idea.by],
            at=at,
        )

    def _add(self, act: Act, cue: Cue, about: written.Idea, by: Account, at: datetime) -> None:
        idea = self.ideas[about.key]
        match act:
            case Ballot():
                cast_vote(idea, by=by, at=at)
            case written.Comment():
                self._comment(idea, act, cue, by, at)
            case written.Move():
                self._move(idea, act, by, at)
            case written.Answer():
                answer_idea(idea, brand=self.brand, body=self._linked(act.text), by=by, at=at)
            case written.Edit():
                edit_idea(
                    idea,
                    brand=self.brand,
                    title=act.title or idea.title,
                    tags=about.tags,
                    version=idea.version,
                    body=self._linked(act.body) if act.body else idea.body,
                    reason=act.reason or "",
                    by=by,
                    at=at,
                )
            case written.Withdrawal():
                withdraw_idea(idea, by=by, at=at)

    def _comment(self, idea: Idea, said: written.Comment, cue: Cue, by: Account, at: datetime) -> None:
        parent = self.comments[cue.under.by, cue.under.ago] if cue.under else None
        self.comments[said.by, said.ago] = write_comment(
            idea,
            brand=self.brand,
            body=self._linked(said.text),
            by=by,
            at=at,
            parent=parent,
            as_host=said.official,
            is_official=said.official,
        )
        follow(idea, by=by, at=at)

    def _move(self, idea: Idea, move: written.Move, by: Account, at: datetime) -> None:
        move_idea(
            idea,
            brand=self.brand,
            to=self.stages[move.to],
            stage_version=idea.stage_version,
            by=by,
            at=at,
            answer=self._linked(move.answer or ""),
            reason=self.reasons.get(move.reason),
            explanation=self._linked(move.explanation or ""),
        )

    def _linked(self, text: str) -> str:
        """The text with its links to ideas that are there by now."""
        return with_addresses(
            text, {key: f"{self.brand.href}/ideas/{idea.reference}" for key, idea in self.ideas.items()}
        )
