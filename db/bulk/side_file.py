"""Files beside a register on SQLite: columns go into one natively, and a statement of the register's reads from it.

They are in a folder of their own (:mod:`db.bulk.side_folder`) and are gone from there before they are read from:
SQLite holds them open until the transaction is over.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import polars as pl
from sqlalchemy import Connection, event

MOST: Final = 7
"""Files that one transaction reads from; SQLite allows ten."""

PIECE: Final = 50_000
"""Rows that are handed over at a time: what they are made into on the way is gone before the next."""

_HELD: Final = "handed_over"


@contextmanager
def writing_to(path: Path) -> Iterator[Any]:
    """A cursor of ADBC on a side file, which is made where there is none."""
    import adbc_driver_sqlite.dbapi as adbc  # noqa: PLC0415  (half a second, for large files alone)

    with adbc.connect(str(path), autocommit=True) as connection, connection.cursor() as cursor:
        cursor.execute("PRAGMA page_size = 32768")  # a fifth less work than with 4096
        cursor.execute("PRAGMA journal_mode = OFF")
        cursor.execute("PRAGMA synchronous = OFF")
        yield cursor


def fill(cursor: Any, name: str, frame: pl.DataFrame, *, more: bool = False) -> None:
    """Make a table of a frame, or write ``more`` rows into the one that is there."""
    for at, piece in enumerate(frame.iter_slices(PIECE)):
        cursor.adbc_ingest(name, as_text(piece), mode="append" if at or more else "create")


def as_text(piece: pl.DataFrame) -> pl.DataFrame:
    """Rows with their days as both databases read them."""
    return piece.with_columns(pl.col(pl.Date).dt.to_string("%Y-%m-%d"))


def telling(frame: pl.DataFrame) -> pl.DataFrame:
    """The columns that say anything; at least one, because a row of nulls is a row."""
    told = [column.name for column in frame if column.null_count() < len(column)]
    return frame.select(told or frame.columns[:1])


def room_for_more(connection: Connection) -> bool:
    """Whether the transaction is one on SQLite and can read from another two files."""
    return connection.dialect.name == "sqlite" and len(connection.info.get(_HELD, ())) < MOST


def attach(connection: Connection, path: Path) -> str:
    """Let the transaction read from a side file; what its tables are called after."""
    held: list[str] = connection.info.setdefault(_HELD, [])
    name = f"{_HELD}_{len(held)}"
    connection.exec_driver_sql(f"ATTACH ? AS {name}", (str(path),))
    held.append(name)
    pool = connection.engine.pool
    if not event.contains(pool, "checkin", _let_go):
        event.listen(pool, "checkin", _let_go)
    return name


def _let_go(dbapi_connection: Any, record: Any) -> None:
    """SQLite lets go of a file only after the transaction that read it: when its connection comes back to the pool."""
    for name in record.info.pop(_HELD, ()):
        if dbapi_connection is not None:
            dbapi_connection.execute(f"DETACH {name}")
