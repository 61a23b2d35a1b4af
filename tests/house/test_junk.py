"""Bad input: every route and every form with junk answers with a sentence, never with a fault."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

import pytest

from tests.house.addresses import all_routes, values_for

pytestmark = pytest.mark.slow

BLOBS = [
    "", "\x00 \ufffe\U0001f99d\u202e", "-1", "99999999999999999999", "1e309", "' OR 1=1 --<script>alert(1)</script>",
    "../../%s%n{0}{{7*7}}", "x" * 30_000, "٣",
]  # fmt: skip
QUERIES = [
    "?after=nonsense&sort=nonsense&board=%00&tag=%ff&q=%00%25_&mine=x&lang=%00&next=//evil.example&token=%0d%0a&v=%0d%0a",
    "?after=WyIweDFwKzAiLCAxXQ&sort=top&stage=" + "x" * 500 + "&q=" + "%F0%9F%A6%9D" * 100,
    "?" + "&".join(f"a{n}={n}" for n in range(300)),
]


@dataclass
class Found:
    """A form of a page: where it goes and what it asks for."""

    action: str
    fields: set[str] = field(default_factory=set)


class Forms(HTMLParser):
    """Collects the POST forms of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Found] = []
        self._open: Found | None = None

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if tag == "form" and (values.get("method") or "").lower() == "post":
            self._open = Found(values.get("action") or "")
            self.found.append(self._open)
        elif self._open and tag in ("input", "select", "textarea", "button") and values.get("name"):
            self._open.fields.add(values["name"])

    def handle_endtag(self, tag):
        if tag == "form":
            self._open = None


@pytest.mark.parametrize("person", ["visitor", "ana", "owner"])
def test_every_route_answers_junk_with_a_sentence(app, cast, idea, client_for, run_jobs, person):
    run_jobs()
    client = client_for(None if person == "visitor" else getattr(cast, person))
    fills = [
        values_for(app, cast, idea),
        values_for(
            app, cast, idea, {"number": 2**53 - 1, "slug": "é/../x", "board": "\x00", "handle": "%", "token": "\x00é"}
        ),
        values_for(app, cast, idea, {"brand": "rival"}),
        values_for(app, cast, idea, {"brand": "no-such-brand"}),
    ]

    faults = []
    for route in all_routes(app):
        for fill in fills:
            path = fill(route.rule)
            queries = QUERIES if route.method == "GET" and fill is fills[0] else [""]
            for query in queries:
                if route.method == "GET":
                    response = client.get(path + query)
                else:
                    response = client.send(path, {"no-such-field": "x", "title": ["a", "b"]})
                if response.status_code >= 500:
                    faults.append(f"{route}{query[:40]}: {response.status}")

    assert faults == []


@pytest.mark.parametrize("person", ["visitor", "owner"])
def test_every_form_answers_junk_with_a_sentence(app, cast, idea, client_for, run_jobs, person):
    run_jobs()
    who = None if person == "visitor" else getattr(cast, person)
    client = client_for(who)
    forms = _forms_seen_by(app, cast, idea, client)

    faults = []
    for action, names in forms.items():
        for blob in BLOBS:
            response = client.send(action, dict.fromkeys(names - {"csrf_token"}, blob))
            if response.status_code >= 500:
                faults.append(f"{action} with {blob[:20]!r}: {response.status}")

    assert len(forms) >= 3
    assert faults == []


def _forms_seen_by(app, cast, idea, client) -> dict[str, set[str]]:
    """Every form on every page this person can open, by where it goes."""
    fill, forms = values_for(app, cast, idea), {}
    for route in all_routes(app):
        if route.method != "GET" or route.endpoint in ("static", "design.show"):
            continue
        path = fill(route.rule)
        page = client.get(path)
        if page.status_code != 200 or page.mimetype != "text/html":
            continue
        parser = Forms()
        parser.feed(page.text)
        for form in parser.found:
            forms.setdefault(form.action or path, set()).update(form.fields)
    forms.pop("/sign-out", None)
    return forms
