"""who closed problems of recorded files, when and why"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "resolution",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=True),
        sa.Column("issues", sa.Integer(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint("issues > 0", name=op.f("ck_resolution_something_is_closed")),
        sa.CheckConstraint("length(trim(recorded_by)) > 0", name=op.f("ck_resolution_somebody_closed_it")),
        sa.CheckConstraint("length(trim(reason)) > 0", name=op.f("ck_resolution_reason_is_given")),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_resolution_batch_id_batch")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resolution")),
    )
    op.create_index(op.f("ix_resolution_batch_id"), "resolution", ["batch_id"], unique=False)


def downgrade() -> None:
    op.drop_table("resolution")
