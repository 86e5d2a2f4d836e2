"""Cells below the header that are merged over several rows: which they are, and that they were read in the first."""

from collections.abc import Iterator, Sequence
from typing import Final

from ingest.issues import Issue
from ingest.readers.grid import Merge
from ingest.readers.problems import warning
from ingest.readers.table import MergedDown

_NAMED: Final = 10


def merged_down(names: Sequence[str], data: int, first_number: int, merges: Sequence[Merge]) -> Iterator[MergedDown]:
    """The cells below the header that are merged over several rows, by the names of their columns."""
    for (top, left), (bottom, right) in sorted(merges):
        if top >= data and bottom > top and left < len(names):
            yield MergedDown(tuple(names[left : right + 1]), top + first_number, bottom + first_number)


def read_once(merged: Sequence[MergedDown]) -> Iterator[Issue]:
    """A warning of such cells: their value is read in the first row alone.

    Readers never copy it down, for they do not know which columns hold figures: one would be counted once a row.
    """
    if merged:
        yield warning(
            "merged_cells",
            f"Cells are merged over several rows and were read in the first of them alone: {named(merged)}.",
            "Take the merged cells apart and fill in each row, where the value holds for all of them.",
        )


def named(merged: Sequence[MergedDown]) -> str:
    """The first of such cells in words, with their column and rows."""
    found = [f"{cell.columns[0]!r} in rows {cell.first} to {cell.last}" for cell in merged[:_NAMED]]
    return ", ".join(found) + (" …" if len(merged) > _NAMED else "")
