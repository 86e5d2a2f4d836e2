"""Handing many rows to SQLite as columns: telling it each value from Python takes twice as long as writing them.

The rows go into a file of their own first, natively and outside the interpreter's lock, and one statement of the
caller's transaction takes them from there: what is undone with it leaves nothing in the register. The file is in the
system's folder for such files, can be read by nobody else, and is gone from there before its rows are taken.
"""

from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any, Final
from weakref import finalize

import polars as pl
from sqlalchemy import Connection, Table, event

WORTH_IT: Final = 20_000
"""Rows from which on a file of their own is less work."""
_IN_HALVES: Final = 200_000
"""Rows from which on two files are written at once."""
_MOST_FILES: Final = 8
"""Files that one transaction reads from; SQLite allows ten."""
_HELD: Final = "handed_over"


Repeated = Mapping[str, pl.DataFrame]
"""By the name of a column that holds row numbers of it (from 0): the columns that stand for that column."""
NOTHING: Final[Repeated] = {}


class HandedOver:
    """Rows on their way into a table: being written beside, until :meth:`take` puts them in.

    What ``repeated`` holds is written once, and not in each row that has its number.
    """

    def __init__(self, frame: pl.DataFrame, repeated: Repeated = NOTHING) -> None:
        same = {name: frame[name][0] for name in frame.columns if name not in repeated and _is_one(frame[name])}
        self._constant = same if len(same) < frame.width else {}
        told = frame.drop(self._constant)
        self._columns = {name: f'told."{name}"' for name in told.columns if name not in repeated}
        self._columns |= {
            name: f'{of}."{name}"' for of, combinations in repeated.items() for name in combinations.columns
        }
        self._joined = "".join(f" CROSS JOIN {{0}}.{name} ON {name}.rowid = told.{name} + 1" for name in repeated)
        half = len(told) // 2 + 1 if len(told) >= _IN_HALVES else len(told)
        folder = Path(mkdtemp(prefix="sijill-"))
        beside = ThreadPoolExecutor(2)
        paths = [folder / f"{at}.sqlite" for at in range(0, len(told), half)]
        self._written: list[Future[Path]] = [
            beside.submit(_write, {"told": told.slice(at * half, half), **repeated}, path)
            for at, path in enumerate(paths)
        ]
        beside.shutdown(wait=False)
        self._put_away = finalize(self, _remove, self._written, folder)

    def take(self, connection: Connection, table: Table) -> None:
        """Insert the rows in their order."""
        try:
            names = [_attach(connection, written.result()) for written in self._written]
        finally:
            self._put_away()
        for name in names:
            connection.exec_driver_sql(self._statement(table, name), tuple(self._constant.values()))

    def _statement(self, table: Table, name: str) -> str:
        given = ", ".join(f'"{column}"' for column in (*self._columns, *self._constant))
        values = ", ".join((*self._columns.values(), *("?" for _ in self._constant)))
        told = f"{name}.told{self._joined.format(name)}"
        return f'INSERT INTO "{table.name}" ({given}) SELECT {values} FROM {told} ORDER BY told.rowid'  # noqa: S608


def can_hand_over(connection: Connection, frame: pl.DataFrame) -> bool:
    """Whether the rows are so many that it is worth it, and the transaction can read from more files."""
    held = connection.info.get(_HELD, ())
    return connection.dialect.name == "sqlite" and len(frame) >= WORTH_IT and len(held) < _MOST_FILES - 1


def _remove(written: list[Future[Path]], folder: Path) -> None:
    wait(written)
    rmtree(folder)


def _is_one(column: pl.Series) -> bool:
    """Whether all rows have the same value: a look at the ends spares most columns a closer one."""
    return bool(column[0] == column[-1]) and column.null_count() == 0 and column.n_unique() == 1


def _write(tables: Mapping[str, pl.DataFrame], path: Path) -> Path:
    import adbc_driver_sqlite.dbapi as adbc  # noqa: PLC0415  (half a second, for large files alone)

    with adbc.connect(str(path), autocommit=True) as connection, connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode = OFF")
        cursor.execute("PRAGMA synchronous = OFF")
        for name, frame in tables.items():
            cursor.adbc_ingest(name, frame, mode="create")
    return path


def _attach(connection: Connection, path: Path) -> str:
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
