"""What the vote button of an idea's page shows."""

from dataclasses import dataclass

from flask import g

from ideas.base import clock
from ideas.community.idea.models import Idea
from ideas.community.vote.rules import VoteState
from ideas.rim.paths import path_to


@dataclass(frozen=True, slots=True)
class VotingView:
    """Where a vote goes, how many there are, and how the viewer's own one stands. `is_limited` is who is banned here."""

    title: str
    cast: str
    undo: str
    count: int
    recorded: int
    retained: int
    takes_votes: bool
    state: str | None
    is_limited: bool

    @property
    def voted(self) -> bool:
        return self.state is not None

    @property
    def is_waiting(self) -> bool:
        """Whether the viewer's vote is there and does not count."""
        return self.state in (VoteState.UNDER_REVIEW, VoteState.VOID)


def view_voting(canonical: Idea | None, state: VoteState | None) -> VotingView:
    """The button of an idea, or of the canonical one that its votes count for; closed where the viewer can't see that."""
    is_limited = g.viewer.is_banned(clock.now())
    if canonical is None:
        return VotingView("", "", "", 0, 0, 0, takes_votes=False, state=None, is_limited=is_limited)
    rank = canonical.rank
    return VotingView(
        title=canonical.title,
        cast=path_to("vote.create", number=canonical.number),
        undo=path_to("vote.destroy", number=canonical.number),
        count=rank.vote_count,
        recorded=rank.recorded_votes,
        retained=rank.retained_votes,
        takes_votes=canonical.takes_votes,
        state=state.value if state else None,
        is_limited=is_limited,
    )
