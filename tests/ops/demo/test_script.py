"""The demo as it is written down: it could have happened."""

from dataclasses import replace

from ideas.ops.demo.rehearsal import problems_in
from ideas.ops.demo.running_order import running_order
from ideas.ops.demo.script import Comment, check, the_script


def test_script_could_have_happened():
    assert check() == []


def test_script_is_as_large_as_promised():
    script = the_script()

    assert (len(script.people), len(script.ideas), [board.access for board in script.boards]) == (
        40,
        60,
        ["public", "members", "invited"],
    )


def test_rehearsal_finds_a_comment_by_somebody_who_has_not_joined():
    script = the_script()
    first, *others = script.ideas
    late = Comment("hugo", first.ago - 1, "I was not there yet.")

    problems = problems_in(replace(script, ideas=(replace(first, comments=(late, *first.comments)), *others)))

    assert f"{first.key}: hugo (comment) has not joined yet." in problems


def test_running_order_tells_everything_once_and_the_oldest_first():
    script = the_script()
    cues = running_order(script)
    talk = sum(1 + len(comment.replies) for idea in script.ideas for comment in idea.comments)

    assert [cue.ago for cue in cues] == sorted((cue.ago for cue in cues), reverse=True)
    assert sum(isinstance(cue.act, Comment) for cue in cues) == talk
    assert sum(cue.act is cue.idea for cue in cues) == 60
