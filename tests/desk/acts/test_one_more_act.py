"""An act that nobody else knows: a class and its line are enough to see it offered, done, summarised and undone."""

import re

import pytest
from flask_babel import lazy_gettext as _l

from ideas.community.idea.actions import lock_idea, set_visibility
from ideas.community.idea.rules import Visibility
from ideas.desk.acts.act import Act, Memento, idea_of, one_or_many
from ideas.desk.acts.every import ACTS
from ideas.desk.acts.fields import Field, Widget
from ideas.desk.acts.models import DeskAct
from ideas.desk.acts.rules import Kind

SCRIPT = {"HX-Request": "true"}


class Reworded(Memento):
    title: str

    def undo(self, undoing):
        undoing.idea.title = self.title
        return []


class Emphasise(Act[str]):
    name = "emphasise"
    kinds = (Kind.ANSWER,)
    label, icon, key = _l("Emphasise"), "megaphone", "e"
    help = _l("Say it louder")
    done = _l("emphasised")
    sentences = one_or_many("Emphasised.", "%(num)s emphasised.")
    mementos = (Reworded,)
    fields = (Field("sign", Widget.LINE, _l("With which sign"), most=3, hint=_l("One is enough.")),)

    def read(self, desk, typed):
        return typed["sign"]

    def do(self, desk, details, item):
        idea = idea_of(item)
        before, idea.title = idea.title, idea.title.upper() + details
        return Reworded(title=before)


@pytest.fixture(autouse=True)
def _added():
    act = Emphasise()
    ACTS.append(act)
    yield
    ACTS.remove(act)


def text(response):
    return response.get_data(as_text=True)


def test_it_is_offered_with_its_field_and_its_key_where_it_applies(client_for, mod, make):
    idea = make.idea()

    page = text(client_for(mod).get(f"/acme/desk?item=answer:{idea.id}"))

    assert re.search(r'<summary class="acts__button" data-key="e">.*<span>Emphasise</span><kbd>e</kbd>', page)
    assert 'id="emphasise-sign" name="sign"' in page
    assert '<p class="field__hint" id="emphasise-sign-hint">One is enough.</p>' in page
    assert "<dt><kbd>e</kbd></dt><dd>Say it louder</dd>" in page


def test_it_is_not_offered_for_what_it_does_not_apply_to(client_for, mod, make):
    idea = make.idea()
    with make.at_work():
        set_visibility(lock_idea(idea.id), Visibility.PENDING, at=idea.created_at)

    page = text(client_for(mod).get(f"/acme/desk?item=approve:{idea.id}", headers=SCRIPT))

    assert ("Approve" in page, "Emphasise" in page) == (True, False)


def test_it_is_done_summarised_and_undone(client_for, mod, make, rows, reload):
    ideas = [make.idea("A quiet wish"), make.idea("Another quiet wish")]
    client = client_for(mod)
    names = [f"answer:{idea.id}@1.1.0" for idea in ideas]

    done = client.send("/acme/desk/acts", {"act": "emphasise", "item": names, "sign": "!"}, headers=SCRIPT)

    assert (done.status_code, "2 emphasised." in text(done)) == (200, True)
    assert [reload(idea).title for idea in ideas] == ["A QUIET WISH!", "ANOTHER QUIET WISH!"]
    act = rows(DeskAct)[0]
    assert (act.kind, [entry["undo"] for entry in act.done["items"]]) == (
        "emphasise",
        [{"title": "A quiet wish"}, {"title": "Another quiet wish"}],
    )
    assert "</strong> emphasised</p>" in text(client.get("/acme/desk/acts"))

    client.send(f"/acme/desk/acts/{act.id}/undo", headers=SCRIPT)

    assert [reload(idea).title for idea in ideas] == ["A quiet wish", "Another quiet wish"]
    assert reload(act).undone_by_id == mod.id


def test_its_field_has_its_limit(client_for, mod, make, rows):
    form = {"act": "emphasise", "item": f"answer:{make.idea().id}@1.1.0", "sign": "!!!!"}

    answer = client_for(mod).send("/acme/desk/acts", form, headers=SCRIPT)

    assert (answer.status_code, "Use at most 3 characters; this has 4." in text(answer)) == (422, True)
    assert rows(DeskAct) == []
