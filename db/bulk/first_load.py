"""Filling an empty register: indexes are built, and references checked, once all rows are there and not row by row.

All of it is in the transaction that writes the rows, which SQLite and PostgreSQL undo as a whole if it fails.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final, NamedTuple

from sqlalchemy import Connection, Table, bindparam, text

WORTH_IT: Final = 20_000
"""Rows from which on making them anew is less work than to keep them up."""

MANY: Final = 1_000
"""Rows after which PostgreSQL is to look anew at what it holds: it plans for the tables as they were, however small."""


@contextmanager
def made_after(connection: Connection, tables: Sequence[Table], rows: int, *, empty: bool) -> Iterator[None]:
    """The indexes of ``tables``, and on PostgreSQL their references, are away within it and made again at its end.

    That is only where the register is ``empty`` and so many ``rows`` come that it is worth it, and where the tables
    are our own to change. Whoever reads meanwhile waits on PostgreSQL, and on SQLite reads what was there before.
    """
    away = _parts(connection, tables) if empty and rows >= WORTH_IT else []
    for part in away:
        connection.exec_driver_sql(part.drop)
    yield
    for part in reversed(away):
        connection.exec_driver_sql(part.make)
    if rows >= MANY and connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"ANALYZE {', '.join(table.name for table in tables)}")


class _Part(NamedTuple):
    """An index or a reference: the statements that drop it and make it as it was."""

    drop: str
    make: str


def _parts(connection: Connection, tables: Sequence[Table]) -> list[_Part]:
    statement = text(_PARTS[connection.dialect.name]).bindparams(bindparam("names", expanding=True))
    found = connection.execute(statement, {"names": [table.name for table in tables]})
    return [_Part(drop, make) for drop, make in found]


_PARTS: Final = {
    "sqlite": """
        SELECT 'DROP INDEX "' || name || '"', sql FROM sqlite_schema
        WHERE type = 'index' AND tbl_name IN :names AND sql IS NOT NULL
    """,
    "postgresql": """
        WITH ours AS (
            SELECT oid, oid::regclass AS name FROM pg_class
            WHERE relname IN :names AND pg_table_is_visible(oid) AND pg_has_role(relowner, 'MEMBER')
        )
        SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', name, conname),
            format('ALTER TABLE %s ADD CONSTRAINT %I %s', name, conname, pg_get_constraintdef(pg_constraint.oid))
        FROM pg_constraint JOIN ours ON ours.oid = conrelid WHERE contype = 'f'
        UNION ALL
        SELECT format('DROP INDEX %s', indexrelid::regclass), pg_get_indexdef(indexrelid)
        FROM pg_index JOIN ours ON ours.oid = indrelid
        WHERE NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid)
    """,
}
