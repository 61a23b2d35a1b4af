"""Comments: one level deep, edited and removed by their author, counted, closed with the discussion."""

from datetime import timedelta

import pytest

from ideas.base.db import db
from ideas.community.comment.actions import (
    BadComment,
    CommentGone,
    CommentsClosed,
    edit_comment,
    remove_comment,
    write_comment,
)
from ideas.community.comment.models import Comment
from ideas.community.comment.queries import find_comment, page_of, threads_of
from ideas.community.comment.rules import BODY_MAX, THREADS_PER_PAGE
from ideas.community.idea.actions import set_visibility
from ideas.community.idea.models import IdeaRank
from ideas.community.idea.rules import Visibility
from ideas.community.stage.queries import find_stage
from ideas.people.brand.viewer import Viewer
from ideas.spine.activity.models import Activity


@pytest.fixture
def idea(house, make):
    return make.idea("Oat milk in every shop")


@pytest.fixture
def write(house, idea, now):
    def one(body="I would drink that.", **wishes):
        return write_comment(idea, brand=house.brand, body=body, **{"by": house.ben, "at": now, **wishes})

    return one


def count(idea):
    return db.session.get(IdeaRank, idea.id, populate_existing=True).comment_count


def close_discussions():
    find_stage("new").freezes_comments = True
    db.session.flush()


def test_a_comment_is_rendered_once_counted_and_recorded(write, idea, house, rows):
    comment = write("  See **this**\r\n\r\n\r\n")

    (happened,) = rows(Activity, Activity.kind == "comment.created")
    assert (comment.body, comment.body_html) == ("  See **this**", "<p>See <strong>this</strong></p>\n")
    assert (comment.parent_id, comment.is_official, comment.author_id) == (None, False, house.ben.id)
    assert count(idea) == 1
    assert (happened.account_id, happened.idea_id, happened.detail["comment_id"]) == (house.ben.id, idea.id, comment.id)


def test_a_reply_to_a_reply_joins_the_thread(write, house, idea):
    top = write("First")
    reply = write("Second", parent=top, by=house.mod)
    deeper = write("Third", parent=reply)
    other = write("Another thread")

    threads, more = threads_of(idea, viewer=Viewer.nobody())

    assert (reply.parent_id, deeper.parent_id) == (top.id, top.id)
    assert [(thread.comment.id, [one.id for one in thread.replies]) for thread in threads] == [
        (top.id, [reply.id, deeper.id]),
        (other.id, []),
    ]
    assert more is None
    assert count(idea) == 4


@pytest.mark.parametrize("body", ["", "   ", "\n\n \n", "\0\0"])
def test_an_empty_comment_is_refused(write, idea, body):
    with pytest.raises(BadComment, match="Write something first") as refused:
        write(body)

    assert refused.value.field == "body"
    assert count(idea) == 0


def test_a_comment_has_at_most_4000_characters(write, idea):
    assert len(write("é" * BODY_MAX).body) == 4000
    with pytest.raises(BadComment, match="at most 4000 characters; this has 4001"):
        write("é" * (BODY_MAX + 1))

    assert count(idea) == 1


def test_only_a_host_speaks_for_the_brand(write, house):
    assert write(by=house.mod, as_host=True, is_official=True).is_official is True
    assert write(by=house.mod, as_host=True).is_official is False
    assert write(is_official=True).is_official is False


def test_a_closed_discussion_is_closed_to_all_but_hosts(write, house, idea):
    close_discussions()

    with pytest.raises(CommentsClosed, match="The discussion of this idea has closed") as refused:
        write()
    write(by=house.mod, as_host=True)

    assert refused.value.status == 403
    assert count(idea) == 1


def test_nobody_comments_on_an_idea_that_is_not_public(write, house, idea, now):
    set_visibility(idea, Visibility.HIDDEN, at=now)

    with pytest.raises(CommentsClosed):
        write()
    with pytest.raises(CommentsClosed):
        write(by=house.mod, as_host=True)


def test_edit_changes_the_words_and_says_so(write, house, now, rows):
    comment = write("Before")

    edit_comment(comment, brand=house.brand, body="After", by=house.ben, at=now + timedelta(hours=1))

    (kept,) = rows(Comment)
    assert (kept.body, kept.body_html, kept.edited_at) == ("After", "<p>After</p>\n", now + timedelta(hours=1))
    assert len(rows(Activity, Activity.kind == "comment.edited")) == 1


def test_an_edit_without_a_change_is_none(write, house, now, rows):
    comment = write("Same")

    edit_comment(comment, brand=house.brand, body="Same\n", by=house.ben, at=now)

    assert comment.edited_at is None
    assert rows(Activity, Activity.kind == "comment.edited") == []


def test_a_removed_comment_keeps_its_place_and_loses_its_words(write, house, idea, now, rows):
    comment = write("Something I regret")
    reply = write("A reply to it", parent=comment, by=house.mod)

    remove_comment(comment, by=house.ben, at=now)

    kept = rows(Comment)[0]
    threads, _ = threads_of(idea, viewer=Viewer.nobody())
    assert (kept.body, kept.body_html) == ("", "")
    assert (kept.removed_at, kept.removed_by_id) == (now, house.ben.id)
    assert [(thread.comment.id, [one.id for one in thread.replies]) for thread in threads] == [(comment.id, [reply.id])]
    assert count(idea) == 1
    assert "regret" not in repr([vars(row) for row in (*rows(Comment), *rows(Activity))])


def test_what_was_removed_is_neither_edited_nor_answered_nor_removed_again(write, house, idea, now):
    comment = write()
    remove_comment(comment, by=house.ben, at=now)

    with pytest.raises(CommentGone) as refused:
        edit_comment(comment, brand=house.brand, body="Back again", by=house.ben, at=now)
    with pytest.raises(CommentGone):
        remove_comment(comment, by=house.ben, at=now)
    with pytest.raises(CommentGone, match="The comment that you reply to was removed"):
        write(parent=comment)

    assert refused.value.status == 409
    assert count(idea) == 0


def test_find_comment_knows_only_the_ideas_own(write, make, idea):
    comment, other = write(), make.idea()

    assert find_comment(idea, comment.id) is comment
    assert find_comment(other, comment.id) is None
    assert find_comment(idea, 2**62) is None


def test_120_threads_come_in_three_pages_with_every_reply_once(write, idea):
    tops = [write(f"Thread {number}") for number in range(120)]
    for number in (0, 49, 50, 119):
        write(f"Reply to {number}", parent=tops[number])
    for number in range(3):
        write(f"Late reply {number} to the first", parent=tops[0])

    pages, after = [], None
    while not pages or after:
        threads, after = threads_of(idea, viewer=Viewer.nobody(), after=after)
        pages.append(threads)

    assert [len(page) for page in pages] == [THREADS_PER_PAGE, THREADS_PER_PAGE, 20]
    assert [thread.comment.id for page in pages for thread in page] == [top.id for top in tops]
    assert {tops.index(thread.comment): len(thread.replies) for page in pages for thread in page if thread.replies} == {
        0: 4,
        49: 1,
        50: 1,
        119: 1,
    }


def test_page_of_leads_to_the_page_that_holds_the_comment(write, idea):
    tops = [write(f"Thread {number}") for number in range(THREADS_PER_PAGE + 2)]
    reply = write("A reply", parent=tops[-1])

    def shown(comment):
        threads, _ = threads_of(idea, viewer=Viewer.nobody(), after=page_of(comment))
        return {one.id for thread in threads for one in (thread.comment, *thread.replies)}

    assert page_of(tops[0]) is page_of(tops[THREADS_PER_PAGE - 1]) is None
    assert page_of(tops[THREADS_PER_PAGE]) is not None
    assert all(comment.id in shown(comment) for comment in (*tops, reply))


def test_the_same_comment_sent_twice_is_one_comment(write, idea, house):
    first = write("Yes, please.")

    assert write("Yes, please.").id == first.id
    assert write("Yes, please.", by=house.ana).id != first.id
    assert write("Yes, please.", parent=first).id != first.id
    assert count(idea) == 3
