"""how many people live in the places of the gazetteer"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "place_population",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pcode", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("people", sa.BigInteger(), nullable=False),
        sa.Column("said_by", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("people > 0", name=op.f("ck_place_population_somebody_lives_there")),
        sa.CheckConstraint("year BETWEEN 1900 AND 2100", name=op.f("ck_place_population_year_is_one_of_ours")),
        sa.CheckConstraint("length(trim(said_by)) > 0", name=op.f("ck_place_population_somebody_says_so")),
        sa.ForeignKeyConstraint(["pcode"], ["place.pcode"], name=op.f("fk_place_population_pcode_place")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place_population")),
    )
    op.create_index(op.f("ix_place_population_pcode"), "place_population", ["pcode"], unique=False)


def downgrade() -> None:
    op.drop_table("place_population")
