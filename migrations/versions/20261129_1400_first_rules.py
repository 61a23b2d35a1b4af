"""Every brand has community guidelines: one that has none yet gets those that every new brand starts with

Revision: 0004_first_rules, after 0003_outbox
"""

import sqlalchemy as sa
from alembic import op

revision = "0004_first_rules"
down_revision = "0003_outbox"

FIRST_RULES = (
    ("Be kind", "No insults, threats or hatred, of people or of groups."),
    ("No advertising", "Ideas and comments are not for selling or promoting something else."),
    ("No personal data", "Nobody's address, number or private matters, your own included."),
    ("Keep to the subject", "Ideas for this brand; comments about the idea that they stand under."),
    ("Keep to the law", "Nothing that is forbidden to publish."),
)


def upgrade() -> None:
    """Apply."""
    # One statement, so that no brand gets a part of them.
    rules = " UNION ALL ".join(f"SELECT :label{n} AS label, :text{n} AS words, {n} AS position" for n in range(1, 6))
    words = {f"label{n}": label for n, (label, _) in enumerate(FIRST_RULES, 1)}
    words |= {f"text{n}": text for n, (_, text) in enumerate(FIRST_RULES, 1)}
    insert = f"""
        INSERT INTO house_rule (brand_id, label, text, position, is_retired)
        SELECT brand.id, first.label, first.words, first.position, :retired
        FROM brand CROSS JOIN ({rules}) AS first
        WHERE NOT EXISTS (SELECT 1 FROM house_rule WHERE house_rule.brand_id = brand.id)
        ORDER BY brand.id, first.position
    """  # noqa: S608 - our own words, all of them bound
    op.get_bind().execute(sa.text(insert), {**words, "retired": False})
