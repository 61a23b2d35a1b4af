"""Saved answers: a fixed set of places and nothing more, and the list that moderators keep."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ideas.base import html
from ideas.desk.saved_answer.actions import SavedAnswerExists, TooManySavedAnswers, move_saved_answer, save_answer
from ideas.desk.saved_answer.models import SavedAnswer
from ideas.desk.saved_answer.queries import all_saved_answers, values_of
from ideas.desk.saved_answer.rules import ANSWERS_MAX, PLACES, fill
from tests.cast import NOW

VALUES = {"author": "Ana", "title": "Oat milk", "stage": "New", "votes": "3", "brand": "Acme"}


def text(response):
    return response.get_data(as_text=True)


# --- the formatter ---------------------------------------------------------------------------------------------------


def test_the_five_places_are_filled():
    assert fill("{author} · {title} · {stage} · {votes} · {brand}", VALUES) == "Ana · Oat milk · New · 3 · Acme"


@pytest.mark.parametrize(
    "words",
    [
        "{0.__class__}",
        "{author.__class__}",
        "{author!r}",
        "{author:>9999999}",
        "{{author",
        "{}",
        "{Author}",
        "{ author }",
        "{password}",
        "%(author)s",
        "${author",
        "{{ config }}x",
        "{% for a in b %}",
        "}{",
    ],
)
def test_everything_else_stays_as_it_is_written(words):
    assert fill(words, VALUES) == words


def test_a_value_that_looks_like_a_place_is_not_filled_again():
    assert fill("{title} by {author}", {**VALUES, "title": "{brand}{author}"}) == "{brand}{author} by Ana"


@pytest.mark.parametrize(
    "name",
    [
        "[click](https://evil.example)",
        "https://evil.example/x",
        "<b>bold</b>",
        "**bold**",
        "@ben-okafor",
        "`code`",
        "~~no~~",
        "<https://evil.example>",
        "![x](//evil.example/y.png)",
        "a_b_c",
        "# head",
    ],
)
def test_a_value_never_becomes_markup_in_the_brands_answer(name):
    body = fill("Thank you, {author}!", {**VALUES, "author": name})

    rendered = html.render(body, mentions={"ben-okafor": "/acme/people/ben-okafor"})

    assert rendered.count("<") == 2, rendered  # the paragraph, and nothing in it
    assert "<p>" in rendered


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=80))
def test_filling_changes_nothing_but_the_places(words):
    literal = words if not any("{" + place + "}" in words for place in PLACES) else ""

    assert fill(literal, VALUES) == literal


def test_values_are_the_ideas_own(house, brand, idea):
    assert values_of(idea, brand=brand, no_author="everyone") == {
        "author": "Ana Lopes",
        "title": idea.title,
        "stage": "New",
        "votes": "1",
        "brand": "Acme Coffee",
    }
    idea.author_id = None
    assert values_of(idea, brand=brand, no_author="everyone")["author"] == "everyone"


# --- the list --------------------------------------------------------------------------------------------------------


def test_titles_are_one_of_a_kind_and_the_list_is_bounded(house, brand, mod):
    save_answer(brand, title="Thank you", body="Thank you.", by=mod, at=NOW)

    with pytest.raises(SavedAnswerExists):
        save_answer(brand, title=" thank  YOU ", body="Again.", by=mod, at=NOW)
    for number in range(ANSWERS_MAX - 1):
        save_answer(brand, title=f"Number {number}", body="x", by=mod, at=NOW)
    with pytest.raises(TooManySavedAnswers):
        save_answer(brand, title="One more", body="x", by=mod, at=NOW)


def test_they_keep_the_order_that_they_are_put_in(house, brand, mod):
    first, second = (save_answer(brand, title=title, body="x", by=mod, at=NOW) for title in ("One", "Two"))

    move_saved_answer(second, up=True, by=mod, at=NOW)

    assert [saved.title for saved in all_saved_answers()] == ["Two", "One"]
    assert [first.position, second.position] == [2, 1]


def test_moderators_save_change_and_remove_one(client_for, mod, rows):
    client = client_for(mod)

    client.send("/acme/desk/answers", {"title": "Thank you", "body": "Thank you, {author}. {0.__class__}"})
    (saved,) = rows(SavedAnswer)
    assert "{0.__class__}" in text(client.get("/acme/desk/answers"))
    client.send(f"/acme/desk/answers/{saved.id}/edit", {"title": "Thanks", "body": "Thanks."})
    assert [(one.title, one.body) for one in rows(SavedAnswer)] == [("Thanks", "Thanks.")]
    client.send(f"/acme/desk/answers/{saved.id}/delete")
    assert rows(SavedAnswer) == []


def test_partners_read_the_list_and_change_nothing(client_for, mod, partner, rows):
    client_for(mod).send("/acme/desk/answers", {"title": "Thank you", "body": "Thank you."})
    (saved,) = rows(SavedAnswer)
    client = client_for(partner)

    assert "Thank you" in text(client.get("/acme/desk/answers"))
    refused = [
        client.send("/acme/desk/answers", {"title": "Mine", "body": "x"}).status_code,
        client.send(f"/acme/desk/answers/{saved.id}/edit", {"title": "Mine", "body": "x"}).status_code,
        client.send(f"/acme/desk/answers/{saved.id}/delete").status_code,
    ]
    assert refused == [404, 404, 404]
    assert [one.title for one in rows(SavedAnswer)] == ["Thank you"]


def test_another_brand_has_none_of_them(client_for, mod, outsider, rows):
    client_for(mod).send("/acme/desk/answers", {"title": "Thank you", "body": "Thank you."})
    (saved,) = rows(SavedAnswer)
    client = client_for(outsider)

    assert "Thank you" not in text(client.get("/rival/desk/answers"))
    assert client.get(f"/rival/desk/answers/{saved.id}/edit").status_code == 404


@pytest.mark.parametrize("page", ["answer", "move"])
def test_the_picker_fills_the_text_also_without_a_script(client_for, mod, idea, rows, page):
    client, path = client_for(mod), f"/acme/ideas/{idea.number}/{page}"
    client.send("/acme/desk/answers", {"title": "Thank you", "body": "Thank you, {author}, for “{title}”."})
    (saved,) = rows(SavedAnswer)

    asked, filled = text(client.get(path)), text(client.get(f"{path}?saved={saved.id}"))

    words = f"Thank you, Ana Lopes, for “{idea.title}”."
    assert f'href="{path}?saved={saved.id}" data-text="{words}"' in asked
    assert f">\r\n{words}</textarea>" in filled
    assert f">\r\n{words}</textarea>" not in asked
    assert client.get(f"{path}?saved=nonsense").status_code == 200
