"""Forms take what they ask for, once, and nothing else."""

import io

import pytest
from wtforms import IntegerField, SelectMultipleField

from ideas.base.refusal import Refusal
from ideas.rim.forms import Body, Form, Line, Required, Size, UnexpectedInput, expect_nothing, is_sent, read


class Sample(Form):
    title = Line("Title", [Required(), Size(3, 10)])
    body = Body("Body", [Size(most=20)])
    kinds = SelectMultipleField("Kinds", choices={"a": "A", "b": "B"})
    count = IntegerField("Count", default=1)


@pytest.fixture
def sent(app):
    """`sent({"title": "x"})`: the form as this request would read it."""

    def send(form, **options):
        with app.test_request_context("/", method="POST", data=form, **options):
            built = read(Sample)
            return built, is_sent(built)

    return send


def test_a_form_takes_what_it_asks_for(sent):
    form, fine = sent({"title": "  Oat\u200b   milk ", "body": " a \r\nb  \n", "kinds": ["a", "b"], "count": "3"})

    assert fine, form.errors
    assert (form.title.data, form.body.data, form.kinds.data, form.count.data) == ("Oat milk", " a\nb", ["a", "b"], 3)


@pytest.mark.parametrize(
    "form",
    [
        {"title": "Oat milk", "role": "owner"},
        {"title": ["Oat milk", "Tea"]},
        {"count": ["1", "2"]},
        {"": "x"},
        {"TITLE": "Oat milk"},
        {"title": "Oat milk", "title[]": "x"},
    ],
)
def test_a_field_that_is_not_asked_for_or_comes_twice_is_refused(sent, form):
    with pytest.raises(UnexpectedInput) as refusal:
        sent(form)

    assert refusal.value.status == 422


def test_a_file_is_refused(sent):
    with pytest.raises(UnexpectedInput):
        sent({"title": (io.BytesIO(b"x"), "x.txt")}, content_type="multipart/form-data")


def test_a_button_takes_no_fields(app):
    with app.test_request_context("/", method="POST", data={"csrf_token": "x"}):
        expect_nothing()
    with app.test_request_context("/", method="POST", data={"x": "1"}), pytest.raises(UnexpectedInput):
        expect_nothing()


@pytest.mark.parametrize(
    ("title", "error"),
    [
        ("", "Please fill this in."),
        ("   ", "Please fill this in."),
        ("\u200b", "Please fill this in."),
        ("ab", "Use at least 3 characters; this has 2."),
        ("x" * 11, "Use at most 10 characters; this has 11."),
    ],
)
def test_a_size_says_how_long_it_is(sent, title, error):
    form, fine = sent({"title": title})

    assert not fine
    assert [str(message) for message in form.title.errors] == [error]


def test_sizes_count_characters_and_not_bytes(sent):
    assert sent({"title": "é" * 10})[1]
    assert sent({"title": "🦝" * 10})[1]


def test_a_field_tells_the_browser_its_limits(app):
    with app.test_request_context("/"):
        field = read(Sample).title

    assert (field.flags.required, field.flags.minlength, field.flags.maxlength) == (True, 3, 10)


def test_a_refusal_stands_beside_its_field_or_above_the_form(sent):
    form, _ = sent({"title": "Oat milk"})

    form.refuse(Refusal("Not that title.", field="title"))
    form.refuse(Refusal("Not today."))
    form.refuse(Refusal("Nor that.", field="no_such_field"))

    assert list(form.title.errors) == ["Not that title."]
    assert form.form_errors == ["Not today.", "Nor that."]


def test_reading_a_page_is_not_sending_a_form(app):
    with app.test_request_context("/?title=x&unknown=y"):
        form = read(Sample, title="Before")

        assert not is_sent(form)
        assert form.title.data == "Before"
