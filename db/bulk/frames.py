"""Writing many rows at once, below the ORM and inside the session's transaction: frames into tables.

One million claims by ``add_all`` take minutes, by a dict each a quarter of one; SQLite takes tuples, PostgreSQL a COPY.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from itertools import chain
from typing import Any

import polars as pl
import psycopg
from sqlalchemy import Connection, Table
from sqlalchemy.exc import IntegrityError

from db.bulk.ahead import one_ahead
from db.bulk.handing_over import HandedOver, can_hand_over
from db.bulk.side_file import PIECE, as_text, telling
from db.bulk.whole_table import WholeTable, can_be_whole


def insert_frame(connection: Connection, table: Table, frame: pl.DataFrame) -> None:
    """Insert a row for each row of ``frame``, whose columns are named as the table's; missing ones are null."""
    begin_insert(connection, table, frame)()


def begin_insert(connection: Connection, table: Table, frame: pl.DataFrame) -> Callable[[], None]:
    """The same in two steps: rows are being handed over beside, where that can be; what this returns inserts them."""
    said = telling(frame)
    if can_be_whole(connection, table, len(said)):
        whole = WholeTable(connection, table, said)
        return lambda: whole.take(connection)
    if can_hand_over(connection, said):
        handed = HandedOver(said)
        return lambda: handed.take(connection, table)
    return lambda: _tell(connection, table, said)


def _tell(connection: Connection, table: Table, rows: pl.DataFrame) -> None:
    pieces = (as_text(piece) for piece in rows.iter_slices(PIECE))
    if connection.dialect.name == "postgresql" and len(rows):
        _copy(connection, table, pieces)
    else:
        _insert(connection, table, pieces)


def moment_text(moment: datetime) -> str:
    """A moment as both databases read it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")


def _insert(connection: Connection, table: Table, pieces: Iterable[pl.DataFrame]) -> None:
    for piece in pieces:
        names, marks = _names(piece), ", ".join("?" * piece.width)
        connection.exec_driver_sql(f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})', piece.rows())  # noqa: S608


def _copy(connection: Connection, table: Table, pieces: Iterator[pl.DataFrame]) -> None:
    """One COPY; the next piece is written as text while the server takes the one before."""
    first = next(pieces)
    statement = f'COPY "{table.name}" ({_names(first)}) FROM STDIN (FORMAT csv)'
    cursor: psycopg.Cursor[Any] = connection.connection.cursor()  # type: ignore[assignment]  # the driver's own
    try:
        with cursor.copy(statement) as copy:
            for text in one_ahead(map(_csv, chain([first], pieces))):
                copy.write(text)
    except psycopg.IntegrityError as error:
        raise IntegrityError(statement, None, error) from error


def _names(piece: pl.DataFrame) -> str:
    return ", ".join(f'"{name}"' for name in piece.columns)


def _csv(piece: pl.DataFrame) -> str:
    """Texts in quotation marks, so that a blank one is not taken for null. Moments are in UTC."""
    moments = [name for name in piece.columns if name.endswith("_at")]
    with_zone = piece.with_columns(pl.col(moments) + "+00")
    return with_zone.write_csv(include_header=False, quote_style="non_numeric", null_value="")
