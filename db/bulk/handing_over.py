"""Handing many rows to SQLite as columns: telling it each value from Python takes twice as long as writing them.

The rows go into a side file first, natively and outside the interpreter's lock, and one statement of the caller's
transaction takes them from there: what is undone with it leaves nothing in the register.
"""

from concurrent.futures import Future, ThreadPoolExecutor, wait
from pathlib import Path
from typing import Final
from weakref import finalize

import polars as pl
from sqlalchemy import Connection, Table

from db.bulk.side_file import attach, fill, room_for_more, writing_to
from db.bulk.side_folder import SideFolder

WORTH_IT: Final = 20_000
"""Rows from which on a file of their own is less work."""
_IN_HALVES: Final = 200_000
"""Rows from which on two files are written at once."""


class HandedOver:
    """Rows on their way into a table: being written beside, until :meth:`take` puts them in."""

    def __init__(self, frame: pl.DataFrame) -> None:
        same = {name: frame[name][0] for name in frame.columns if _is_one(frame[name])}
        self._constant = same if len(same) < frame.width else {}
        told = frame.drop(self._constant)
        self._columns = told.columns
        half = len(told) // 2 + 1 if len(told) >= _IN_HALVES else len(told)
        folder = SideFolder()
        beside = ThreadPoolExecutor(2)
        paths = [folder.path / f"{at}.sqlite" for at in range(0, len(told), half)]
        self._written: list[Future[Path]] = [
            beside.submit(_write, told.slice(at * half, half), path) for at, path in enumerate(paths)
        ]
        beside.shutdown(wait=False)
        self._put_away = finalize(self, _remove, self._written, folder)

    def take(self, connection: Connection, table: Table) -> None:
        """Insert the rows in their order."""
        try:
            names = [attach(connection, written.result()) for written in self._written]
        finally:
            self._put_away()
        for name in names:
            connection.exec_driver_sql(self._statement(table, name), tuple(self._constant.values()))

    def _statement(self, table: Table, name: str) -> str:
        given = ", ".join(f'"{column}"' for column in (*self._columns, *self._constant))
        values = ", ".join([f'"{column}"' for column in self._columns] + ["?"] * len(self._constant))
        return f'INSERT INTO "{table.name}" ({given}) SELECT {values} FROM {name}.told ORDER BY rowid'  # noqa: S608


def can_hand_over(connection: Connection, frame: pl.DataFrame) -> bool:
    """Whether the rows are so many that it is worth it, and the transaction can read from more files."""
    return len(frame) >= WORTH_IT and room_for_more(connection)


def _remove(written: list[Future[Path]], folder: SideFolder) -> None:
    wait(written)
    folder.put_away()


def _is_one(column: pl.Series) -> bool:
    """Whether all rows have the same value: a look at the ends spares most columns a closer one."""
    return bool(column[0] == column[-1]) and column.null_count() == 0 and bool((column == column[0]).all())


def _write(told: pl.DataFrame, path: Path) -> Path:
    with writing_to(path) as cursor:
        fill(cursor, "told", told)
    return path
