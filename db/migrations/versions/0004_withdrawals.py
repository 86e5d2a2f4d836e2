"""withdrawals of batches, and what batches say again"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "withdrawal",
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint("length(trim(reason)) > 0", name=op.f("ck_withdrawal_reason_is_given")),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_withdrawal_batch_id_batch")),
        sa.PrimaryKeyConstraint("batch_id", name=op.f("pk_withdrawal")),
    )
    op.create_table(
        "repetition",
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_repetition_batch_id_batch")),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_repetition_claim_id_claim")),
        sa.PrimaryKeyConstraint("batch_id", "claim_id", name=op.f("pk_repetition")),
    )
    op.create_index(op.f("ix_repetition_claim_id"), "repetition", ["claim_id"], unique=False)


def downgrade() -> None:
    op.drop_table("repetition")
    op.drop_table("withdrawal")
