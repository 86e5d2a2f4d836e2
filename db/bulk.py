"""Writing many rows at once, below the ORM and inside the session's transaction: frames into tables.

One million claims by ``add_all`` take minutes, by a dict each a quarter of one; SQLite takes tuples, PostgreSQL a COPY.
"""

from datetime import UTC, datetime
from typing import Any

import polars as pl
import psycopg
from sqlalchemy import Connection, Table
from sqlalchemy.exc import IntegrityError

PIECE = 100_000
"""Rows that are handed over at a time."""


def insert_frame(connection: Connection, table: Table, frame: pl.DataFrame) -> None:
    """Insert a row for each row of ``frame``, whose columns are named as the table's; missing ones are null."""
    for piece in frame.iter_slices(PIECE):
        if connection.dialect.name == "postgresql":
            _copy(connection, table, piece)
        else:
            _insert(connection, table, piece)


def moment_text(moment: datetime) -> str:
    """A moment as both databases read it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")


def _insert(connection: Connection, table: Table, piece: pl.DataFrame) -> None:
    names = ", ".join(f'"{name}"' for name in piece.columns)
    marks = ", ".join("?" * piece.width)
    days = piece.with_columns(pl.col(pl.Date).dt.to_string("%Y-%m-%d"))
    connection.exec_driver_sql(f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})', days.rows())  # noqa: S608


def _copy(connection: Connection, table: Table, piece: pl.DataFrame) -> None:
    names = ", ".join(f'"{name}"' for name in piece.columns)
    statement = f'COPY "{table.name}" ({names}) FROM STDIN (FORMAT csv)'
    cursor: psycopg.Cursor[Any] = connection.connection.cursor()  # type: ignore[assignment]  # the driver's own
    try:
        with cursor.copy(statement) as copy:
            copy.write(_csv(piece))
    except psycopg.IntegrityError as error:
        raise IntegrityError(statement, None, error) from error


def _csv(piece: pl.DataFrame) -> str:
    """Texts in quotation marks, so that a blank one is not taken for null. Moments are in UTC."""
    moments = [name for name in piece.columns if name.endswith("_at")]
    with_zone = piece.with_columns(pl.col(moments) + "+00")
    return with_zone.write_csv(include_header=False, quote_style="non_numeric", null_value="")
