"""A table for one that is empty: made beside with its checks and indexes, and taken by SQLite as it is.

SQLite copies a table whose definition is the very same record by record and index by index: it neither looks into the
rows nor sorts them again. So they are written, checked and indexed in a side file, outside the interpreter's lock.
"""

from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from weakref import finalize

import polars as pl
from sqlalchemy import Connection, Table, text

from db.bulk.filling import WORTH_IT, is_filling
from db.bulk.new_ids import newest
from db.bulk.side_file import attach, fill, room_for_more, writing_to
from db.bulk.side_folder import SideFolder


class WholeTable:
    """Rows being written into a table like the register's, until :meth:`take` lets the register have it."""

    def __init__(self, connection: Connection, table: Table, frame: pl.DataFrame) -> None:
        folder = SideFolder()
        beside = ThreadPoolExecutor(1)
        self._name = table.name
        path, definition = folder.path / f"{table.name}.sqlite", _definition(connection, table)
        self._made = beside.submit(_make, path, table.name, definition, frame)
        beside.shutdown(wait=False)
        self._put_away = finalize(self, _remove, self._made, folder)

    def take(self, connection: Connection) -> None:
        """Put the rows into the register's table. Raises ``IntegrityError`` where it would not have them."""
        try:
            name = attach(connection, self._made.result())
        finally:
            self._put_away()
        connection.exec_driver_sql(f'INSERT INTO "{self._name}" SELECT * FROM {name}."{self._name}"')  # noqa: S608


def can_be_whole(connection: Connection, table: Table, rows: int) -> bool:
    """Whether the table is an empty one of a register that is being filled, and the rows are worth it."""
    filled = rows >= WORTH_IT and is_filling(connection) and room_for_more(connection)
    return filled and not newest(connection, table)


def _definition(connection: Connection, table: Table) -> list[str]:
    """The database's own words for a table and then for its indexes."""
    statement = text("SELECT sql FROM sqlite_schema WHERE tbl_name = :name AND sql IS NOT NULL ORDER BY type DESC")
    return list(connection.scalars(statement, {"name": table.name}))


def _make(path: Path, name: str, definition: list[str], frame: pl.DataFrame) -> Path:
    table, *indexes = definition
    with writing_to(path) as cursor:
        cursor.execute(table)
        fill(cursor, name, frame, more=True)
        for index in indexes:
            cursor.execute(index)
    return path


def _remove(made: Future[Path], folder: SideFolder) -> None:
    made.exception()  # a file that is being written is waited for
    folder.put_away()
