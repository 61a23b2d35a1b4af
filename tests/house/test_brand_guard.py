"""The guard of the brands: no statement reads or writes a brand's rows outside its scope."""

import pytest
from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import aliased

from ideas.base.db import BrandOwned, OutsideBrandScope, brand_scope, db, enter_brand, every_brand
from ideas.community.board.models import Board, BoardMember
from ideas.people.brand.models import Brand, Membership

OWNED = sorted(
    (mapper.class_ for mapper in db.Model.registry.mappers if issubclass(mapper.class_, BrandOwned)),
    key=lambda model: model.__name__,
)


@pytest.fixture
def outside(house):
    """The open transaction, with no brand in scope."""
    enter_brand(None)
    return house


@pytest.mark.parametrize("model", OWNED, ids=lambda model: model.__name__)
def test_reading_outside_a_scope_is_a_fault(outside, model):
    with pytest.raises(OutsideBrandScope):
        db.session.scalars(select(model)).all()


def test_reading_outside_a_scope_is_a_fault_also_in_joins_and_subqueries(outside):
    for statement in (
        select(Brand.slug).join(Board, Board.brand_id == Brand.id),
        select(Brand.slug).where(Brand.id.in_(select(Board.brand_id))),
        select(func.count()).select_from(Board),
        select(func.count()).select_from(select(aliased(Board).id).subquery()),
    ):
        with pytest.raises(OutsideBrandScope):
            db.session.execute(statement)


@pytest.mark.parametrize("model", OWNED, ids=lambda model: model.__name__)
def test_changing_and_deleting_outside_a_scope_is_a_fault(outside, model):
    with pytest.raises(OutsideBrandScope):
        db.session.execute(update(model).values(brand_id=1))
    with pytest.raises(OutsideBrandScope):
        db.session.execute(delete(model))


def test_a_scope_shows_only_its_brand(house):
    everywhere = _slugs_of_every_brand()

    here = {board.brand_id for board in db.session.scalars(select(Board))}
    with brand_scope(house.rival.id):
        there = {board.brand_id for board in db.session.scalars(select(Board))}

    assert everywhere == {house.brand.id, house.rival.id}
    assert (here, there) == ({house.brand.id}, {house.rival.id})


def test_a_scope_holds_in_joins_aliases_subqueries_and_counts(house):
    other = aliased(Board)
    in_subquery = select(Brand.slug).where(Brand.id.in_(select(Board.brand_id)))
    joined = select(Brand.slug).join(Board, Board.brand_id == Brand.id)

    assert db.session.scalar(select(func.count(Membership.id))) == 5
    assert set(db.session.scalars(select(other.brand_id))) == {house.brand.id}
    assert set(db.session.scalars(joined)) == {"acme"}
    assert set(db.session.scalars(in_subquery)) == {"acme"}
    assert db.session.scalar(select(func.count()).select_from(Membership)) == 5
    assert db.session.scalar(select(func.count()).select_from(other)) == 3
    assert db.session.scalar(select(func.count()).select_from(joined.subquery())) == 3
    assert db.session.scalar(select(select(func.count(Board.id)).scalar_subquery())) == 3


def test_a_scope_holds_for_what_is_found_by_its_key(house):
    db.session.expunge(house.rival_board)

    assert db.session.get(Board, house.rival_board.id) is None


def test_a_scope_holds_for_changes(house):
    db.session.execute(update(Board).values(name="Ours"))
    db.session.execute(delete(BoardMember))

    with every_brand():
        names = dict(db.session.execute(select(Board.brand_id, func.max(Board.name)).group_by(Board.brand_id)).all())
    assert names == {house.brand.id: "Ours", house.rival.id: "Ideas"}


def test_a_row_of_another_brand_is_not_written(house):
    db.session.add(
        Board(brand_id=house.rival.id, slug="spy", name="Spy", position=9, created_at=house.brand.created_at)
    )

    with pytest.raises(OutsideBrandScope):
        db.session.flush()


def test_a_row_is_not_written_outside_a_scope(outside):
    db.session.add(
        Board(brand_id=outside.brand.id, slug="spy", name="Spy", position=9, created_at=outside.brand.created_at)
    )

    with pytest.raises(OutsideBrandScope):
        db.session.flush()


def test_the_database_itself_keeps_a_child_in_its_parents_brand(house):
    """Also where a statement slips past the session: the composite key says no."""
    table = BoardMember.__table__

    with pytest.raises(IntegrityError):
        db.session.connection().execute(
            table.insert().values(
                brand_id=house.brand.id,
                board_id=house.rival_board.id,
                account_id=house.ana.id,
                is_host=True,
                added_at=house.brand.created_at,
            )
        )


def _slugs_of_every_brand() -> set[int]:
    with every_brand():
        return {board.brand_id for board in db.session.scalars(select(Board))}
