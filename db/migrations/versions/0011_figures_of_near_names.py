"""figures are let go of, and reconciled again when asked for, that counted two names of one source as two origins"""

from itertools import combinations

import sqlalchemy as sa
from alembic import op

from db.source_names.nearness import may_be_one

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_LET_GO = """
    WITH told AS (SELECT key, incident_id FROM claim WHERE source_id IN :sources OR origin_id IN :sources)
    DELETE FROM figure WHERE incident_id IN (SELECT incident_id FROM told WHERE incident_id IS NOT NULL)
    OR incident_id IN (SELECT incident_id FROM judgement WHERE other_id IS NOT NULL OR claim_key IN (SELECT key FROM told))
    OR incident_id IN (SELECT other_id FROM judgement WHERE other_id IS NOT NULL)
"""
"""Also those of incidents judged with others, where a whole without an upper bound kept larger parts out of sums."""


def upgrade() -> None:
    names = op.get_bind().execute(sa.text("SELECT id, name FROM source")).all()
    near = {number for pair in combinations(names, 2) if may_be_one(pair[0][1], pair[1][1]) for number, _ in pair}
    op.execute(sa.text(_LET_GO).bindparams(sa.bindparam("sources", [*near, 0], expanding=True)))


def downgrade() -> None:
    """What was let go of is reconciled again in any case."""
