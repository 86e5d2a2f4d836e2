"""what people decide on whether a place is confidential"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "place_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pcode", sa.String(), nullable=False),
        sa.Column("confidential", sa.Boolean(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(trim(decided_by)) > 0", name=op.f("ck_place_change_somebody_decided")),
        sa.CheckConstraint("length(trim(reason)) > 0", name=op.f("ck_place_change_reason_is_given")),
        sa.ForeignKeyConstraint(["pcode"], ["place.pcode"], name=op.f("fk_place_change_pcode_place")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place_change")),
    )
    op.create_index(op.f("ix_place_change_pcode"), "place_change", ["pcode"], unique=False)


def downgrade() -> None:
    op.drop_table("place_change")
