"""Writing rows of which much repeats: what repeats is handed over once, and each row names it by its number.

SQLite takes longer to be told a value than to write it, so this is for SQLite; PostgreSQL is told each row in full.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

import polars as pl
from sqlalchemy import Connection, Table

from db.bulk import PIECE, insert_frame, stored

Repeated = Mapping[str, pl.DataFrame]
"""By the name of a column that holds row numbers of it (from 0): the columns that stand for that column."""

_AT_A_TIME = 100
"""Rows in one statement of SQLite."""

_WORTH_IT = 4
"""Rows that a combination must stand in, on average, to be written down by itself."""


def insert_alike(connection: Connection, table: Table, frame: pl.DataFrame, together: Iterable[Sequence[str]]) -> None:
    """Insert a row for each row of ``frame``, of whose columns some groups are the same in many rows ``together``."""
    if connection.dialect.name == "postgresql":
        insert_frame(connection, table, frame)
    else:
        insert_repeating(connection, table, *_numbered(frame, together))


def insert_repeating(connection: Connection, table: Table, frame: pl.DataFrame, repeated: Repeated) -> None:
    """Insert a row for each row of ``frame``, whose other columns are named as the table's; missing ones are null."""
    if connection.dialect.name == "postgresql":
        for piece in frame.iter_slices(PIECE):
            whole = [piece.drop(repeated), *(combinations[piece[name]] for name, combinations in repeated.items())]
            insert_frame(connection, table, pl.concat(whole, how="horizontal"))
    elif len(frame):
        _insert(connection, table, frame, {name: stored(combinations) for name, combinations in repeated.items()})


def _numbered(frame: pl.DataFrame, together: Iterable[Sequence[str]]) -> tuple[pl.DataFrame, Repeated]:
    """The frame with a column of numbers in place of each group of columns that repeat ``together``."""
    repeated: dict[str, pl.DataFrame] = {}
    for group in together:
        held = [name for name in group if name in frame.columns and frame[name].null_count() < len(frame)]
        parts = [piece.unique(maintain_order=True) for piece in frame.select(held).iter_slices(PIECE)] if held else []
        if parts and sum(map(len, parts)) * _WORTH_IT < len(frame):
            name = f"repeated_{len(repeated)}"
            repeated[name] = pl.concat(parts).unique(maintain_order=True)
            frame = frame.with_columns(_numbers(frame, repeated[name]).alias(name)).drop(held)
    return frame, repeated


def _numbers(frame: pl.DataFrame, combinations: pl.DataFrame) -> pl.Series:
    by, coded = combinations.columns, combinations.with_row_index("number")
    pieces = frame.select(by).iter_slices(PIECE)
    found = [piece.join(coded, on=by, how="left", nulls_equal=True, maintain_order="left") for piece in pieces]
    return pl.concat([piece["number"] for piece in found])


def _insert(connection: Connection, table: Table, frame: pl.DataFrame, repeated: Repeated) -> None:
    for name, combinations in repeated.items():
        _hand_over(connection, name, combinations)
    rows = stored(frame)
    statement = _statement(table, rows.columns, _AT_A_TIME, repeated)
    for piece in rows.iter_slices(PIECE):
        values = tuple(chain.from_iterable(piece.rows()))
        for start in range(0, len(values), _AT_A_TIME * rows.width):
            some = values[start : start + _AT_A_TIME * rows.width]
            last = len(some) // rows.width
            whole = statement if last == _AT_A_TIME else _statement(table, rows.columns, last, repeated)
            connection.exec_driver_sql(whole, some)
    for name in repeated:
        connection.exec_driver_sql(f"DROP TABLE {name}")


def _hand_over(connection: Connection, name: str, combinations: pl.DataFrame) -> None:
    columns = ", ".join(f'"{column}"' for column in combinations.columns)
    connection.exec_driver_sql(f"CREATE TEMPORARY TABLE {name} (number INTEGER PRIMARY KEY, {columns})")
    marks = ", ".join("?" * (combinations.width + 1))
    connection.exec_driver_sql(
        f"INSERT INTO {name} VALUES ({marks})",  # noqa: S608  (our own name)
        combinations.with_row_index("number").rows(),
    )


def _statement(table: Table, columns: Sequence[str], rows: int, repeated: Repeated) -> str:
    """Insert so many rows: a list of values, joined with what their numbers stand for."""
    values = {name: f"told.column{at}" for at, name in enumerate(columns, 1)}
    given = {f'"{name}"': value for name, value in values.items() if name not in repeated}
    given |= {f'"{column}"': f'{name}."{column}"' for name in repeated for column in repeated[name].columns}
    marks = ", ".join([f"({', '.join('?' * len(columns))})"] * rows)
    joined = "".join(f" CROSS JOIN {name}" for name in repeated)
    where = " AND ".join(f"{name}.number = {values[name]}" for name in repeated)
    return (
        f'INSERT INTO "{table.name}" ({", ".join(given)}) SELECT {", ".join(given.values())} '  # noqa: S608
        f"FROM (VALUES {marks}) told{joined} WHERE {where or 'TRUE'}"
    )
