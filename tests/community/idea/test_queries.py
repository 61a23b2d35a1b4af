"""How many queries a page takes: the same for one row and for many, and not more than was promised."""

import pytest

LIST_MOST = 8
PAGE_MOST = 16
# Notes, scores, the checklist, who sees to it.
STAFF_MOST = 22


@pytest.fixture
def cost(count_queries):
    def of(client, path, **options):
        client.get(path, **options)  # what is made once, such as a session's first note of its use, is not counted
        with count_queries() as queries:
            assert client.get(path, **options).status_code == 200
        return len(queries)

    return of


@pytest.mark.parametrize(
    "path", ["", "?sort=top", "?sort=new", "?stage=new", "?tag=milk", "?mine=1", "?voted=1", "?q=idea", "?board=ideas"]
)
@pytest.mark.parametrize("who", [None, "ana", "mod"])
def test_a_list_takes_as_many_queries_for_one_idea_as_for_three(client_for, cast, make, cost, path, who):
    person = getattr(cast, who) if who else None
    client, address = client_for(person), f"/acme/ideas{path}"
    make.idea("An idea with everything", by=person, tags=("milk", "oat"))
    one = cost(client, address)

    for number in range(2):
        make.idea(f"Another idea, number {number}", by=person, tags=("milk", f"tag {number}"))
    make.vote(make.idea("An idea by somebody else", by=cast.ben, tags=("milk",)), cast.ana)

    assert cost(client, address) == one
    assert one <= LIST_MOST


@pytest.mark.parametrize(
    "path", ["/acme", "/acme/roadmap", "/acme/promise", "/acme/boards/ideas", "/acme/people/ana-lopes"]
)
def test_the_other_lists_take_as_many_for_one_as_for_three(client_for, ana, make, cost, path):
    client = client_for(ana)
    make.move(make.idea(tags=("milk",)), "planned", answer="We will do this very soon.")
    one = cost(client, path)

    for _ in range(2):
        make.move(make.idea(tags=("milk", "oat")), "planned", answer="We will do this very soon.")

    assert cost(client, path) == one


@pytest.mark.engines
def test_an_idea_with_200_comments_takes_no_more_than_was_promised(client_for, cast, make, cost):
    bare, idea = make.idea(tags=("milk",)), make.idea("Oat milk in every shop", tags=("milk", "oat", "vegan"))
    make.move(idea, "under-review")
    make.move(idea, "planned", answer="We will do this very soon.")
    people = [make.member(f"Person {number}") for number in range(10)]
    with make.at_work():
        top = None
        for number in range(200):
            top = make.comment(idea, f"Comment {number}", by=people[number % 10], parent=top if number % 4 else None)

    for who in (None, "ana", "mod", "outsider"):
        client = client_for(getattr(cast, who) if who else None)
        full, least = (cost(client, f"/acme/ideas/{one.reference}") for one in (idea, bare))
        assert full <= (STAFF_MOST if who == "mod" else PAGE_MOST), who
        assert full - least <= 1, "names of people who wrote, and nothing else"


def test_the_next_threads_take_few(client_for, ana, make, cost):
    idea = make.idea()
    with make.at_work():
        for number in range(60):
            make.comment(idea, f"Comment {number}")
    client = client_for(ana)
    page = client.get(f"/acme/ideas/{idea.reference}").get_data(as_text=True)
    after = page.partition("?after=")[2].partition('"')[0]

    assert cost(client, f"/acme/ideas/{idea.reference}?after={after}", headers={"HX-Request": "true"}) <= 6
