"""A working address for every route, so that the tests of the rules can walk all of them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from flask import Flask
from werkzeug.routing import Rule

from tests.cast import Cast


@dataclass(frozen=True, slots=True)
class Route:
    """One rule of the address map, and one method that it takes."""

    rule: Rule
    method: str

    @property
    def endpoint(self) -> str:
        return str(self.rule.endpoint)

    def __str__(self) -> str:
        return f"{self.method} {self.rule.rule}"


def all_routes(app: Flask) -> Iterator[Route]:
    """Every rule with each of its methods but HEAD and OPTIONS."""
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule):
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield Route(rule, method)


def values_for(app: Flask, cast: Cast, idea: Any, extra: dict[str, Any] | None = None) -> Callable[[Rule], str]:
    """A function that fills a rule with the names of things that exist: acme's, and this idea's."""
    known = {
        "brand": cast.brand.slug, "number": idea.number, "slug": idea.slug, "board": cast.board.slug, "handle": "ana-lopes",
        "token": "no-such-token", "release": app.extensions["assets"].release, "filename": "css/app.css",
        "comment_id": 1, "session_id": 1, "revision_id": 1, "version": 1, "stage": "new", "tag": "milk",
        "membership_id": 1, "invitation_id": 1, "reason_id": 1, "account_id": cast.ben.id, **(extra or {}),
    }  # fmt: skip

    def fill(rule: Rule) -> str:
        missing = rule.arguments - known.keys()
        assert not missing, f"give tests/house/addresses.py a value for {missing} of {rule.rule}"
        with app.test_request_context():
            built = rule.build({name: known[name] for name in rule.arguments})
        assert built is not None, rule.rule
        return built[1]

    return fill
