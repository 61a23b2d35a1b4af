"""The demo as it is written down: it could have happened."""

from dataclasses import replace

import pytest
from pydantic import ValidationError

from ideas.ops.demo import data_files
from ideas.ops.demo.data_files import read_file
from ideas.ops.demo.morning import SavedAnswer
from ideas.ops.demo.running_order import running_order
from ideas.ops.demo.script import Comment, the_script
from tests.ops.demo.plausibility import problems_in


def test_script_could_have_happened():
    assert problems_in(the_script()) == []


def test_script_is_as_large_as_promised():
    script = the_script()

    assert (len(script.people), len(script.ideas), [board.access for board in script.boards]) == (
        40,
        60,
        ["public", "members", "invited"],
    )


def test_plausibility_finds_a_comment_by_somebody_who_has_not_joined():
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


def test_read_file_joins_wrapped_lines(tmp_path, monkeypatch):
    monkeypatch.setattr(data_files, "DATA", tmp_path)
    (tmp_path / "one.toml").write_text('title = "Soon"\nbody = """\nA line\ngoes on.\n\n- a list\n- stays\n"""\n')

    assert read_file("one.toml", SavedAnswer) == SavedAnswer("Soon", "A line goes on.\n\n- a list\n- stays")


def test_read_file_refuses_what_the_shape_does_not_know_and_names_the_file(tmp_path, monkeypatch):
    monkeypatch.setattr(data_files, "DATA", tmp_path)
    (tmp_path / "one.toml").write_text('title = "Soon"\nbody = "Yes."\nmood = "good"\n')

    with pytest.raises(ValidationError, match="mood") as caught:
        read_file("one.toml", SavedAnswer)

    assert caught.value.__notes__ == [f"In {tmp_path / 'one.toml'}"]
