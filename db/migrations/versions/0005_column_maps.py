"""what people say about the columns of files"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "column_map",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("columns_sha256", sa.String(), nullable=False),
        sa.Column("mapping", sa.JSON(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(columns_sha256) = 64", name=op.f("ck_column_map_columns_sha256_is_whole")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_column_map")),
    )
    op.create_index(op.f("ix_column_map_columns_sha256"), "column_map", ["columns_sha256"], unique=False)


def downgrade() -> None:
    op.drop_table("column_map")
