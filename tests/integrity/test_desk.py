"""The desk's tools at once: tags merged while ideas are tagged, criteria changed while ideas are scored, one idea taken by many."""

import time
from collections import Counter

from ideas.community.idea.models import Idea, IdeaTag, Tag
from ideas.desk.score.actions import set_up_criteria
from ideas.desk.score.models import Criterion
from tests.cast import NOW
from tests.integrity import desk_tasks
from tests.integrity.crew import SIZE
from tests.integrity.desk_tasks import Scoring, Tagging, Taking

ROUNDS = 12


def test_tags_are_merged_while_ideas_are_tagged(crew, cast, make, rows, database_url, violations, say):
    """Every idea keeps a tag, no idea wears one twice, and the counts are exact."""
    names = ("milk", "soya", "oat", "rice")
    ideas = tuple(make.idea(tags=(names[number % 4],)).id for number in range(16))
    work = [Tagging(cast.brand.id, cast.mod.id, ideas, names, ROUNDS, lane) for lane in range(SIZE)]

    began = time.monotonic()
    outcomes = Counter(outcome for log in crew.work(desk_tasks.tag_and_merge, database_url, work) for outcome in log)
    took = time.monotonic() - began

    worn = Counter(row.tag_id for row in rows(IdeaTag))
    assert {tag.id: tag.idea_count for tag in rows(Tag)} == {tag.id: worn[tag.id] for tag in rows(Tag)}
    assert {row.idea_id for row in rows(IdeaTag)} == set(ideas)
    assert outcomes["merged"] > 0
    assert outcomes["tagged"] > 0
    assert set(outcomes) <= {"merged", "tagged", "TagGone", "none"}
    assert violations() == []
    say(f"tags: {dict(outcomes)} in {took:.1f} s, 0 violations")


def test_criteria_change_while_ideas_are_scored(crew, cast, make, rows, database_url, violations, say):
    """Whatever order they came in, every kept score is what the scores come to."""
    with make.at_work():
        set_up_criteria(cast.brand, by=cast.mod, at=NOW)
    ideas = tuple(make.idea().id for _ in range(6))
    criteria = tuple(criterion.id for criterion in rows(Criterion))
    people = (cast.mod.id, cast.owner.id, cast.partner.id)
    work = [
        Scoring(cast.brand.id, people[lane % 3], ideas, criteria, ROUNDS, changes=lane >= 6) for lane in range(SIZE)
    ]

    began = time.monotonic()
    outcomes = Counter(outcome for log in crew.work(desk_tasks.score_and_change, database_url, work) for outcome in log)
    took = time.monotonic() - began

    assert set(outcomes) == {"scored", "changed"}
    assert violations() == []
    say(f"scores: {dict(outcomes)} in {took:.1f} s, 0 violations")


def test_of_eight_who_take_an_idea_one_has_it(crew, cast, make, rows, database_url, violations):
    ideas = tuple(make.idea().id for _ in range(ROUNDS))
    people = (cast.mod.id, cast.owner.id, cast.partner.id)
    work = [Taking(cast.brand.id, people[lane % 3], ideas) for lane in range(SIZE)]

    logs = crew.work(desk_tasks.take_all, database_url, work)

    winners = Counter(idea_id for log in logs for idea_id, outcome in log if outcome == "taken")
    assert winners == dict.fromkeys(ideas, 1)
    assert all(idea.assignee_id in people for idea in rows(Idea))
    assert {outcome for log in logs for _, outcome in log} <= {"taken", "theirs", "OwnedMeanwhile"}
    assert violations() == []
