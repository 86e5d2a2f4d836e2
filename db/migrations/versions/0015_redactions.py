"""what was taken away to protect people: from which claims and files, by whom, when and why"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_OF_ONE_THING = (
    "(CASE WHEN claim_key IS NULL THEN 0 ELSE 1 END) + (CASE WHEN batch_id IS NULL THEN 0 ELSE 1 END)"
    " + (CASE WHEN document_id IS NULL THEN 0 ELSE 1 END) = 1"
)


def upgrade() -> None:
    op.create_table(
        "redaction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("claim_key", sa.String(), nullable=True),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("exact", sa.Boolean(), nullable=False),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.Column("texts", sa.Integer(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint("length(trim(recorded_by)) > 0", name=op.f("ck_redaction_somebody_took_it_away")),
        sa.CheckConstraint("length(trim(reason)) > 0", name=op.f("ck_redaction_reason_is_given")),
        sa.CheckConstraint(_OF_ONE_THING, name=op.f("ck_redaction_is_of_one_thing")),
        sa.CheckConstraint("claims >= 0 AND texts >= 0", name=op.f("ck_redaction_counts_are_not_negative")),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_redaction_batch_id_batch")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_redaction_document_id_document")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_redaction")),
    )
    op.create_index(op.f("ix_redaction_claim_key"), "redaction", ["claim_key"], unique=False)
    _gaps("redacted_claim", "claim_id", "claim", sa.Column("fields", sa.JSON(), nullable=False))
    _gaps("redacted_file", "batch_id", "batch", sa.Column("kept", sa.Boolean(), nullable=False))


def _gaps(name: str, column: str, of: str, more: sa.Column[object]) -> None:
    op.create_table(
        name,
        sa.Column("redaction_id", sa.Integer(), nullable=False),
        sa.Column(column, sa.Integer(), nullable=False),
        more,
        sa.ForeignKeyConstraint(["redaction_id"], ["redaction.id"], name=op.f(f"fk_{name}_redaction_id_redaction")),
        sa.ForeignKeyConstraint([column], [f"{of}.id"], name=op.f(f"fk_{name}_{column}_{of}")),
        sa.PrimaryKeyConstraint("redaction_id", column, name=op.f(f"pk_{name}")),
    )
    op.create_index(op.f(f"ix_{name}_{column}"), name, [column], unique=False)


def downgrade() -> None:
    for name in ("redacted_file", "redacted_claim", "redaction"):
        op.drop_table(name)
