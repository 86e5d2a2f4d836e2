"""who says how many people a household has"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

BEFORE = {"factor_is_positive": "unit = 1 OR factor IS NULL OR factor > 0"}
AFTER = {
    "factor_is_of_households": "factor IS NULL OR unit = 2",
    "household_is_1_to_30_people": "factor BETWEEN 1 AND 30",
    "factor_names_its_source": (
        "(factor IS NULL) = (factor_source IS NULL) AND (factor IS NULL OR length(trim(factor_source)) > 0)"
    ),
}


def upgrade() -> None:
    op.add_column("claim", sa.Column("factor_source", sa.Text(), nullable=True))
    op.execute("UPDATE claim SET factor = NULL WHERE factor IS NOT NULL")  # nobody is known to have said it
    _change_conditions(BEFORE, AFTER)


def downgrade() -> None:
    _change_conditions(AFTER, BEFORE)
    op.drop_column("claim", "factor_source")


def _change_conditions(old: dict[str, str], new: dict[str, str]) -> None:
    if op.get_bind().dialect.name == "sqlite":
        _change_text(_checks(old), _checks(new))
        return
    for name in old:
        op.drop_constraint(op.f(f"ck_claim_{name}"), "claim", type_="check")
    for name, condition in new.items():
        op.create_check_constraint(op.f(f"ck_claim_{name}"), "claim", condition)


def _checks(conditions: dict[str, str]) -> str:
    return ", \n\t".join(f"CONSTRAINT ck_claim_{name} CHECK ({says})" for name, says in conditions.items())


def _change_text(old: str, new: str) -> None:
    """Change the conditions where SQLite keeps them, as its documentation (lang_altertable, section 7) has it.

    It could else only copy the table, which others refer to, and can't while references hold.
    """
    connection = op.get_bind()
    number = connection.exec_driver_sql("PRAGMA schema_version").scalar_one()
    connection.exec_driver_sql("PRAGMA writable_schema = ON")
    changed = connection.exec_driver_sql(
        "UPDATE sqlite_schema SET sql = replace(sql, ?, ?) WHERE name = 'claim' AND instr(sql, ?)", (old, new, old)
    )
    connection.exec_driver_sql(f"PRAGMA schema_version = {number + 1}")
    connection.exec_driver_sql("PRAGMA writable_schema = RESET")
    if changed.rowcount != 1:
        raise RuntimeError("the table of claims has other conditions than version 0017 gave it")
