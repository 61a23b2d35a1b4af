"""The list in the browser: its address holds the whole state, is read strictly, and leads on page by page."""

import html
import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from ideas.community.idea.listing import PAGE
from tests.clients import signed_in_client

SCRIPT = {"HX-Request": "true"}


def text(response):
    return response.get_data(as_text=True)


def titles(page):
    return [html.unescape(title) for title in re.findall(r'idea-card__title"[^>]*><a href="[^"]+">(.*?)</a>', page)]


def more_of(page):
    found = re.search(r'class="more-link"><a [^>]*href="([^"]+)"', page)
    return html.unescape(found.group(1)) if found else None


def tabs_of(page):
    row = page.partition('aria-label="Order"')[2].partition("</nav>")[0]
    links = re.findall(r'<a[^>]* href="([^"]+)"[^>]*>(.*?)</a>', row)
    return {label: html.unescape(href) for href, label in links}


@pytest.fixture
def many(make, now):
    for number in range(PAGE * 2 + 3):
        make.idea(f"Idea that came as number {number}", at=now + timedelta(minutes=number), tags=("milk",))


def test_the_three_tabs_hold_the_filters_and_lead_to_three_orders(visitor, make, ben, now):
    old = make.idea("Old and wanted by most of them", at=now - timedelta(days=300), tags=("milk",))
    for _ in range(3):
        make.vote(old, make.member(), at=now - timedelta(days=300))
    make.vote(make.idea("Young and wanted by just two", at=now, tags=("milk",)), ben, at=now)
    make.idea("The very newest of them all", at=now + timedelta(minutes=1), tags=("milk",))

    page = text(visitor.get("/acme/ideas?tag=milk"))
    tabs = tabs_of(page)

    assert tabs == {
        "Popular": "/acme/ideas?tag=milk",
        "Top": "/acme/ideas?sort=top&tag=milk",
        "New": "/acme/ideas?sort=new&tag=milk",
    }
    assert [titles(text(visitor.get(address)))[0] for address in tabs.values()] == [
        "Young and wanted by just two",
        "Old and wanted by most of them",
        "The very newest of them all",
    ]
    assert re.search(r'<a[^>]*aria-current="[^"]+"[^>]*>Popular</a>', page)


def test_load_more_is_a_real_link_and_a_fragment_for_scripts(visitor, many):
    page = text(visitor.get("/acme/ideas?sort=new"))
    seen, address = titles(page), more_of(page)

    assert len(seen) == PAGE
    assert 'hx-get="' in page
    whole, fragment = text(visitor.get(address)), text(visitor.get(address, headers=SCRIPT))
    assert titles(whole) == titles(fragment)
    assert ("<html" in whole, "<html" in fragment) == (True, False)
    while address:
        fragment = text(visitor.get(address, headers=SCRIPT))
        seen += titles(fragment)
        address = more_of(fragment)
    assert seen == [f"Idea that came as number {number}" for number in range(PAGE * 2 + 2, -1, -1)]


@pytest.mark.engines
def test_more_keeps_every_filter_and_the_order(client_for, ana, make, members_board, now):
    for number in range(PAGE + 1):
        idea = make.idea(f"Members' idea number {number}", board=members_board, tags=("milk",), at=now)
        make.move(idea, "planned")
    client = client_for(ana)
    state = {
        "sort": ["top"],
        "board": ["members"],
        "stage": ["planned"],
        "tag": ["milk"],
        "mine": ["1"],
        "voted": ["1"],
        "q": ["idea"],
    }

    page = text(client.get("/acme/ideas?sort=top&board=members&stage=planned&tag=milk&mine=1&voted=1&q=idea"))

    address = more_of(page)
    asked = parse_qs(urlsplit(address).query)
    assert {name: value for name, value in asked.items() if name != "after"} == state
    assert len(titles(page)) == PAGE
    assert len(titles(text(client.get(address)))) == 1


@pytest.mark.engines
def test_filters_narrow_the_list(client_for, visitor, make, cast, ben):
    mine = make.idea("An idea that ben has shared", by=ben)
    planned = make.idea("An idea that is planned now", tags=("milk",))
    make.move(planned, "planned")
    make.idea("An idea for the members only", board=cast.members_board)
    make.vote(planned, ben)
    client = client_for(ben)

    def shown(query, by=client):
        return set(titles(text(by.get(f"/acme/ideas{query}"))))

    assert shown("?stage=planned") == {planned.title}
    assert shown("?tag=milk") == {planned.title}
    assert shown("?board=members") == {"An idea for the members only"}
    assert shown("?mine=1") == {mine.title}
    assert shown("?voted=1") == {mine.title, planned.title}
    assert shown("?q=planned+idea") == {planned.title}
    assert shown("?q=planned&stage=new") == set()
    assert shown("?voted=1", by=visitor) == {mine.title, planned.title}, "nobody is nobody's voter: all of them"


def test_a_boards_page_is_the_list_of_its_ideas(visitor, client_for, make, cast):
    inner, public = make.idea("An idea on the inner board", board=cast.inner_board), make.idea("An idea for everybody")

    assert titles(text(visitor.get("/acme/boards/ideas"))) == [public.title]
    assert titles(text(client_for(cast.ana).get("/acme/boards/inner?sort=new"))) == [inner.title]
    assert visitor.get("/acme/boards/inner").status_code == visitor.get("/acme/boards/nowhere").status_code == 404
    assert "/acme/boards/ideas?sort=top" in tabs_of(text(visitor.get("/acme/boards/ideas"))).values()


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("sort=best", "Ideas can be sorted as popular, top or new."),
        ("sort=", "Ideas can be sorted as popular, top or new."),
        ("board=inner", "There is no board named “inner” here."),
        ("board=nowhere", "There is no board named “nowhere” here."),
        ("stage=nowhere", "There is no stage named “nowhere” here."),
        ("tag=nothing", "There is no tag named “nothing” here."),
        ("tag=%00", "There is no tag named “\0” here."),
        ("tag=secret", "There is no tag named “secret” here."),
        ("tag=" + "x" * 3000, "There is no tag named “" + "x" * 40 + "” here."),
        ("after=x", "This address points to a place in the list that does not exist."),
        ("after=", "This address points to a place in the list that does not exist."),
        ("sort=top&after=WyIweDEuMHArMCIsIDFd", "This address points to a place in the list that does not exist."),
    ],
)
def test_an_address_that_makes_no_sense_says_so(visitor, make, inner_board, query, sentence):
    make.idea(board=inner_board, tags=("secret",))

    answer = visitor.get(f"/acme/ideas?{query}")

    assert answer.status_code == 400
    assert sentence in text(answer)


def test_empty_lists_say_what_to_do(visitor, client_for, ben, make):
    assert "No ideas yet" in text(visitor.get("/acme/ideas"))
    make.idea()
    assert "No idea matches “unicorn”" in text(visitor.get("/acme/ideas?q=unicorn"))
    assert "You have not shared an idea yet" in text(client_for(ben).get("/acme/ideas?mine=1"))
    assert "You have not voted yet" in text(client_for(ben).get("/acme/ideas?voted=1"))
    assert "Nothing here with these filters" in text(visitor.get("/acme/ideas?stage=planned"))


def test_searches_are_limited(limited_app, make):
    make.idea()
    client = signed_in_client(limited_app, None)

    answers = [client.get("/acme/ideas?q=oat") for _ in range(31)]

    assert [answer.status_code for answer in answers] == [200] * 30 + [429]
    assert "That was a lot of searches in one minute." in text(answers[-1])


def test_a_card_shows_the_vote_of_the_one_who_looks(client_for, visitor, make, cast):
    make.vote(make.idea(by=cast.mod), cast.ben)

    def pressed(client):
        return re.search(r'aria-pressed="(\w+)"', text(client.get("/acme/ideas"))).group(1)

    assert [
        pressed(client) for client in (client_for(cast.ben), client_for(cast.ana), visitor, client_for(cast.ben))
    ] == [
        "true",
        "false",
        "false",
        "true",
    ]


def test_a_visitors_card_holds_no_token_and_no_script(client_for, visitor, make, ana):
    make.idea()
    client_for(ana).get("/acme/ideas")

    card = text(visitor.get("/acme/ideas")).partition('class="idea-card"')[2]

    assert 'action="/acme/ideas/1/vote"' in card
    assert ("csrf_token" in card, "data-live" in card) == (False, False)


def test_a_card_holds_the_token_of_the_one_who_looks(client_for, make, cast, rows):
    """Cards are rendered once for everybody: what one person's form holds must work for them and not be another's."""
    idea = make.idea(by=cast.mod)
    pages = {}
    for person in (cast.ana, cast.ben):
        client = client_for(person)
        card = text(client.get("/acme/ideas")).partition('class="idea-card"')[2]
        token = re.search(r'name="csrf_token" value="([^"]+)"', card).group(1)
        pages[person.id] = (client, token)

    (ana, ana_token), (ben, ben_token) = pages.values()
    assert ana_token != ben_token
    assert ben.post(f"/acme/ideas/{idea.number}/vote", data={"csrf_token": ana_token}).status_code == 400
    assert ben.post(f"/acme/ideas/{idea.number}/vote", data={"csrf_token": ben_token}).status_code == 303
    assert ana.post(f"/acme/ideas/{idea.number}/vote", data={"csrf_token": ana_token}).status_code == 303


def test_a_hostile_title_is_shown_as_text(visitor, make):
    make.idea('<script>alert("x")</script> & more', body="<b>no</b> [x](javascript:alert(1))", tags=("a<b>c",))

    for path in ("/acme/ideas", "/acme/ideas/1", "/acme/roadmap", "/acme", "/acme/people/ana-lopes"):
        page = text(visitor.get(path, follow_redirects=True))
        assert "<script>alert" not in page
        assert 'href="javascript:' not in page
        assert "a<b>c" not in page


def test_an_address_may_carry_what_others_add_to_it(visitor, make):
    make.idea("Oat milk in every shop")

    answer = visitor.get("/acme/ideas?fbclid=abc&utm_source=letter")

    assert answer.status_code == 200
    assert "Oat milk in every shop" in text(answer)
