"""Every kind of activity, declared once: the audit log, an idea's timeline and the subscribers are readings of this table.

Names are stored, so their spelling stays. What a kind is called on a page stands beside the page.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any


class Logged(Enum):
    """Whether an activity has an entry in the audit log."""

    ALWAYS = "always"
    BY_STAFF = "by staff"  # Members do it too: only what `record` is told to be an act of staff.
    NEVER = "never"


ALWAYS, BY_STAFF, NEVER = Logged


class UnknownKind(LookupError):
    """Nobody declared this kind: a bug, never an answer."""


@dataclass(frozen=True, slots=True)
class ActivityKind:
    """One kind of thing that happens.

    `needs` names what each activity must say, in one string: `idea_id`, `board_id`, and keys of its detail. `told` names
    the subscribers that hear of it, in the order in which they do. `webhook` is the name that other programs will know it
    by; without one they never hear of it.
    """

    name: str
    needs: str = ""
    logged: Logged = ALWAYS
    in_story: bool = False
    told: str = ""
    webhook: str = ""

    @property
    def subscribers(self) -> tuple[str, ...]:
        """The names of the functions that tell others, in order."""
        return tuple(self.told.split())

    def is_logged(self, *, as_staff: bool) -> bool:
        """Whether this activity goes into the audit log. Raises ValueError for an act of staff that never could."""
        if as_staff and self.logged is NEVER:
            raise ValueError(f"{self.name} is never an act of staff")
        return as_staff or self.logged is ALWAYS

    def missing(self, *, board_id: int | None, idea_id: int | None, detail: Mapping[str, Any]) -> set[str]:
        """What an activity of this kind needs and does not say."""
        ids = {"board_id": board_id, "idea_id": idea_id}
        given = {*detail, *(name for name, value in ids.items() if value is not None)}
        return set(self.needs.split()) - given


def kind_named(name: str) -> ActivityKind:
    """The kind as it was declared. Raises UnknownKind."""
    if name not in KINDS:
        raise UnknownKind(f"{name!r} is not declared in {__name__}")
    return KINDS[name]


_K = ActivityKind
_DECLARED = (
    # Ideas
    _K("idea.submitted", "idea_id", NEVER, in_story=True, told="find_duplicates", webhook="idea.created"),
    _K("idea.recorded", "idea_id board_id", in_story=True),
    _K("idea.edited", "idea_id version", BY_STAFF, in_story=True, webhook="idea.updated"),
    _K("idea.tagged", "idea_id version reason", BY_STAFF, in_story=True, webhook="idea.tagged"),
    _K("idea.withdrawn", "idea_id", NEVER, in_story=True, told="drop_duplicates", webhook="idea.withdrawn"),
    _K("idea.moved", "idea_id move_id from to phase", in_story=True, told="tell_followers", webhook="idea.moved"),
    _K("idea.answered", "idea_id version", in_story=True, told="tell_followers", webhook="idea.answered"),
    _K("idea.answer_edited", "idea_id version", in_story=True, webhook="idea.answer_updated"),
    _K("idea.answer_taken_back", "idea_id version", in_story=True, webhook="idea.answer_withdrawn"),
    _K("idea.assigned", "idea_id from to", told="tell_assignee"),
    _K("idea.scored", "idea_id"),
    _K("idea.unscored", "idea_id"),
    _K(
        "idea.approved",
        "idea_id because trusted",
        in_story=True,
        told="tell_author find_duplicates",
        webhook="idea.published",
    ),
    _K("idea.not_approved", "idea_id statement_id because"),
    _K("idea.held", "idea_id because"),
    _K("idea.back_to_pending", "idea_id because"),
    _K("idea.hidden", "idea_id statement_id", told="drop_duplicates", webhook="idea.hidden"),
    _K("idea.shown", "idea_id", webhook="idea.shown"),
    _K("idea.locked", "idea_id statement_id"),
    _K("idea.unlocked", "idea_id statement_id"),
    _K("reopen.asked", "idea_id move_id asks", NEVER),
    _K("idea.reopened", "idea_id move_id asks", NEVER, in_story=True, told="tell_followers", webhook="idea.reopened"),
    # Merging
    _K(
        "idea.merged",
        "idea_id merge_id number",
        in_story=True,
        told="tell_of_merge tell_followers drop_duplicates",
        webhook="idea.merged",
    ),
    _K("idea.unmerged", "idea_id merge_id number", in_story=True, webhook="idea.unmerged"),
    _K("merge.asked", "idea_id merge_id number", in_story=True, told="tell_of_merge"),
    _K("merge.agreed", "idea_id merge_id number", NEVER, in_story=True, told="tell_of_merge"),
    _K("merge.refused", "idea_id merge_id number", NEVER, in_story=True, told="tell_of_merge"),
    _K("merge.given_up", "idea_id merge_id number"),
    _K("merge.received", "idea_id merge_id number", NEVER, in_story=True),
    _K("merge.released", "idea_id merge_id number", NEVER, in_story=True),
    _K("duplicate.dismissed", "idea_id other_id"),
    # Comments and notes
    _K("comment.created", "idea_id comment_id is_official", NEVER, webhook="comment.created"),
    _K("comment.edited", "idea_id comment_id", NEVER, webhook="comment.updated"),
    _K("comment.removed", "idea_id comment_id", NEVER, webhook="comment.removed"),
    _K("comment.approved", "idea_id comment_id because trusted", told="tell_author", webhook="comment.published"),
    _K("comment.not_approved", "idea_id comment_id statement_id because"),
    _K("comment.held", "idea_id comment_id because"),
    _K("comment.back_to_pending", "idea_id comment_id because"),
    _K("comment.hidden", "idea_id comment_id statement_id", webhook="comment.hidden"),
    _K("comment.shown", "idea_id comment_id", webhook="comment.shown"),
    _K("note.created", "idea_id note_id", told="tell_mentioned"),
    _K("note.removed", "idea_id note_id"),
    # Votes
    _K("vote.recorded", "idea_id recorded_vote_id"),
    _K("vote.recorded_struck", "idea_id"),
    _K("recorded_vote.joined", "idea_id recorded_vote_id", NEVER, told="follow_what_is_theirs"),
    _K("votes.held", "alert_id signal votes"),
    _K("votes.released", "alert_id votes"),
    _K("votes.voided", "alert_id votes"),
    _K("votes.noted", "alert_id votes"),
    _K("votes.reopened", "alert_id votes"),
    _K("votes.given_back", "statement_id account_id"),
    # Reports, statements and appeals. A statement follows from an act that has an entry of its own.
    _K("report.created", "idea_id case_id rule_id", NEVER),
    _K("case.closed", "case_id thing outcome reports", told="tell_reporters"),
    _K("case.reopened"),
    _K("statement.created", "statement_id kind", NEVER, told="tell_statement"),
    _K("statement.lifted", "statement_id kind", NEVER, told="tell_lifting"),
    _K("appeal.created", "statement_id", NEVER),
    _K("appeal.decided", "statement_id outcome", told="tell_appellant"),
    _K("house_rule.created"),
    _K("house_rule.updated"),
    _K("house_rule.reordered", "rule_id"),
    # People
    _K("membership.joined", "role", NEVER),
    _K("membership.role_changed", "account_id from to", told="give_back_ideas"),
    _K("membership.titled", "account_id"),
    _K("membership.trusted", "account_id level"),
    _K("membership.banned", "account_id statement_id", told="give_back_ideas"),
    _K("membership.unbanned", "account_id statement_id"),
    _K("invitation.created", "invitation_id role"),
    _K("invitation.revoked", "invitation_id"),
    _K("invitation.accepted", "invitation_id role", BY_STAFF),
    # The brand, its boards and stages
    _K("brand.updated"),
    _K("brand.merge_rules_changed", "asks wait_days"),
    _K("brand.reopening_changed", "people months"),
    _K("brand.offices_changed"),
    _K("brand.log_opened"),
    _K("brand.log_closed"),
    _K("board.created", "board_id"),
    _K("board.updated", "board_id from to"),
    _K("board.reordered", "board_id"),
    _K("board.answer_rule_changed", "board_id days votes"),
    _K("board.approval_rule_changed", "board_id ideas comments"),
    _K("board.member_added", "board_id account_id is_host", told="give_back_ideas"),
    _K("board.member_removed", "board_id account_id", told="give_back_ideas"),
    _K("pause.added", "board_id pause_id from until"),
    _K("pause.cut", "board_id pause_id from until"),
    _K("stage.created", "stage_id name"),
    _K("stage.updated", "stage_id name from to"),
    _K("stage.reordered", "stage_id"),
    _K("stage.retired", "name into ideas"),
    _K("reason.created", "reason_id"),
    _K("reason.updated", "reason_id is_retired"),
    _K("tag.updated", "tag_id"),
    _K("tag.removed", "tag_id"),
    _K("tag.merged", "tag_id into_id"),
    _K("tag.unmerged", "tag_id into_id"),
    # The desk
    _K("checklist.ticked", "idea_id item_id"),
    _K("checklist.unticked", "idea_id item_id"),
    _K("checklist_item.created", "board_id item_id"),
    _K("checklist_item.updated", "board_id item_id"),
    _K("checklist_item.reordered", "board_id item_id"),
    _K("checklist_item.retired", "board_id item_id"),
    _K("criterion.created", "criterion_id"),
    _K("criterion.updated", "criterion_id"),
    _K("criterion.reordered", "criterion_id"),
    _K("saved_answer.created", "saved_answer_id"),
    _K("saved_answer.updated", "saved_answer_id"),
    _K("saved_answer.reordered", "saved_answer_id"),
    _K("saved_answer.removed", "saved_answer_id"),
    _K("log.exported"),
)

KINDS: Mapping[str, ActivityKind] = {kind.name: kind for kind in _DECLARED}
STORY_KINDS = tuple(kind.name for kind in _DECLARED if kind.in_story)
