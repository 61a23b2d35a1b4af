"""The standing cast: two brands, their people and their boards, made by the same actions that people use.

acme's people: ana and ben (members), partner (hosts the board «ideas»), mod, owner. Ana is a guest of the invited
board. The rival's owner is `outsider`, its member is `stranger`. `newcomer` has an account and takes part nowhere.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import update

from ideas.base.db import brand_scope, db, every_brand
from ideas.community.board.actions import add_to_board, create_board
from ideas.community.board.models import Board
from ideas.community.board.rules import Access
from ideas.community.stage.actions import set_up_stages
from ideas.people.account.actions import create_account
from ideas.people.account.models import Account
from ideas.people.brand.actions import create_brand, join
from ideas.people.brand.models import Brand
from ideas.people.brand.rules import Role
from ideas.spine.activity.models import Activity
from ideas.trust.moderation.actions import set_up_rules

FOUNDED = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
NOW = datetime(2026, 6, 15, 12, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody and everything that a test finds in place."""

    brand: Brand
    rival: Brand
    ana: Account
    ben: Account
    partner: Account
    mod: Account
    owner: Account
    outsider: Account
    stranger: Account
    newcomer: Account
    board: Board
    members_board: Board
    inner_board: Board
    rival_board: Board


def make_cast() -> Cast:
    """Found both brands, and leave no work for the jobs. Call it inside a transaction, outside any brand's scope."""
    people = {
        key: create_account(f"{key}@example.com", name=name, at=FOUNDED)
        for key, name in (
            ("ana", "Ana Lopes"),
            ("ben", "Ben Okafor"),
            ("partner", "Pia Partner"),
            ("mod", "Mo Derator"),
            ("owner", "Olga Owner"),
            ("outsider", "Otto Outsider"),
            ("stranger", "Sam Stranger"),
            ("newcomer", "Nia Newcomer"),
        )
    }
    brand = create_brand("acme", "Acme Coffee", colour="#7a4a2b", at=FOUNDED, tagline="Better cups, together.")
    rival = create_brand("rival", "Rival Tea", colour="#2b5f7a", at=FOUNDED)
    cast = Cast(brand=brand, rival=rival, **people, **_furnish(brand, people), **_furnish_rival(rival, people))
    with every_brand():
        db.session.execute(update(Activity).values(fanned_out_at=FOUNDED))
    return cast


def _furnish(brand: Brand, people: dict[str, Account]) -> dict[str, Board]:
    roles = {
        "owner": Role.OWNER,
        "mod": Role.MODERATOR,
        "partner": Role.PARTNER,
        "ana": Role.MEMBER,
        "ben": Role.MEMBER,
    }
    owner = people["owner"]
    with brand_scope(brand.id):
        set_up_stages(brand)
        set_up_rules(brand)
        places = {key: join(brand, people[key], at=FOUNDED, role=role) for key, role in roles.items()}
        board = create_board(brand, name="Ideas", by=owner, at=FOUNDED)
        members_board = create_board(brand, name="Members", by=owner, at=FOUNDED, access=Access.MEMBERS)
        inner_board = create_board(brand, name="Inner", by=owner, at=FOUNDED, access=Access.INVITED)
        add_to_board(board, places["partner"], as_host=True, by=owner, at=FOUNDED)
        add_to_board(inner_board, places["ana"], as_host=False, by=owner, at=FOUNDED)
    return {"board": board, "members_board": members_board, "inner_board": inner_board}


def _furnish_rival(rival: Brand, people: dict[str, Account]) -> dict[str, Board]:
    with brand_scope(rival.id):
        set_up_stages(rival)
        set_up_rules(rival)
        join(rival, people["outsider"], at=FOUNDED, role=Role.OWNER)
        join(rival, people["stranger"], at=FOUNDED)
        return {"rival_board": create_board(rival, name="Ideas", by=people["outsider"], at=FOUNDED)}
