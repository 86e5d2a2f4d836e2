"""what people change about sources"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0006"
branch_labels = None
depends_on = None

_FIELDS = (
    "field IN ('confidential', 'alias', 'kind', 'name_ar', 'url', 'interests', 'interests_ar', 'reliability_note', "
    "'reliability_note_ar')"
)


def upgrade() -> None:
    op.create_table(
        "source_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(_FIELDS, name=op.f("ck_source_change_field_is_one_that_people_change")),
        sa.CheckConstraint("length(trim(decided_by)) > 0", name=op.f("ck_source_change_somebody_decided")),
        sa.CheckConstraint("length(trim(reason)) > 0", name=op.f("ck_source_change_reason_is_given")),
        sa.CheckConstraint("before IS NOT NULL OR after IS NOT NULL", name=op.f("ck_source_change_something_changed")),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_source_change_source_id_source")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source_change")),
    )
    op.create_index(op.f("ix_source_change_source_id"), "source_change", ["source_id"], unique=False)


def downgrade() -> None:
    op.drop_table("source_change")
