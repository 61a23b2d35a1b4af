"""Counters are repaired while people vote, comment and take both back: the repair must not break what it counts."""

from tests.integrity import tasks
from tests.integrity.crew import SIZE
from tests.integrity.tasks import Chat, tally

IDEAS = 4
TURNS = 40
RUNS = 12


def test_recount_while_people_vote_and_comment_leaves_every_count_exact(crew, cast, make, database_url, violations):
    ideas = [make.idea().id for _ in range(IDEAS)]
    people = [make.member(f"Talker {number}").id for number in range(1, SIZE)]
    turns = tuple(ideas[turn % IDEAS] for turn in range(TURNS))

    logs = crew.work(
        tasks.chat_or_recount, database_url, [RUNS, *(Chat(cast.brand.id, person, turns) for person in people)]
    )

    assert set(tally([answer for log in logs for answer in log])) <= {True, False}
    assert tally(logs[0]) == {True: RUNS}
    assert violations() == []
