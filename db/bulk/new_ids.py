"""Ids for rows that are to be made in bulk and referred to at once, without asking the database for each."""

from sqlalchemy import Connection, Table, func, select, text


def newest(connection: Connection, table: Table) -> int:
    """The highest id of a table; 0 where it has no row."""
    return connection.scalar(select(func.max(table.c.id))) or 0


def next_ids(connection: Connection, table: Table, count: int) -> int:
    """The first of ``count`` ids in a row that no row of the table has, nor will get from the database.

    Writers take their turn, so that nobody else draws from PostgreSQL's sequence meanwhile.
    """
    if connection.dialect.name == "sqlite" or not count:
        return newest(connection, table) + 1
    drawn = f"SELECT nextval(pg_get_serial_sequence('{table.name}', 'id')) AS id FROM generate_series(1, :count)"  # noqa: S608
    first, last = connection.execute(text(f"SELECT min(id), max(id) FROM ({drawn}) AS drawn"), {"count": count}).one()  # noqa: S608
    if last - first + 1 != count:
        raise RuntimeError(f"somebody else makes rows of {table.name} outside of the writers' turn")
    return int(first)
