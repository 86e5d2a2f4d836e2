"""The rows of a file as they came, put away while its claims are checked: few of them are looked at again."""

from collections.abc import Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO
from typing import Final, NamedTuple

import polars as pl

from db.bulk.ahead import one_ahead
from db.drafts import RowDraft
from ingest.readers.table import Table

PIECE: Final = 100_000
"""Rows that are packed, and later read, together."""


class RowsAway:
    """The rows of a table, packed beside in a seventh of the memory; ``count`` says how many they are."""

    def __init__(self, table: Table) -> None:
        self.count = len(table.frame)
        self._kind = table.beginning(0)
        self._beside = ThreadPoolExecutor(1)
        self._packed = [self._beside.submit(_pack, *piece) for piece in _cut(table)]

    def all_packed(self) -> None:
        """Wait until the table is needed no more."""
        for piece in self._packed:
            piece.result()

    def pieces(self) -> Iterator[Table]:
        """The rows in pieces, each of which is unpacked while the one before is being read."""
        return one_ahead(self._unpacked(piece.result()) for piece in self._packed)

    def some(self, numbers: Collection[int | None]) -> tuple[RowDraft, ...]:
        """The rows of these numbers."""
        return tuple(row for piece in self._packed for row in self._of(piece.result(), numbers)) if numbers else ()

    def _of(self, piece: "_Packed", numbers: Collection[int | None]) -> tuple[RowDraft, ...]:
        wanted = piece.numbers.is_in(list(numbers)).any()
        return self._unpacked(piece).some_rows(numbers) if wanted else ()

    def _unpacked(self, piece: "_Packed") -> Table:
        return replace(self._kind, frame=pl.read_ipc(BytesIO(piece.cells)), numbers=piece.numbers)


class _Packed(NamedTuple):
    """Cells as a packed Arrow file, and the rows' numbers."""

    cells: bytes
    numbers: pl.Series


def _cut(table: Table) -> Iterator[tuple[pl.DataFrame, pl.Series]]:
    for start in range(0, max(len(table.frame), 1), PIECE):
        yield table.frame.slice(start, PIECE), table.numbers.slice(start, PIECE)


def _pack(frame: pl.DataFrame, numbers: pl.Series) -> _Packed:
    into = BytesIO()
    frame.write_ipc(into, compression="lz4")
    return _Packed(into.getvalue(), numbers)
