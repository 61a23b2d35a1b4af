"""The running order: everything that happens in the script, across all ideas, in the order in which it happened."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from ideas.ops.demo.polling import Ballot, ballots
from ideas.ops.demo.script import Answer, Comment, Edit, Idea, Move, Person, Script, Withdrawal

Act: TypeAlias = Person | Idea | Ballot | Comment | Move | Answer | Edit | Withdrawal


@dataclass(frozen=True, slots=True)
class Cue:
    """One act, its age in days, and the idea that it is about. `under` is the comment that a reply belongs to."""

    ago: float
    act: Act
    idea: Idea | None = None
    under: Comment | None = None


def running_order(script: Script) -> list[Cue]:
    """Every cue of the script, the oldest first."""
    cues = [Cue(person.joined, person) for person in script.people]
    for idea in script.ideas:
        cues += _cues_of(script, idea)
    return sorted(cues, key=lambda cue: -cue.ago)


def _cues_of(script: Script, idea: Idea) -> Iterator[Cue]:
    yield Cue(idea.ago, idea, idea)
    acts: tuple[Ballot | Move | Answer | Edit | Comment, ...]
    for acts in (ballots(script, idea), idea.moves, idea.answers, idea.edits, idea.comments):
        yield from (Cue(act.ago, act, idea) for act in acts)
    for comment in idea.comments:
        yield from (Cue(reply.ago, reply, idea, under=comment) for reply in comment.replies)
    if idea.withdrawn:
        yield Cue(idea.withdrawn.ago, idea.withdrawn, idea)
