"""One's own comment: removing asks first, an edit is looked at under the lock, drafts of old words don't come back."""

import re

import pytest
from sqlalchemy import update

from ideas.base.db import db
from ideas.community.comment.actions import CommentsClosed, edit_comment
from ideas.community.comment.models import Comment
from ideas.community.stage.models import Stage
from tests.clients import signed_in_client
from tests.databases import cast_of


def text(response):
    return response.get_data(as_text=True)


def test_removing_asks_first(client_for, ben, ana, make, idea, rows):
    comment = make.comment(idea, "Something I regret")
    address = f"/acme/ideas/{idea.number}/comments/{comment.id}/delete"

    page = text(client_for(ben).get(address))

    assert "Remove your comment?" in page
    assert "Something I regret" in page
    assert f'action="{address}"' in page
    assert [row.body for row in rows(Comment)] == ["Something I regret"]
    assert client_for(ana).get(address).status_code == 403
    assert f'href="{address}"' in text(client_for(ben).get(f"/acme/ideas/{idea.reference}"))


def test_a_discussion_that_closed_meanwhile_takes_no_edit(house, make, now):
    idea = make.idea()
    comment = make.comment(idea, "Before")
    db.session.execute(update(Stage).values(freezes_comments=True))

    with pytest.raises(CommentsClosed):
        edit_comment(comment, brand=house.brand, body="After", by=house.ben, at=now)
    edit_comment(comment, brand=house.brand, body="As a host", by=house.ben, at=now, as_host=True)

    assert comment.body == "As a host"


def test_a_draft_of_an_edit_belongs_to_the_words_it_began_from(client_for, ben, make, idea):
    comment = make.comment(idea, "Before")
    client, address = client_for(ben), f"/acme/ideas/{idea.number}/comments/{comment.id}/edit"

    def key():
        return re.search(r'data-draft-key="([^"]+)"', text(client.get(address)))[1]

    first = key()
    client.send(address, {"body": "After"})
    page = text(client.get(f"/acme/ideas/{idea.reference}"))

    assert f'content="{first}"' in page
    assert key() != first


def test_a_draft_of_an_ideas_edit_belongs_to_its_version(client_for, ana, idea):
    client, address = client_for(ana), f"/acme/ideas/{idea.number}/edit"
    assert f'data-draft-key="edit:acme:{idea.number}:1"' in text(client.get(address))

    client.send(address, {"title": "Oat milk in all shops", "body": "", "tags": "", "version": "1"})
    page = text(client.get(f"/acme/ideas/{idea.number}-oat-milk-in-all-shops"))

    assert f'content="edit:acme:{idea.number}:1"' in page
    assert f'data-draft-key="edit:acme:{idea.number}:2"' in text(client.get(address))


def test_nobody_changes_their_words_more_than_ten_times_an_hour(limited_app):
    from ideas.base.db import brand_scope, writing
    from ideas.trust.posting.actions import submit
    from tests.cast import NOW

    cast = cast_of(limited_app)
    with limited_app.app_context(), brand_scope(cast.brand.id), writing():
        idea = submit(
            db.session.merge(cast.brand, load=False),
            board=db.session.merge(cast.board, load=False),
            title="Oat milk in every shop",
            body="",
            by=db.session.merge(cast.ana, load=False),
            at=NOW,
        )
        number = idea.number
    client = signed_in_client(limited_app, cast.ana)

    statuses = [
        client.send(
            f"/acme/ideas/{number}/edit",
            {"title": f"Oat milk, thought {count}", "body": "", "tags": "", "version": str(count + 1)},
        ).status_code
        for count in range(11)
    ]

    assert statuses == [303] * 10 + [429]
