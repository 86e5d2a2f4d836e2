"""All rows of one register into another, whichever of the two databases each is on."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select, text
from sqlmodel import SQLModel

import db.models  # noqa: F401  (fills the metadata)
from db.models import Place

_AT_ONCE = 10_000
Row = dict[str, Any]


def tables() -> list[Table]:
    """The register's tables, each after those that it refers to."""
    return SQLModel.metadata.sorted_tables


def counts(connection: Connection) -> dict[str, int]:
    """How many rows each table holds."""
    return {table.name: connection.scalar(select(func.count()).select_from(table)) or 0 for table in tables()}


def copy_rows(source: Connection, target: Connection) -> None:
    """Every row of ``source`` in place of what ``target`` holds; both are of this version. The caller commits."""
    for table in reversed(tables()):
        target.execute(table.delete())
    for table in tables():
        for rows in _pieces(_rows(source, table)):
            target.execute(insert(table), rows)
    if target.dialect.name == "postgresql":
        _count_on(target)


def _rows(source: Connection, table: Table) -> Iterable[Row]:
    asked = select(table).order_by(*table.primary_key)
    found = source.execution_options(yield_per=_AT_ONCE).execute(asked)
    rows = (row._asdict() for row in found)
    return _widest_first(list(rows)) if table.name == Place.__tablename__ else rows


def _widest_first(places: list[Row]) -> Iterator[Row]:
    """Each place after the one that it lies in."""
    left = {place["pcode"]: place for place in places}
    while left:
        held = {pcode for pcode, place in left.items() if place["parent"] not in left}
        yield from (left.pop(pcode) for pcode in sorted(held))


def _pieces(rows: Iterable[Row]) -> Iterator[list[Row]]:
    going = iter(rows)
    while piece := list(islice(going, _AT_ONCE)):
        yield piece


def _count_on(target: Connection) -> None:
    """The next number that PostgreSQL draws for a table is behind those that came with the rows."""
    for table in tables():
        column = table.autoincrement_column
        if column is not None:
            last = select(func.coalesce(func.max(column), 0) + 1).scalar_subquery()
            sequence = func.pg_get_serial_sequence(table.name, column.name)
            target.execute(select(func.setval(sequence, last, text("false"))))
