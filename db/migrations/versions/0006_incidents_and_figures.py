"""judgements between two incidents, and the figures that several claims are reconciled to"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

KINDS = "kind IN (1, 2, 3, 4, 5)"
MORE_KINDS = "kind IN (1, 2, 3, 4, 5, 6, 7, 8, 9)"
OF_A_CLAIM = "kind NOT IN (1, 2) OR claim_key IS NOT NULL"
OF_TWO = "(kind IN (6, 7, 8, 9)) = (other_id IS NOT NULL)"
NOT_OF_ITSELF = "other_id <> incident_id"
WORDS = {
    "measure": 11,
    "population": 5,
    "sex": 2,
    "age": 3,
    "unit": 2,
    "policy": 4,
    "quantifier": 8,
    "corroboration": 5,
}


ADDED = {
    "population_is_a_known_word": "population IN (1, 2, 3, 4, 5)",
    "link_names_its_claim": OF_A_CLAIM,
    "pair_names_the_other": OF_TWO,
    "other_is_another": NOT_OF_ITSELF,
}


def upgrade() -> None:
    with op.batch_alter_table("judgement", copy_from=_judgement(grown=False)) as judgement:
        judgement.add_column(sa.Column("other_id", sa.Integer(), nullable=True))
        judgement.add_column(sa.Column("population", sa.SmallInteger(), nullable=True))
        judgement.create_foreign_key(op.f("fk_judgement_other_id_incident"), "incident", ["other_id"], ["id"])
        judgement.drop_constraint(op.f("ck_judgement_kind_is_a_known_word"), type_="check")
        judgement.create_check_constraint(op.f("ck_judgement_kind_is_a_known_word"), MORE_KINDS)
        for name, condition in ADDED.items():
            judgement.create_check_constraint(op.f(f"ck_judgement_{name}"), condition)
    op.create_index(op.f("ix_judgement_other_id"), "judgement", ["other_id"], unique=False)
    op.create_table(
        "figure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.SmallInteger(), nullable=False) for name in ("measure", "population")),
        *(sa.Column(name, sa.SmallInteger(), nullable=True) for name in ("sex", "age")),
        *(sa.Column(name, sa.SmallInteger(), nullable=False) for name in ("unit", "policy")),
        *(sa.Column(name, sa.BigInteger(), nullable=True) for name in ("low", "best", "high")),
        sa.Column("quantifier", sa.SmallInteger(), nullable=True),
        sa.Column("vague_word", sa.String(), nullable=True),
        sa.Column("chosen", sa.String(), nullable=True),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("claims", "origins", "members")),
        sa.Column("corroboration", sa.SmallInteger(), nullable=False),
        sa.Column("counted", sa.Boolean(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        *(
            sa.CheckConstraint(f"{name} BETWEEN 1 AND {most}", name=op.f(f"ck_figure_{name}_is_a_known_word"))
            for name, most in WORDS.items()
        ),
        sa.CheckConstraint(
            "superseded_at IS NULL OR superseded_at >= recorded_at", name=op.f("ck_figure_superseded_after_recorded")
        ),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_figure_incident_id_incident")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_figure")),
    )
    op.create_index(op.f("ix_figure_incident_id"), "figure", ["incident_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_figure_incident_id"), table_name="figure")
    op.drop_table("figure")
    op.execute("DELETE FROM judgement WHERE kind > 5")
    op.drop_index(op.f("ix_judgement_other_id"), table_name="judgement")
    with op.batch_alter_table("judgement", copy_from=_judgement(grown=True)) as judgement:
        for name in ADDED:
            judgement.drop_constraint(op.f(f"ck_judgement_{name}"), type_="check")
        judgement.drop_constraint(op.f("ck_judgement_kind_is_a_known_word"), type_="check")
        judgement.create_check_constraint(op.f("ck_judgement_kind_is_a_known_word"), KINDS)
        judgement.drop_constraint(op.f("fk_judgement_other_id_incident"), type_="foreignkey")
        judgement.drop_column("population")
        judgement.drop_column("other_id")


def _judgement(*, grown: bool) -> sa.Table:
    """The table as it stands before the change: SQLite can't alter it, and does not tell its conditions."""
    checks = {
        "kind_is_a_known_word": MORE_KINDS if grown else KINDS,
        "low_best_high_in_order": "low <= best AND best <= high AND low <= high",
        "measure_is_a_known_word": "measure IN (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)",
        "undone_after_recorded": "undone_at IS NULL OR undone_at >= recorded_at",
    }
    incident = op.f("fk_judgement_incident_id_incident")
    other = sa.ForeignKeyConstraint(["other_id"], ["incident.id"], name=op.f("fk_judgement_other_id_incident"))
    table = sa.Table(
        "judgement",
        sa.MetaData(),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.SmallInteger(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        *((sa.Column("other_id", sa.Integer(), nullable=True),) if grown else ()),
        sa.Column("claim_key", sa.String(), nullable=True),
        sa.Column("measure", sa.SmallInteger(), nullable=True),
        *((sa.Column("population", sa.SmallInteger(), nullable=True),) if grown else ()),
        *(sa.Column(name, sa.BigInteger(), nullable=True) for name in ("low", "best", "high")),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_reason", sa.Text(), nullable=True),
        *(
            sa.CheckConstraint(condition, name=op.f(f"ck_judgement_{name}"))
            for name, condition in (checks | (ADDED if grown else {})).items()
        ),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=incident),
        *((other,) if grown else ()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_judgement")),
    )
    for column in ("claim_key", "incident_id"):
        sa.Index(op.f(f"ix_judgement_{column}"), table.c[column])
    return table
