"""Print how the database runs each query of the list: what `docs/decisions/0005-lists.md` shows.

IDEAS_VAR=/tmp/bench python -m benchmarks.plans       # a database that `benchmarks.fill` has filled
"""

from typing import Any

from sqlalchemy import event, select

from ideas.app import create_app
from ideas.base.db import brand_scope, db, is_postgres
from ideas.community.board.queries import viewer_for
from ideas.community.idea.listing import Filters, list_ideas
from ideas.community.idea.models import Tag
from ideas.community.idea.rules import Sort
from ideas.community.stage.queries import find_stage
from ideas.community.vote.queries import votes_of
from ideas.people.account.models import Account
from ideas.people.brand.queries import find_brand


def main() -> None:
    """Every kind of list, its statement's plan."""
    app = create_app()
    with app.app_context():
        brand = find_brand("bench")
        assert brand is not None
        with brand_scope(brand.id):
            account = db.session.scalars(select(Account).where(Account.email_key == "p50@example.com")).one()
            viewer = viewer_for(brand, account)
            for name, filters in _lists(account).items():
                print(f"\n== {name}\n{_plan(lambda filters=filters: list_ideas(viewer, filters))}")


def _lists(account: Account) -> dict[str, Filters]:
    tag = db.session.scalars(select(Tag).where(Tag.slug == "tag-3")).one()
    stage = find_stage("planned")
    assert stage is not None
    rare = Tag(id=tag.id, idea_count=10)
    top = list_ideas(_everybody(), Filters(sort=Sort.TOP)).after
    return {
        "Popular": Filters(),
        "Top, the second page": Filters(sort=Sort.TOP, after=top),
        "New, of one stage": Filters(sort=Sort.NEW, stage_id=stage.id),
        "Popular, a common tag": Filters(tag=tag),
        "Popular, a rare tag": Filters(tag=rare),
        "Somebody's own": Filters(sort=Sort.NEW, author_id=account.id),
        "Somebody's votes": Filters(sort=Sort.NEW, ids=votes_of(account)),
    }


def _everybody() -> Any:
    brand = find_brand("bench")
    assert brand is not None
    return viewer_for(brand, None)


def _plan(ask: Any) -> str:
    seen: list[tuple[str, Any]] = []

    def note(connection: Any, cursor: Any, statement: str, parameters: Any, context: Any, many: bool) -> None:
        seen.append((statement, parameters))

    event.listen(db.engine, "before_cursor_execute", note)
    ask()
    event.remove(db.engine, "before_cursor_execute", note)
    statement, parameters = seen[-1]
    explain = "EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF) " if is_postgres() else "EXPLAIN QUERY PLAN "
    rows = db.session.connection().exec_driver_sql(explain + statement, parameters)
    return "\n".join(str(row[-1]) for row in rows)


if __name__ == "__main__":
    main()
