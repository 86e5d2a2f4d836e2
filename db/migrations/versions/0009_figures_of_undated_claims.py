"""figures that took a claim of no known day for the latest are let go of, and reconciled again when asked for"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_LET_GO = """
    WITH undated AS (
        SELECT claim.incident_id AS id FROM claim
        WHERE published IS NULL AND speaks_of IS NULL AND date_to IS NULL AND incident_id IS NOT NULL
        UNION
        SELECT judgement.incident_id FROM judgement JOIN claim ON claim.key = judgement.claim_key
        WHERE claim.published IS NULL AND claim.speaks_of IS NULL AND claim.date_to IS NULL
    )
    DELETE FROM figure WHERE incident_id IN (SELECT id FROM undated)
    OR incident_id IN (SELECT incident_id FROM judgement WHERE other_id IS NOT NULL)
"""
"""Also those of incidents that were ever judged with another: they may hold the other's claims."""


def upgrade() -> None:
    op.execute(sa.text(_LET_GO))


def downgrade() -> None:
    """What was let go of is reconciled again in any case."""
