"""Every page, at four widths, light, dark and from right to left: nothing sticks out, nothing complains, axe agrees."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.community import Community, settle
from tests.house.addresses import all_routes, values_for

PARTS = 3
MODES = {
    "visitor-320-light": {"width": 320, "dark": False, "person": None},
    "ana-390-dark": {"width": 390, "dark": True, "person": "ana"},
    "owner-768-rtl": {"width": 768, "dark": False, "person": "owner", "lang": "ar-XB"},
    "owner-320-long-words": {"width": 320, "dark": True, "person": "owner", "lang": "en-XA"},
    "owner-1280-light": {"width": 1280, "dark": False, "person": "owner"},
}
WITHOUT_HTML = {"static", "health.show", "readiness.show", "brand_style.show", "brand_colour.show"}
AXE = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
WIDER_THAN_THE_PAGE = """() => {
  const page = document.documentElement;
  if (page.scrollWidth <= page.clientWidth) return [];
  const held = element => { for (let e = element.parentElement; e && e !== document.body; e = e.parentElement)
    if (getComputedStyle(e).overflowX !== 'visible') return true; return false; };
  return [...document.body.querySelectorAll('*')].filter(e => {
    const box = e.getBoundingClientRect();
    return box.width && (box.right > page.clientWidth + 1 || box.left < -1) && !held(e);
  }).slice(0, 5).map(e => e.tagName.toLowerCase() + '.' + e.className);
}"""


@pytest.fixture
def community(make, cast) -> Community:
    return settle(make, cast)


def _paths(app, cast, community: Community) -> list[str]:
    """Every address that shows a page, for the things that there are."""
    known = {
        "comment_id": community.comment_id,
        "invitation_id": community.invitation_id,
        "reason_id": community.reason_id,
        "tag": "oat-milk",
        "token": community.invitation,
    }
    fill = values_for(app, cast, community.idea, known)
    routes = [route for route in all_routes(app) if route.method == "GET" and route.endpoint not in WITHOUT_HTML]
    paths = {fill(route.rule) for route in routes}
    more = (
        f"/acme/ideas/{community.declined.number}-{community.declined.slug}",
        "/acme/ideas?q=nothing-like-it",
        "/no/such/page",
    )
    return sorted(paths.union(more))


def _pages(page: Page, paths: list[str]) -> Iterator[str]:
    for path in paths:
        response = page.goto(path)
        assert response is not None
        assert response.status < 500, path
        yield path


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("mode", MODES)
def test_every_page_is_right(open_page, app, site, cast, community, mode, part):
    wishes = MODES[mode]
    person = getattr(cast, str(wishes["person"])) if wishes["person"] else None
    page = open_page(person, width=wishes["width"], dark=wishes["dark"])
    page.context.add_cookies([{"name": "lang", "value": str(wishes.get("lang", "en")), "url": site}])

    problems = []
    for path in _pages(page, _paths(app, cast, community)[part::PARTS]):
        problems += [f"{path}: wider than the page: {name}" for name in page.evaluate(WIDER_THAN_THE_PAGE)]
        problems += [f"{path}: {violation}" for violation in _violations(page)]
        if wishes.get("lang") == "ar-XB":
            problems += (
                [] if page.locator("html").get_attribute("dir") == "rtl" else [f"{path}: not from right to left"]
            )

    assert not problems, "\n".join(problems)


def test_pages_work_without_scripts(open_page, app, cast, community):
    page = open_page(cast.ana, width=390, java_script_enabled=False)

    for path in ("/acme", "/acme/ideas", f"/acme/ideas/{community.idea.number}-{community.idea.slug}", "/me"):
        response = page.goto(path)
        assert response is not None
        assert response.status == 200
        assert page.locator("h1").count() == 1
        assert page.locator("main").is_visible()


def test_the_keyboard_reaches_the_main_part_first(open_page, cast, community):
    page = open_page(cast.ana)
    page.goto("/acme/ideas")

    page.keyboard.press("Tab")
    first = page.evaluate("document.activeElement.getAttribute('href')")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert first.startswith("#")
    assert page.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize("path", ["/acme/ideas/1", "/acme/roadmap"])
def test_what_is_printed_leaves_the_chrome_out(open_page, cast, community, path):
    page = open_page(cast.ana)
    page.goto(path)
    page.emulate_media(media="print")

    assert page.locator("h1").is_visible()
    assert not page.locator("header nav").first.is_visible()
    # The vote button stays: on paper it is the count.
    left = page.locator("form:visible, button:visible").evaluate_all(
        "found => found.filter(e => !e.closest('vote-button')).map(e => e.outerHTML)"
    )
    assert left == []


def test_the_judges_of_a_page_see_what_is_wrong(open_page, cast):
    page = open_page(None, width=320)
    page.goto("/sign-in")
    page.evaluate("""() => {
      const wide = document.createElement('p');
      wide.textContent = 'x'.repeat(400);
      wide.style.inlineSize = '400ch';
      wide.setAttribute('aria-labelledby', 'nothing');
      document.querySelector('main').append(wide, document.createElement('button'));
    }""")

    assert page.evaluate(WIDER_THAN_THE_PAGE) != []
    assert [violation for violation in _violations(page) if "button-name" in violation]


def _violations(page: Page) -> list[str]:
    results = Axe().run(page, options=AXE).response["violations"]
    return [
        f"axe {violation['id']}: {violation['nodes'][0]['html'][:160]} (and {len(violation['nodes']) - 1} more)"
        for violation in results
        if violation["impact"] in ("serious", "critical")
    ]
