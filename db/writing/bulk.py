"""Writing many rows at once, below the ORM and inside the session's transaction: frames into tables.

One million claims by ``add_all`` take minutes, by a dict each a quarter of one; SQLite takes tuples, PostgreSQL a COPY.
"""

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import polars as pl
import psycopg
from sqlalchemy import Connection, Table
from sqlalchemy.exc import IntegrityError

from db.writing.handing_over import NOTHING, HandedOver, Repeated, can_hand_over

PIECE = 50_000
"""Rows that are handed over at a time."""


def insert_frame(connection: Connection, table: Table, frame: pl.DataFrame) -> None:
    """Insert a row for each row of ``frame``, whose columns are named as the table's; missing ones are null."""
    begin_insert(connection, table, frame)()


def begin_insert(
    connection: Connection, table: Table, frame: pl.DataFrame, repeated: Repeated = NOTHING
) -> Callable[[], None]:
    """The same in two steps: rows are being handed over beside, where that can be; what this returns inserts them.

    A column of ``frame`` may hold the numbers of rows of ``repeated``, whose columns then stand for it.
    """
    if can_hand_over(connection, frame):
        handed = HandedOver(stored(frame), {name: stored(combinations) for name, combinations in repeated.items()})
        return lambda: handed.take(connection, table)
    return lambda: _tell(connection, table, stored(_whole(frame, repeated)))


def _tell(connection: Connection, table: Table, rows: pl.DataFrame) -> None:
    if connection.dialect.name == "postgresql" and len(rows):
        _copy(connection, table, rows)
    else:
        _insert(connection, table, rows)


def _whole(frame: pl.DataFrame, repeated: Repeated) -> pl.DataFrame:
    combinations = (found[frame[name]] for name, found in repeated.items())
    return pl.concat([frame.drop(repeated), *combinations], how="horizontal") if repeated else frame


def stored(frame: pl.DataFrame) -> pl.DataFrame:
    """The columns that say anything (at least one: a row of nulls is a row), days as both databases read them."""
    told = [column.name for column in frame if column.null_count() < len(column)]
    return frame.select(told or frame.columns[:1]).with_columns(pl.col(pl.Date).dt.to_string("%Y-%m-%d"))


def moment_text(moment: datetime) -> str:
    """A moment as both databases read it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")


def _insert(connection: Connection, table: Table, rows: pl.DataFrame) -> None:
    names = ", ".join(f'"{name}"' for name in rows.columns)
    marks = ", ".join("?" * rows.width)
    for piece in rows.iter_slices(PIECE):
        connection.exec_driver_sql(f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})', piece.rows())  # noqa: S608


def _copy(connection: Connection, table: Table, rows: pl.DataFrame) -> None:
    """One COPY; the next piece is written as text while the server takes the one before."""
    names = ", ".join(f'"{name}"' for name in rows.columns)
    statement = f'COPY "{table.name}" ({names}) FROM STDIN (FORMAT csv)'
    cursor: psycopg.Cursor[Any] = connection.connection.cursor()  # type: ignore[assignment]  # the driver's own
    try:
        with ThreadPoolExecutor(1) as beside, cursor.copy(statement) as copy:
            ahead = deque[Future[str]]()
            for piece in rows.iter_slices(PIECE):
                ahead.append(beside.submit(_csv, piece))
                if len(ahead) > 1:
                    copy.write(ahead.popleft().result())
            copy.write(ahead.popleft().result())
    except psycopg.IntegrityError as error:
        raise IntegrityError(statement, None, error) from error


def _csv(piece: pl.DataFrame) -> str:
    """Texts in quotation marks, so that a blank one is not taken for null. Moments are in UTC."""
    moments = [name for name in piece.columns if name.endswith("_at")]
    with_zone = piece.with_columns(pl.col(moments) + "+00")
    return with_zone.write_csv(include_header=False, quote_style="non_numeric", null_value="")
