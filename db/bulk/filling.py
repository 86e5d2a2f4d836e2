"""A transaction that fills an empty register on SQLite, in which what costs most row by row is done once for all rows.

References are looked up when all rows are there; and the rows go straight into the register's file instead of first
into a log beside it, from which they would be copied. A crash or a refusal leaves the register as it was.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, Final

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

WORTH_IT: Final = 20_000
"""Claims from which on it is worth it."""

_FILLING: Final = "filling"


@contextmanager
def filling(engine: Engine) -> Iterator[Session]:
    """A session as ``db.engine.writing`` gives it, for a large file and a SQLite register without claims.

    Whoever reads meanwhile waits, unless the register was open elsewhere when it began.
    """
    writer = engine.connect().execution_options(writes=True)
    with writer as connection, _without_log(connection), connection.begin(), Session(connection) as session:
        yield session
        session.flush()
        _require_references(connection)


def is_filling(connection: Connection) -> bool:
    """Whether the transaction is one of :func:`filling`."""
    return _FILLING in connection.info


@contextmanager
def _without_log(connection: Connection) -> Iterator[None]:
    """The connection looks up no references and keeps no log, as far as nobody else has the register open."""
    driver: Any = connection.connection.dbapi_connection
    driver.execute("PRAGMA foreign_keys = OFF")
    driver.execute("PRAGMA synchronous = FULL")  # without the log, nothing less outlives a loss of power
    _keep_journal(driver, "DELETE")
    connection.info[_FILLING] = True
    try:
        yield
    finally:
        del connection.info[_FILLING]
        _keep_journal(driver, "WAL")
        driver.execute("PRAGMA synchronous = NORMAL")
        driver.execute("PRAGMA foreign_keys = ON")


def _keep_journal(driver: Any, mode: str) -> None:
    """Change how the register is kept from half-written rows, unless somebody has it open: any mode does it."""
    [waits] = driver.execute("PRAGMA busy_timeout").fetchone()
    driver.execute("PRAGMA busy_timeout = 0")
    with suppress(sqlite3.OperationalError):
        driver.execute(f"PRAGMA main.journal_mode = {mode}")
    driver.execute(f"PRAGMA busy_timeout = {waits}")


def _require_references(connection: Connection) -> None:
    statement = "PRAGMA foreign_key_check"
    broken = connection.exec_driver_sql(statement).first()
    if broken is not None:
        table, row, referred, _ = broken
        error = sqlite3.IntegrityError(f"row {row} of {table} refers to a row that {referred} has not got")
        raise IntegrityError(statement, None, error)
