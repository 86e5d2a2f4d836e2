"""Claims that are written into a side file while the rest of what brings them is being read; SQLite takes them there.

What only the register can say of a claim, such as its version and the ids of what it names, is written when it is
known, as a narrow table: a row for each claim that is taken.
"""

from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Final, NamedTuple
from weakref import finalize

import polars as pl
from sqlalchemy import Connection, Table

from db.models import Claim
from db.writing.side_file import attach, fill, telling, writing_to
from db.writing.side_folder import SideFolder

WORTH_IT: Final = 20_000
"""Rows of a file from which on its claims are written ahead."""

_DECIDED_LATER: Final = (
    *("id", "version", "revision_reason", "batch_id", "recorded_at", "superseded_at"),
    *("source_id", "origin_id", "document_id", "incident_id"),
)
WRITTEN: Final = tuple(column.name for column in Claim.__table__.c if column.name not in _DECIDED_LATER)  # type: ignore[attr-defined]
"""The columns of a claim that are as its file has them."""


class ClaimsAhead:
    """Claims in the order in which they came, in a side file that is gone with this object."""

    def __init__(self) -> None:
        folder = SideFolder()
        self._path = folder.path / "claims.sqlite"
        self._beside = ThreadPoolExecutor(1)
        self._written: list[Future[None]] = []
        self._columns: dict[str, None] = {}
        self._put_away = finalize(self, _remove, self._beside, folder)

    def add(self, claims: pl.DataFrame) -> None:
        """Begin to write claims, as ``db.claim_frame`` says, behind those before them."""
        if len(claims):
            told = telling(claims.select(WRITTEN))
            fresh = [name for name in told.columns if name not in self._columns] if self._columns else []
            self._written.append(self._beside.submit(_add, self._path, told, fresh, bool(self._columns)))
            self._columns |= dict.fromkeys(told.columns)

    def begin(self, named: pl.DataFrame) -> None:
        """Begin to write what is known of claims by now: ``at`` (from 0) says of which, in the order to insert them."""
        rows = telling(named.with_columns(pl.col("at") + 1))
        self._named = [name for name in rows.columns if name != "at"]
        self._written.append(self._beside.submit(_name, self._path, rows))

    def take(self, connection: Connection, table: Table, constant: Mapping[str, object]) -> None:
        """Insert the claims that were named last; ``constant`` is what all of them have in common."""
        try:
            for written in self._written:
                written.result()
            name = attach(connection, self._path)
        finally:
            self._put_away()
        given = [*self._columns, *self._named]
        columns = ", ".join(f'"{column}"' for column in (*given, *constant))
        values = ", ".join(
            [f'told."{column}"' for column in self._columns]
            + [f'named."{column}"' for column in self._named]
            + ["?"] * len(constant)
        )
        joined = f"{name}.named CROSS JOIN {name}.told ON told.rowid = named.at"
        statement = f'INSERT INTO "{table.name}" ({columns}) SELECT {values} FROM {joined} ORDER BY named.rowid'  # noqa: S608
        connection.exec_driver_sql(statement, tuple(constant.values()))


class Ahead(NamedTuple):
    """Claims that were written ahead, and where in them (from 0) each claim of a frame stands."""

    claims: ClaimsAhead
    at: pl.Series


def _add(path: Path, told: pl.DataFrame, fresh: list[str], more: bool) -> None:
    with writing_to(path) as cursor:
        for name in fresh:
            cursor.execute(f'ALTER TABLE told ADD COLUMN "{name}"')
        fill(cursor, "told", told, more=more)


def _name(path: Path, rows: pl.DataFrame) -> None:
    with writing_to(path) as cursor:
        fill(cursor, "named", rows)


def _remove(beside: ThreadPoolExecutor, folder: SideFolder) -> None:
    beside.shutdown(cancel_futures=True)  # a piece that is being written is waited for
    folder.put_away()
