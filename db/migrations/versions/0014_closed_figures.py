"""an index of the figures that are superseded, so that a copy that is followed asks for these alone"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_CLOSED = sa.text("superseded_at IS NOT NULL")


def upgrade() -> None:
    op.create_index("ix_figure_closed", "figure", ["policy", "id"], sqlite_where=_CLOSED, postgresql_where=_CLOSED)


def downgrade() -> None:
    op.drop_index("ix_figure_closed", table_name="figure", sqlite_where=_CLOSED, postgresql_where=_CLOSED)
