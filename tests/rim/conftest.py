"""A place to try the rim out: the real app with a few views of the test's own."""

from collections.abc import Callable

import pytest
from flask import Flask

from ideas.rim.access import public


@pytest.fixture
def toy(make_app: Callable[..., Flask], app: Flask) -> Callable[..., Flask]:
    """`toy({"/boom": view}, limits="on")`: a new app on this test's database with these views, for GET and POST."""

    def build(views: dict[str, Callable[..., object]] | None = None, **wishes: object) -> Flask:
        built = make_app(**wishes)
        for path, view in (views or {}).items():
            name = "toy_" + path.strip("/").replace("/", "_")
            built.add_url_rule(path, f"{name}.show", public(view), methods=["GET", "POST"])
        return built

    return build
