"""loaded boundaries, points and aliases"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "place_set",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("level", sa.SmallInteger(), nullable=True),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("dataset", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=True),
        sa.Column("valid_on", sa.Date(), nullable=True),
        sa.Column("licence", sa.Text(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read", sa.Integer(), nullable=False),
        sa.Column("new", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_place_set_sha256_is_whole")),
        sa.CheckConstraint("kind IN ('boundaries', 'points', 'aliases')", name=op.f("ck_place_set_kind_is_known")),
        sa.CheckConstraint(
            "read = new + changed + unchanged + refused", name=op.f("ck_place_set_every_feature_is_counted_once")
        ),
        sa.CheckConstraint("level IN (1, 2, 3, 4, 5)", name=op.f("ck_place_set_level_is_a_known_word")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place_set")),
    )
    op.create_table(
        "place_mention",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("pcode", sa.String(), nullable=False),
        sa.Column("set_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind IN ('boundaries', 'points')", name=op.f("ck_place_mention_kind_is_known")),
        sa.ForeignKeyConstraint(["pcode"], ["place.pcode"], name=op.f("fk_place_mention_pcode_place")),
        sa.ForeignKeyConstraint(["set_id"], ["place_set.id"], name=op.f("fk_place_mention_set_id_place_set")),
        sa.PrimaryKeyConstraint("kind", "pcode", name=op.f("pk_place_mention")),
    )
    op.create_index(op.f("ix_place_mention_set_id"), "place_mention", ["set_id"], unique=False)
    op.create_table(
        "boundary",
        sa.Column("pcode", sa.String(), nullable=False),
        sa.Column("set_id", sa.Integer(), nullable=False),
        sa.Column("shape", sa.LargeBinary(), nullable=False),
        sa.Column("outline", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["pcode"], ["place.pcode"], name=op.f("fk_boundary_pcode_place")),
        sa.ForeignKeyConstraint(["set_id"], ["place_set.id"], name=op.f("fk_boundary_set_id_place_set")),
        sa.PrimaryKeyConstraint("pcode", name=op.f("pk_boundary")),
    )
    op.create_index(op.f("ix_boundary_set_id"), "boundary", ["set_id"], unique=False)


def downgrade() -> None:
    op.drop_table("boundary")
    op.drop_table("place_mention")
    op.drop_table("place_set")
