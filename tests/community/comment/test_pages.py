"""Comments in the browser: write, reply, edit, remove; by whom and while the discussion is open."""

import re

import pytest
from sqlalchemy import update

from ideas.base.db import db
from ideas.community.comment.models import Comment
from ideas.community.comment.rules import THREADS_PER_PAGE
from ideas.community.stage.models import Stage
from ideas.people.brand.models import Membership
from tests.clients import signed_in_client


def text(response):
    return response.get_data(as_text=True)


@pytest.fixture
def home(idea):
    return f"/acme/ideas/{idea.number}/comments"


@pytest.fixture
def close(make):
    def discussions():
        with make.at_work():
            db.session.execute(update(Stage).values(freezes_comments=True))

    return discussions


def bodies(rows):
    return [comment.body for comment in rows(Comment)]


def test_comment_on_an_idea(client_for, ben, idea, home, rows):
    client = client_for(ben)

    answer = client.send(home, {"body": "Count me **in**."})

    (comment,) = rows(Comment)
    assert (answer.status_code, answer.headers["Location"]) == (
        303,
        f"/acme/ideas/{idea.reference}#comment-{comment.id}",
    )
    page = text(client.get(f"/acme/ideas/{idea.reference}"))
    assert f'id="comment-{comment.id}"' in page
    assert "Count me <strong>in</strong>." in page
    assert f'content="comment:acme:{idea.number}"' in page
    assert f'href="{home}/{comment.id}/edit"' in page


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("", "Please fill this in."),
        ("  \n ", "Please fill this in."),
        ("x" * 4001, "Use at most 4000 characters; this has 4001."),
    ],
)
def test_what_was_typed_is_shown_again(client_for, ben, make, idea, home, rows, body, sentence):
    parent = make.comment(idea)
    for address in (home, f"{home}/{parent.id}/reply"):
        answer = client_for(ben).send(address, {"body": body})

        assert answer.status_code == 422
        assert text(answer).count(sentence) >= 1
        assert body.strip() in text(answer)
    assert bodies(rows) == [parent.body]


def test_reply_to_a_comment_and_to_a_reply(client_for, cast, make, idea, home, rows):
    top = make.comment(idea, "The first comment")
    client = client_for(cast.ana)
    asked = text(client.get(f"{home}/{top.id}/reply"))
    assert "Reply to Ben Okafor" in asked
    assert "The first comment" in asked

    client.send(f"{home}/{top.id}/reply", {"body": "A reply"})
    reply = rows(Comment)[-1]
    client.send(f"{home}/{reply.id}/reply", {"body": "A reply to it"})

    assert [comment.parent_id for comment in rows(Comment)] == [None, top.id, top.id]
    page = text(client.get(f"/acme/ideas/{idea.reference}"))
    assert page.index("The first comment") < page.index("A reply<") < page.index("A reply to it")
    assert page.count('class="comment__replies"') == 1


def test_edit_ones_own(client_for, ben, make, idea, home, rows):
    comment = make.comment(idea, "Before")
    client = client_for(ben)
    assert "Before</textarea>" in text(client.get(f"{home}/{comment.id}/edit"))

    answer = client.send(f"{home}/{comment.id}/edit", {"body": "After"})

    assert (answer.status_code, bodies(rows)) == (303, ["After"])
    assert "edited" in text(client.get(f"/acme/ideas/{idea.reference}"))
    assert client.send(f"{home}/{comment.id}/edit", {"body": ""}).status_code == 422
    assert client.send(f"{home}/{comment.id}/edit", {"body": "x", "official": "y"}).status_code == 422
    assert client.send(f"{home}/{comment.id}/edit", {"body": "x", "parent_id": "1"}).status_code == 422
    assert bodies(rows) == ["After"]


def test_remove_ones_own(client_for, ben, visitor, make, idea, home, rows):
    comment = make.comment(idea, "Something I regret")
    make.comment(idea, "A reply to it", parent=comment)

    assert client_for(ben).send(f"{home}/{comment.id}/delete").status_code == 303

    page = text(visitor.get(f"/acme/ideas/{idea.reference}"))
    assert "This comment was removed." in page
    assert "regret" not in page
    assert "A reply to it" in page
    assert bodies(rows) == ["", "A reply to it"]


@pytest.mark.parametrize("person", ["ana", "mod", "owner", "outsider", "newcomer"])
def test_nobody_edits_or_removes_the_comment_of_another(client_for, cast, make, idea, home, rows, person):
    comment = make.comment(idea, "Mine alone")
    client = client_for(getattr(cast, person))

    assert client.get(f"{home}/{comment.id}/edit").status_code == 403
    assert client.send(f"{home}/{comment.id}/edit", {"body": "Yours"}).status_code == 403
    assert client.send(f"{home}/{comment.id}/delete").status_code == 403
    assert bodies(rows) == ["Mine alone"]
    assert f"{home}/{comment.id}/edit" not in text(client.get(f"/acme/ideas/{idea.reference}"))


def test_a_visitor_is_asked_to_sign_in(visitor, make, idea, home, rows):
    comment = make.comment(idea)

    for path in (home, f"{home}/{comment.id}/reply", f"{home}/{comment.id}/edit", f"{home}/{comment.id}/delete"):
        assert visitor.send(path, {"body": "x"}).headers["Location"].startswith("/sign-in?"), path
    assert len(bodies(rows)) == 1


def test_a_comment_is_found_only_under_its_idea(client_for, ben, make, idea, rows, cast):
    comment, other = make.comment(idea), make.idea()
    foreign = make.idea(brand=cast.rival, board=cast.rival_board, by=cast.outsider)
    client = client_for(ben)

    for place in (f"/acme/ideas/{other.number}", f"/rival/ideas/{foreign.number}"):
        for verb, form in (("edit", {"body": "x"}), ("reply", {"body": "x"}), ("delete", {})):
            assert client.send(f"{place}/comments/{comment.id}/{verb}", form).status_code == 404
    assert client.send(f"/acme/ideas/{idea.number}/comments/999999999999999999/delete").status_code == 404
    assert client.send(f"/acme/ideas/{idea.number}/comments/{'9' * 30}/delete").status_code == 404
    assert bodies(rows) == [comment.body]


def test_a_closed_discussion_takes_no_comment_and_no_edit_but_lets_go(client_for, cast, make, idea, home, rows, close):
    comment = make.comment(idea, "Said in time")
    close()
    client = client_for(cast.ben)

    for path in (home, f"{home}/{comment.id}/reply", f"{home}/{comment.id}/edit"):
        answer = client.send(path, {"body": "Too late"})
        assert answer.status_code == 403
        assert "iscussion" in text(answer)
    page = text(client.get(f"/acme/ideas/{idea.reference}"))
    assert "The discussion of this idea has closed." in page
    assert "comment-form" not in page
    assert client.send(f"{home}/{comment.id}/delete").status_code == 303
    assert client_for(cast.mod).send(home, {"body": "One word of ours"}).status_code == 303
    assert bodies(rows) == ["", "One word of ours"]


def test_a_removed_comment_takes_no_reply_and_what_was_typed_is_kept(client_for, cast, make, idea, home, rows):
    comment = make.comment(idea, "Gone soon")
    client_for(cast.ben).send(f"{home}/{comment.id}/delete")
    client = client_for(cast.ana)

    asked, sent = (
        client.get(f"{home}/{comment.id}/reply"),
        client.send(f"{home}/{comment.id}/reply", {"body": "A long reply"}),
    )
    edited = client_for(cast.ben).send(f"{home}/{comment.id}/edit", {"body": "Back again"})

    assert (asked.status_code, sent.status_code, edited.status_code) == (409, 409, 403)
    assert "was removed meanwhile" in text(asked)
    assert "was removed meanwhile" in text(sent)
    assert "A long reply</textarea>" in text(sent)
    assert bodies(rows) == [""]


def test_a_refused_comment_makes_nobody_a_member(client_for, cast, make, idea, home, rows):
    comment = make.comment(idea)
    client_for(cast.ben).send(f"{home}/{comment.id}/delete")

    answer = client_for(cast.newcomer).send(f"{home}/{comment.id}/reply", {"body": "A long reply"})

    assert answer.status_code == 409
    assert rows(Membership, Membership.account_id == cast.newcomer.id) == []


def test_only_hosts_may_speak_officially(client_for, cast, make, idea, home, rows):
    for person, official in (("ben", "y"), ("outsider", "y")):
        assert (
            client_for(getattr(cast, person)).send(home, {"body": "We at Acme…", "official": official}).status_code
            == 422
        )
    elsewhere = make.idea(board=cast.members_board)
    away = f"/acme/ideas/{elsewhere.number}/comments"
    assert client_for(cast.partner).send(away, {"body": "Not my board", "official": "y"}).status_code == 422
    assert bodies(rows) == []

    client_for(cast.partner).send(home, {"body": "We at Acme are listening.", "official": "y"})
    client_for(cast.mod).send(home, {"body": "As for myself, I like tea."})
    client_for(cast.mod).send(home, {"body": "A machine sent this.", "official": "false"})

    assert [comment.is_official for comment in rows(Comment)] == [True, False, False]
    page = text(client_for(cast.ben).get(f"/acme/ideas/{idea.reference}"))
    assert page.count("Official reply") == 1
    assert 'name="official"' not in page


def test_mentions_link_to_people_of_this_brand_and_only_here(client_for, cast, make, visitor, home, idea):
    client_for(cast.ben).send(home, {"body": "Ask @ana-lopes, @otto-outsider, @nobody, ana@ana-lopes or `@ana-lopes`."})
    foreign = make.idea(brand=cast.rival, board=cast.rival_board, by=cast.outsider)
    client_for(cast.stranger).send(
        f"/rival/ideas/{foreign.number}/comments", {"body": "Hello @ana-lopes, @otto-outsider."}
    )

    here, there = (text(visitor.get(f"/{brand}/ideas/1", follow_redirects=True)) for brand in ("acme", "rival"))

    assert re.findall(r'<a href="([^"]+)" class="mention"', here) == ["/acme/people/ana-lopes"]
    assert re.findall(r'<a href="([^"]+)" class="mention"', there) == ["/rival/people/otto-outsider"]
    assert visitor.get("/acme/people/ana-lopes").status_code == 200
    assert visitor.get("/acme/people/otto-outsider").status_code == 404


@pytest.mark.engines
def test_a_long_discussion_comes_in_pages(client_for, visitor, ben, make, idea, home, rows):
    with make.at_work():
        for number in range(119):
            make.comment(idea, f"Thread number {number}.")

    page = text(visitor.get(f"/acme/ideas/{idea.reference}"))
    sizes, seen = [], page
    while True:
        sizes.append(page.count("Thread number"))
        more = re.search(r'class="more-link"><a [^>]*href="([^"]+)"', page)
        if more is None:
            break
        page = text(visitor.get(more.group(1), headers={"HX-Request": "true"}))
        assert "<html" not in page
        seen += page
    assert sizes == [THREADS_PER_PAGE, THREADS_PER_PAGE, 19]
    assert re.findall(r"Thread number (\d+)\.", seen) == [str(number) for number in range(119)]

    client = client_for(ben)
    answer = client.send(home, {"body": "The latest word"})
    last = text(client.get(answer.headers["Location"].partition("#")[0]))
    assert "The latest word" in last, "one sees what one has just written"
    assert "Show the discussion from its beginning" in last
    assert visitor.get(f"/acme/ideas/{idea.reference}?after=x").status_code == 400


def test_a_draft_of_a_reply_is_let_go_once_it_is_saved(client_for, ben, make, idea, home):
    parent = make.comment(idea)
    client = client_for(ben)
    assert f'data-draft-key="reply:{parent.id}"' in text(client.get(f"{home}/{parent.id}/reply"))

    client.send(f"{home}/{parent.id}/reply", {"body": "Saved"})

    assert f'<meta name="draft-done" content="reply:{parent.id}">' in text(client.get(f"/acme/ideas/{idea.reference}"))
    assert "draft-done" not in text(client.get(f"/acme/ideas/{idea.reference}"))


def test_comments_of_a_person_are_limited(limited_app, cast, idea, home, rows):
    client = signed_in_client(limited_app, cast.ben)

    answers = [client.send(home, {"body": f"Again {number}"}) for number in range(7)]

    assert [answer.status_code for answer in answers] == [303] * 6 + [429]
    assert "You have written several comments just now." in text(answers[-1])
    assert len(rows(Comment)) == 6


def test_comments_are_shown_with_the_rights_of_the_one_who_looks(client_for, visitor, cast, make, idea, home):
    """They are rendered once for everybody who sees the same: what one may do must not be offered to another."""
    comment = make.comment(idea)
    offered = {}
    for name in ("ben", "ana", "mod", "visitor", "ben"):
        client = visitor if name == "visitor" else client_for(getattr(cast, name))
        page = text(client.get(f"/acme/ideas/{idea.reference}"))
        offered[name] = [verb for verb in ("reply", "edit", "delete") if f'"{home}/{comment.id}/{verb}"' in page]

    assert offered == {"ben": ["reply", "edit", "delete"], "ana": ["reply"], "mod": ["reply"], "visitor": []}
