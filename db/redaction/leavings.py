"""What databases leave behind of a text that was taken away, on the disk of this register."""

import sqlite3
from contextlib import closing
from typing import Final

from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from db.engine import BUSY_TIMEOUT_MS

_CHANGED: Final = (
    *("claim", "document", "issue_kind", "batch_row", "batch_file"),
    *("judgement", "resolution", "withdrawal", "redaction"),
)
"""The tables from which a redaction takes texts."""
_WAIT_MS: Final = 5_000
"""How long readers of the log are waited for."""


def clear_leavings(engine: Engine) -> str | None:
    """Write the register's files anew without what was deleted; None, or why that could not be done.

    SQLite keeps deleted texts in free pages and in its log until then, PostgreSQL in dead rows. Needs room for the
    register once more, and on PostgreSQL that nobody reads these tables meanwhile. To be called outside of any
    transaction. Backups, PostgreSQL's WAL and its replicas' are out of reach.
    """
    if engine.dialect.name == "sqlite" and not engine.url.database:
        return None
    try:
        return _clear_sqlite(engine) if engine.dialect.name == "sqlite" else _clear_postgresql(engine)
    except (DBAPIError, sqlite3.Error) as error:
        return str(getattr(error, "orig", error)).splitlines()[0]


def _clear_sqlite(engine: Engine) -> str | None:
    with closing(engine.raw_connection()) as connection:
        cursor = connection.cursor()
        cursor.execute("VACUUM")
        cursor.execute(f"PRAGMA busy_timeout = {_WAIT_MS}")
        busy, *_ = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    return "somebody is reading the register, so that its log can't be emptied yet" if busy else None


def _clear_postgresql(engine: Engine) -> str | None:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for table in _CHANGED:
            connection.execute(text(f"VACUUM FULL {table}"))
    return None
