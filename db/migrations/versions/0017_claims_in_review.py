"""claims that a person holds back for review"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

KINDS = "kind IN (1, 2, 3, 4, 5, 6, 7, 8, 9)"
MORE_KINDS = "kind IN (1, 2, 3, 4, 5, 6, 7, 8, 9, 10)"
OF_A_CLAIM = "kind NOT IN (1, 2) OR claim_key IS NOT NULL"
OF_A_CLAIM_OR_REVIEW = "kind NOT IN (1, 2, 10) OR claim_key IS NOT NULL"
NO_INCIDENT = "(kind = 10) = (incident_id IS NULL)"


def upgrade() -> None:
    with op.batch_alter_table("judgement", copy_from=_judgement(grown=False)) as judgement:
        judgement.alter_column("incident_id", existing_type=sa.Integer(), nullable=True)
        for name, condition in {
            "kind_is_a_known_word": MORE_KINDS,
            "link_names_its_claim": OF_A_CLAIM_OR_REVIEW,
        }.items():
            judgement.drop_constraint(op.f(f"ck_judgement_{name}"), type_="check")
            judgement.create_check_constraint(op.f(f"ck_judgement_{name}"), condition)
        judgement.create_check_constraint(op.f("ck_judgement_only_a_review_names_no_incident"), NO_INCIDENT)


def downgrade() -> None:
    op.execute("DELETE FROM judgement WHERE kind = 10")
    with op.batch_alter_table("judgement", copy_from=_judgement(grown=True)) as judgement:
        judgement.drop_constraint(op.f("ck_judgement_only_a_review_names_no_incident"), type_="check")
        for name, condition in {"kind_is_a_known_word": KINDS, "link_names_its_claim": OF_A_CLAIM}.items():
            judgement.drop_constraint(op.f(f"ck_judgement_{name}"), type_="check")
            judgement.create_check_constraint(op.f(f"ck_judgement_{name}"), condition)
        judgement.alter_column("incident_id", existing_type=sa.Integer(), nullable=False)


def _judgement(*, grown: bool) -> sa.Table:
    """The table as it stands before the change: SQLite can't alter it, and does not tell its conditions."""
    checks = {
        "kind_is_a_known_word": MORE_KINDS if grown else KINDS,
        "low_best_high_in_order": "low <= best AND best <= high AND low <= high",
        "measure_is_a_known_word": "measure IN (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)",
        "population_is_a_known_word": "population IN (1, 2, 3, 4, 5)",
        "undone_after_recorded": "undone_at IS NULL OR undone_at >= recorded_at",
        "link_names_its_claim": OF_A_CLAIM_OR_REVIEW if grown else OF_A_CLAIM,
        "pair_names_the_other": "(kind IN (6, 7, 8, 9)) = (other_id IS NOT NULL)",
        "other_is_another": "other_id <> incident_id",
    }
    checks |= {"only_a_review_names_no_incident": NO_INCIDENT} if grown else {}
    table = sa.Table(
        "judgement",
        sa.MetaData(),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.SmallInteger(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=grown),
        sa.Column("other_id", sa.Integer(), nullable=True),
        sa.Column("claim_key", sa.String(), nullable=True),
        sa.Column("measure", sa.SmallInteger(), nullable=True),
        sa.Column("population", sa.SmallInteger(), nullable=True),
        *(sa.Column(name, sa.BigInteger(), nullable=True) for name in ("low", "best", "high")),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_reason", sa.Text(), nullable=True),
        *(sa.CheckConstraint(condition, name=op.f(f"ck_judgement_{name}")) for name, condition in checks.items()),
        *(
            sa.ForeignKeyConstraint([f"{which}_id"], ["incident.id"], name=op.f(f"fk_judgement_{which}_id_incident"))
            for which in ("incident", "other")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_judgement")),
    )
    for column in ("claim_key", "incident_id", "other_id"):
        sa.Index(op.f(f"ix_judgement_{column}"), table.c[column])
    return table
