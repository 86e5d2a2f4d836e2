"""what problems say is kept once for all rows of a batch that have them, and of each problem its row and its kind"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

SAID = ("batch_id", "severity", "code", "column", "value", "message", "remedy")
_SAID = ", ".join(f'"{name}"' for name in SAID)
_OF_KINDS = ", ".join(f'issue_kind."{name}"' for name in SAID)

_KINDS = f"INSERT INTO issue_kind (id, {_SAID}) SELECT min(id), {_SAID} FROM issue GROUP BY {_SAID}"  # noqa: S608
"""A kind has the id of its first problem."""
_NUMBERED = f'SELECT id, min(id) OVER (PARTITION BY {_SAID}) AS kind_id, "row", resolved_at FROM issue'  # noqa: S608


def upgrade() -> None:
    _create_kinds()
    op.execute(_KINDS)
    op.drop_index(op.f("ix_issue_code"), table_name="issue")
    op.drop_index(op.f("ix_issue_batch_id"), table_name="issue")
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"CREATE TEMPORARY TABLE numbered AS {_NUMBERED}")
        op.drop_table("issue")
        _create_issue()
        op.execute('INSERT INTO issue (id, kind_id, "row", resolved_at) SELECT * FROM numbered ORDER BY id')
        op.execute("DROP TABLE numbered")
    else:
        op.add_column("issue", sa.Column("kind_id", sa.Integer(), nullable=True))
        op.execute(f"UPDATE issue SET kind_id = found.kind_id FROM ({_NUMBERED}) AS found WHERE found.id = issue.id")  # noqa: S608
        op.alter_column("issue", "kind_id", nullable=False)
        op.create_foreign_key(op.f("fk_issue_kind_id_issue_kind"), "issue", "issue_kind", ["kind_id"], ["id"])
        for name in SAID:
            op.drop_column("issue", name)
        op.execute(
            "SELECT setval(pg_get_serial_sequence('issue_kind', 'id'), max(id)) FROM issue_kind HAVING max(id) > 0"
        )
    op.create_index(op.f("ix_issue_kind_id"), "issue", ["kind_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_issue_kind_id"), table_name="issue")
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            f'CREATE TEMPORARY TABLE whole AS SELECT issue.id, issue."row", issue.resolved_at, {_OF_KINDS}'  # noqa: S608
            " FROM issue JOIN issue_kind ON issue_kind.id = issue.kind_id"
        )
        op.drop_table("issue")
        _create_issue_before()
        op.execute(f'INSERT INTO issue (id, "row", resolved_at, {_SAID}) SELECT * FROM whole ORDER BY id')  # noqa: S608
        op.execute("DROP TABLE whole")
    else:
        for column in _said():
            op.add_column("issue", column)
        values = ", ".join(f'"{name}" = issue_kind."{name}"' for name in SAID)
        op.execute(f"UPDATE issue SET {values} FROM issue_kind WHERE issue_kind.id = issue.kind_id")  # noqa: S608
        for name in ("batch_id", "severity", "code", "message", "remedy"):
            op.alter_column("issue", name, nullable=False)
        op.create_check_constraint(op.f("ck_issue_severity_is_a_known_word"), "issue", "severity IN (1, 2, 3)")
        op.create_foreign_key(op.f("fk_issue_batch_id_batch"), "issue", "batch", ["batch_id"], ["id"])
        op.drop_column("issue", "kind_id")
    op.create_index(op.f("ix_issue_batch_id"), "issue", ["batch_id"], unique=False)
    op.create_index(op.f("ix_issue_code"), "issue", ["code"], unique=False)
    op.drop_table("issue_kind")


def _said(*, nullable: bool = True) -> list[sa.Column[object]]:
    return [
        sa.Column("batch_id", sa.Integer(), nullable=nullable),
        sa.Column("severity", sa.SmallInteger(), nullable=nullable),
        sa.Column("code", sa.String(), nullable=nullable),
        sa.Column("column", sa.String(), nullable=True),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("message", sa.Text(), nullable=nullable),
        sa.Column("remedy", sa.Text(), nullable=nullable),
    ]


def _create_kinds() -> None:
    op.create_table(
        "issue_kind",
        sa.Column("id", sa.Integer(), nullable=False),
        *_said(nullable=False),
        sa.CheckConstraint("severity IN (1, 2, 3)", name=op.f("ck_issue_kind_severity_is_a_known_word")),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_issue_kind_batch_id_batch")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issue_kind")),
    )
    op.create_index(op.f("ix_issue_kind_batch_id"), "issue_kind", ["batch_id"], unique=False)
    op.create_index(op.f("ix_issue_kind_code"), "issue_kind", ["code"], unique=False)


def _create_issue() -> None:
    op.create_table(
        "issue",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind_id", sa.Integer(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=True),
        sa.Column("resolved_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["kind_id"], ["issue_kind.id"], name=op.f("fk_issue_kind_id_issue_kind")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issue")),
    )


def _create_issue_before() -> None:
    op.create_table(
        "issue",
        sa.Column("id", sa.Integer(), nullable=False),
        *_said(nullable=False),
        sa.Column("row", sa.Integer(), nullable=True),
        sa.Column("resolved_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("severity IN (1, 2, 3)", name=op.f("ck_issue_severity_is_a_known_word")),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_issue_batch_id_batch")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issue")),
    )
