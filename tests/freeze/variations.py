"""Addresses with a query, and addresses of more than one thing of a kind."""

from collections.abc import Iterator
from itertools import product

from tests.freeze.telling import Teller

SORTS = ("popular", "top", "new")
NARROWED = (
    "tag=milk",
    "tag=oat",
    "tag=no-such",
    "stage=new",
    "stage=not-planned",
    "stage=no-such",
    "board=ideas",
    "board=members",
    "board=inner",
    "q=milk",
    "q=SHOPS+oat",
    "q=no+such+words",
    "mine=1",
    "voted=1",
    "board=ideas&stage=new&tag=milk&q=oat",
)
INBOX = (
    "kind=appeal",
    "kind=report",
    "kind=approve",
    "kind=comment",
    "kind=votes",
    "kind=answer",
    "kind=duplicate",
    "kind=no-such",
    "board=ideas",
    "board=shops",
    "mine=1",
    "sort=score",
    "item=no-such",
)
QUERIES = {
    "/": ("lang=en-XA", "lang=ar-XB"),
    "/acme": ("lang=en-XA", "lang=ar-XB"),
    "/acme/boards/ideas": ("sort=new", "stage=planned", "q=milk"),
    "/acme/desk/board": ("board=ideas", "board=members", "lang=en-XA"),
    "/acme/desk/checklists": ("board=ideas", "board=shops"),
    "/acme/desk/log": (
        "about=ideas",
        "about=people",
        "by=mo-derator",
        "since=2026-08-01",
        "until=2026-02-01",
        "idea=2",
    ),
    "/acme/desk/numbers": ("board=ideas", "board=members", "lang=ar-XB"),
    "/acme/desk/tags": ("q=mi", "q=no-such"),
    "/acme/desk/votes": ("show=decided", "lang=en-XA"),
    "/acme/desk/votes/find": ("board=ideas&domain=example.com", "board=ideas&idea=24&since=2026-08-01"),
    "/acme/ideas/new": ("board=members", "lang=ar-XB", "draft=no-such"),
    "/acme/moderation": ("lang=en-XA",),
    "/acme/people/ana-lopes": ("lang=en-XA",),
    "/acme/promise": ("lang=ar-XB",),
    "/acme/roadmap": ("lang=en-XA",),
    "/acme/settings": ("lang=en-XA",),
    "/acme/settings/colour": ("colour=%23123456", "colour=red"),
    "/acme/settings/people": ("role=partner", "role=banned", "q=ana", "q=no-such"),
    "/acme/statements": ("lang=ar-XB",),
    "/me": ("lang=en-XA", "lang=ar-XB"),
    "/sign-in": ("next=/acme/ideas", "next=https://elsewhere.example", "lang=en-XA"),
    "/sign-up": ("next=/acme/ideas", "lang=ar-XB"),
}
PEOPLE = ("ben-okafor", "bo-banned", "dan-dark", "elsa-elsewhere", "mo-derator", "olga-owner", "pia-partner", "no-such")
NOWHERE = (
    "/no/such/page",
    "/acme/no-such",
    "/acme/ideas/999999",
    "/no-such-brand",
    "/healthz/x",
    "/acme/ideas/2-old-slug",
)


def variations(story: Teller) -> Iterator[str]:
    """Every one of them."""
    yield from (f"/acme/ideas?sort={sort}" for sort in (*SORTS, "no-such"))
    yield from (f"/acme/ideas?sort={sort}&{narrowed}" for sort, narrowed in product(SORTS[:1], NARROWED))
    yield from (f"/acme/ideas?sort=new&{narrowed}" for narrowed in NARROWED[:1])
    yield from (f"/acme/desk?{asked}" for asked in (*INBOX, *_items(story)))
    yield from (f"{path}?{query}" for path, queries in QUERIES.items() for query in queries)
    yield from _about_main(story)
    yield from (f"/acme/people/{handle}{rest}" for handle in PEOPLE for rest in ("", "/ban"))
    yield from (f"/acme/boards/{board}" for board in ("members", "inner", "shops", "no-such"))
    yield from (f"/acme/settings/boards/{board}/edit" for board in ("members", "inner", "shops"))
    yield from (f"/acme/settings/stages/{stage}/edit" for stage in ("planned", "shipped", "not-planned", "tasting"))
    yield from _of_each(story, "statement", "/acme/statements/{}", "/acme/desk/appeals/{}")
    yield from _of_each(story, "report_case", "/acme/desk/reports/{}")
    yield from _of_each(story, "vote_alert", "/acme/desk/votes/{}", "/acme/desk/votes/{}/void")
    yield from ("/rival", "/rival/ideas", "/rival/ideas/1", "/rival/desk", "/rival/settings", "/rival/roadmap")
    yield from NOWHERE


def _about_main(story: Teller) -> Iterator[str]:
    """About the idea of which there is most."""
    home, fresh = story.at("main"), story.at("fresh")
    page = f"{home}-oat-milk-in-every-shop"
    yield from (f"{page}?lang={language}" for language in ("en-XA", "ar-XB"))
    yield from (f"{fresh}/move?to={stage}" for stage in ("planned", "not-planned", "no-such"))
    yield from (f"{fresh}/merge?{query}" for query in (f"into={story.ideas['main']}", "q=milk", "q=%232", "q=no-such"))
    yield f"{story.at('merged')}/merge?lang=en-XA"
    yield f"{home}/answer?saved={story.value('SELECT min(id) FROM saved_answer')}"
    yield f"{story.at('late')}/answer?saved={story.value('SELECT min(id) FROM saved_answer')}"
    words = story.value(f"SELECT max(id) FROM comment WHERE idea_id = {story.idea_id('main')} AND removed_at IS NULL")
    yield from (f"{home}/comments/{words}/{rest}" for rest in ("edit", "delete", "reply", "report", "hiding"))


def _items(story: Teller) -> Iterator[str]:
    """One item of each kind opened at the desk, and several selected."""
    late, fresh = story.idea_id("late"), story.idea_id("fresh")
    yield from (f"item=answer:{story.idea_id(key)}" for key in ("late", "unmerged", "fresh", "members", "inner"))
    yield f"item=approve:{story.idea_id('pending')}"
    yield f"item=comment:{story.value('SELECT max(id) FROM comment')}"
    yield f"item=report:{story.value('SELECT max(id) FROM report_case')}"
    yield f"item=votes:{story.value('SELECT max(id) FROM vote_alert')}"
    yield f"item=appeal:{story.value('SELECT max(id) FROM statement')}"
    yield f"item=duplicate:{story.idea_id('double')}-{story.idea_id('main')}"
    yield f"selected=answer:{late}&selected=answer:{story.idea_id('unmerged')}"
    yield f"selected=answer:{late}&selected=answer:{fresh}&lang=en-XA"
    yield f"done={story.value('SELECT max(id) FROM desk_act')}"


def _of_each(story: Teller, table: str, *patterns: str) -> Iterator[str]:
    """The addresses of every row of a table."""
    for row in range(1, story.newest(table) + 1):
        yield from (pattern.format(row) for pattern in patterns)
