"""A form that was sent twice at once, by a double click or an impatient phone: one idea, one comment."""

import threading

import pytest

from ideas.community.comment.models import Comment
from ideas.community.idea.models import Idea, IdeaRank
from ideas.community.vote.models import Vote

pytestmark = pytest.mark.integrity


def at_once(work, times=6):
    """Do this in so many threads that begin together. Returns what went wrong."""
    faults, barrier = [], threading.Barrier(times)

    def one():
        barrier.wait(20)
        try:
            work()
        except Exception as fault:
            faults.append(f"{type(fault).__name__}: {str(fault).splitlines()[0]}")

    threads = [threading.Thread(target=one) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return faults


def test_one_idea(make, rows, ben):
    faults = at_once(lambda: make.idea("A loyalty card made of wood", by=ben))

    assert faults == []
    assert [(idea.number, idea.title) for idea in rows(Idea)] == [(1, "A loyalty card made of wood")]
    assert len(rows(Vote)) == 1


def test_one_comment(make, rows, ben, idea):
    faults = at_once(lambda: make.comment(idea, "Count me in.", by=ben))

    assert faults == []
    assert [comment.body for comment in rows(Comment)] == ["Count me in."]
    assert [rank.comment_count for rank in rows(IdeaRank)] == [1]
