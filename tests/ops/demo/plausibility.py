"""Goes through the script of the demo and says what could not have happened like that."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from ideas.community.board.rules import DESCRIPTION_MAX
from ideas.community.comment.rules import BODY_MAX as COMMENT_MAX
from ideas.community.idea.rules import BODY_MAX, TAGS_MAX, TITLE_MAX, TITLE_MIN
from ideas.community.pipeline.rules import ANSWER_MAX, ANSWER_MIN, EXPLANATION_MAX, EXPLANATION_MIN
from ideas.community.stage.rules import FIRST_STAGES, REASON_MAX
from ideas.ops.demo.polling import ballots, possible_voters
from ideas.ops.demo.script import PHASES, Board, Idea, Move, Person, Phase, Role, Script
from ideas.people.brand.rules import COLOUR, TAGLINE_MAX, slug_is_free_to_use

PEOPLE_COUNT = 40
IDEA_COUNT = 60
ROLE_COUNTS: dict[Role, tuple[int, int]] = {"owner": (1, 1), "moderator": (1, 2), "partner": (3, 4)}

_HANDLE = re.compile(r"[a-z][a-z0-9-]*")
_MENTION = re.compile(r"(?<![\w.@/])@([a-z0-9-]+)")
_IDEA_LINK = re.compile(r"\(idea:([a-z0-9-]+)\)")
_CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)

_PHASE_OF = {stage.slug: stage.phase.value for stage in FIRST_STAGES}
_LEADS_TO = {stage.phase.value: {_PHASE_OF[slug] for slug in stage.leads_to} for stage in FIRST_STAGES}
_FREEZES_EDITS = {stage.phase.value for stage in FIRST_STAGES if stage.freezes_edits}


def problems_in(script: Script) -> list[str]:
    """One sentence for each thing that is wrong."""
    return [
        *_place_problems(script),
        *_people_problems(script),
        *_count_problems(script),
        *(f"{idea.key}: {problem}" for idea in script.ideas for problem in _idea_problems(script, idea)),
    ]


def _place_problems(script: Script) -> Iterator[str]:
    brand = script.brand
    if not slug_is_free_to_use(brand.slug) or not COLOUR.fullmatch(brand.colour):
        yield "The brand's slug or colour is not well formed."
    if len(brand.tagline) > TAGLINE_MAX:
        yield "The brand's tagline is too long."
    for reason in script.reasons:
        if len(reason.label) > REASON_MAX:
            yield f"The reason {reason.key} is too long."
    for board in script.boards:
        if len(board.description) > DESCRIPTION_MAX:
            yield f"The description of {board.key} has {len(board.description)} characters."
        if bool(board.guests) != (board.access == "invited"):
            yield f"Only an invited board has guests, and {board.key} breaks this."
        for key in (*board.hosts, *board.guests):
            if key not in _handles(script):
                yield f"{board.key} names {key}, who is nobody."
            elif key in board.hosts and not script.person(key).is_staff:
                yield f"{key} hosts {board.key} as a member."


def _people_problems(script: Script) -> Iterator[str]:
    for what, values in (
        ("key", [person.key for person in script.people]),
        ("name", [person.name for person in script.people]),
        ("idea", [idea.key for idea in script.ideas]),
        ("title", [idea.title for idea in script.ideas]),
    ):
        for value, count in Counter(values).items():
            if count > 1:
                yield f"The {what} {value} is there {count} times."
    for person in script.people:
        if not _HANDLE.fullmatch(person.key):
            yield f"{person.key} is not a handle."
        if person.role == "owner" and person.joined < max(other.joined for other in script.people):
            yield "Somebody joined before the owner."


def _count_problems(script: Script) -> Iterator[str]:
    if len(script.people) != PEOPLE_COUNT or len(script.ideas) != IDEA_COUNT:
        yield f"There are {len(script.people)} people and {len(script.ideas)} ideas."
    roles = Counter(person.role for person in script.people)
    for role, (least, most) in ROLE_COUNTS.items():
        if not least <= roles[role] <= most:
            yield f"There are {roles[role]} people with the role {role}."
    for phase in PHASES:
        if all(idea.phase != phase for idea in script.ideas):
            yield f"No idea is {phase}."


def _idea_problems(script: Script, idea: Idea) -> Iterator[str]:
    """What else is wrong is asked only of an idea on a board, and of people who exist."""
    if idea.board not in {board.key for board in script.boards}:
        yield f"no board {idea.board}."
        return
    strangers = {by for by, _, _ in _acts(idea)} - _handles(script)
    if strangers:
        yield f"{', '.join(sorted(strangers))} is nobody."
        return
    for problems in _IDEA_CHECKS:
        yield from problems(script, script.board(idea.board), idea)


def _wording_problems(script: Script, board: Board, idea: Idea) -> Iterator[str]:
    for title in [idea.title, *(edit.title for edit in idea.edits if edit.title)]:
        if not TITLE_MIN <= len(title) <= TITLE_MAX:
            yield f"the title has {len(title)} characters."
    for body in [idea.body, *(edit.body for edit in idea.edits if edit.body)]:
        if not 0 < len(body) <= BODY_MAX:
            yield f"the body has {len(body)} characters."
    if not 1 <= len(idea.tags) <= TAGS_MAX or set(idea.tags) - set(script.tags):
        yield f"the tags are {idea.tags}."
    ideas = {other.key: other for other in script.ideas}
    for ago, text in _texts(idea):
        words = _CODE.sub("`", text)
        if "  " in words or text != text.strip():
            yield f"stray space in «{text[:40]}»."
        for handle in _MENTION.findall(words):
            if handle not in _handles(script) or not script.may_take_part(script.person(handle), board):
                yield f"@{handle} cannot be called here."
            elif script.person(handle).joined <= ago:
                yield f"@{handle} is called before joining."
        for key in _IDEA_LINK.findall(text):
            if key not in ideas or ideas[key].ago <= ago:
                yield f"no idea {key} to link to."


def _presence_problems(script: Script, board: Board, idea: Idea) -> Iterator[str]:
    """Everybody has joined, may be on this board, and acts while the idea is there."""
    for by, ago, what in _acts(idea):
        person = script.person(by)
        if person.joined <= ago:
            yield f"{by} ({what}) has not joined yet."
        if not script.may_take_part(person, board):
            yield f"{by} ({what}) has no way in."
        if what not in ("idea", "withdrawal") and not 0 < ago < idea.ago:
            yield f"the {what} by {by} at {ago} is not between the idea and now."
        if idea.withdrawn and ago < idea.withdrawn.ago:
            yield f"the {what} by {by} comes after the end."
    moments = Counter(ago for _, ago, _ in _acts(idea))
    yield from (f"{count} things happen at {ago}." for ago, count in moments.items() if count > 1)


def _discussion_problems(script: Script, board: Board, idea: Idea) -> Iterator[str]:
    if list(idea.comments) != sorted(idea.comments, key=lambda comment: -comment.ago):
        yield "the comments are not in order."
    for comment in idea.comments:
        before = comment.ago
        for reply in comment.replies:
            if reply.replies:
                yield f"a reply by {reply.by} has replies."
            if reply.ago >= before:
                yield f"the reply by {reply.by} at {reply.ago} comes too early."
            before = reply.ago
        for said in (comment, *comment.replies):
            if not 0 < len(said.text) <= COMMENT_MAX:
                yield f"the comment by {said.by} at {said.ago} has {len(said.text)} characters."
            if said.official and not _answers_for(board, script.person(said.by)):
                yield f"{said.by} does not speak for the brand here."


def _pipeline_problems(script: Script, board: Board, idea: Idea) -> Iterator[str]:
    here: Phase = "submitted"
    before = idea.ago
    for move in idea.moves:
        if move.ago >= before:
            yield f"the move to {move.to} is out of order."
        if move.to not in _LEADS_TO[here]:
            yield f"no way from {here} to {move.to}."
        if not _answers_for(board, script.person(move.by)):
            yield f"{move.by} may not move ideas here."
        yield from _move_problems(script, move)
        here, before = move.to, move.ago
    for answer in idea.answers:
        if not ANSWER_MIN <= len(answer.text) <= ANSWER_MAX:
            yield f"the answer at {answer.ago} has {len(answer.text)} characters."
        if not _answers_for(board, script.person(answer.by)):
            yield f"{answer.by} may not answer here."
    for edit in idea.edits:
        if edit.by != idea.by or not (edit.title or edit.body):
            yield f"the edit by {edit.by} is no edit by the author."
        if any(move.ago > edit.ago and move.to in _FREEZES_EDITS for move in idea.moves):
            yield "edited when edits were frozen."


def _move_problems(script: Script, move: Move) -> Iterator[str]:
    if move.answer is not None and not ANSWER_MIN <= len(move.answer) <= ANSWER_MAX:
        yield f"the answer on {move.to} has {len(move.answer)} characters."
    if move.to != "declined":
        if move.reason or move.explanation:
            yield f"a move to {move.to} has a reason for a no."
        return
    if move.reason not in {reason.key for reason in script.reasons}:
        yield f"no reason {move.reason}."
    if not EXPLANATION_MIN <= len(move.explanation or "") <= EXPLANATION_MAX:
        yield f"the explanation has {len(move.explanation or '')} characters."


def _vote_problems(script: Script, board: Board, idea: Idea) -> Iterator[str]:
    possible = {person.key for person in possible_voters(script, idea)}
    asked = idea.votes if isinstance(idea.votes, int) else len(idea.votes)
    if asked > len(possible):
        yield f"{asked} votes from {len(possible)} people."
    for ballot in ballots(script, idea):
        if ballot.by not in possible:
            yield f"{ballot.by} may not vote."
        elif not idea.last_vote_ago < ballot.ago < min(idea.ago, script.person(ballot.by).joined):
            yield f"{ballot.by} votes at {ballot.ago}."
        elif any(since >= ballot.ago >= until for since, until in idea.votes_closed):
            yield f"{ballot.by} votes while voting is closed."
    for surge in idea.surge:
        if not idea.last_vote_ago < surge < idea.ago:
            yield f"the surge at {surge} is not while voting was open."


_IDEA_CHECKS: tuple[Callable[[Script, Board, Idea], Iterable[str]], ...] = (
    _wording_problems,
    _presence_problems,
    _discussion_problems,
    _pipeline_problems,
    _vote_problems,
)


def _handles(script: Script) -> set[str]:
    return {person.key for person in script.people}


def _answers_for(board: Board, person: Person) -> bool:
    return person.role in ("owner", "moderator") or person.key in board.hosts


def _acts(idea: Idea) -> Iterator[tuple[str, float, str]]:
    """Who did what when, the votes aside."""
    yield idea.by, idea.ago, "idea"
    for comment in idea.comments:
        yield comment.by, comment.ago, "comment"
        yield from ((reply.by, reply.ago, "reply") for reply in comment.replies)
    yield from ((move.by, move.ago, f"move to {move.to}") for move in idea.moves)
    yield from ((answer.by, answer.ago, "answer") for answer in idea.answers)
    yield from ((edit.by, edit.ago, "edit") for edit in idea.edits)
    if idea.withdrawn:
        yield idea.withdrawn.by, idea.withdrawn.ago, "withdrawal"


def _texts(idea: Idea) -> Iterator[tuple[float, str]]:
    """Everything anybody wrote about the idea, with the age of it."""
    yield idea.ago, idea.body
    yield from ((edit.ago, edit.body) for edit in idea.edits if edit.body)
    for comment in idea.comments:
        yield from ((said.ago, said.text) for said in (comment, *comment.replies))
    yield from ((move.ago, text) for move in idea.moves for text in (move.answer, move.explanation) if text)
    yield from ((answer.ago, answer.text) for answer in idea.answers)
