"""The verbs of votes: cast one, take it back; hold one back, let it count again, declare it false."""

from ideas.community.vote.actions.casting import Unverified, VoteHeld, VotingClosed, cast_vote, withdraw_vote
from ideas.community.vote.actions.review import put_under_review, release_votes, void_votes

__all__ = [
    "Unverified",
    "VoteHeld",
    "VotingClosed",
    "cast_vote",
    "put_under_review",
    "release_votes",
    "void_votes",
    "withdraw_vote",
]
