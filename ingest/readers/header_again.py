"""Records further down that repeat the header, as prints and tables put under each other have them: no rows of data."""

from collections.abc import Sequence
from typing import Final

import polars as pl

from ingest.issues import Issue
from ingest.readers.grid import Records
from ingest.readers.problems import note
from ingest.readers.shapes import filled, is_labels

_MOST_NAMED: Final = 5
_FEWEST_CELLS: Final = 2
"""A single cell like the header's may be a word of the data."""


def repeatable(head: Records, width: int) -> tuple[tuple[str, ...], ...]:
    """The records of a header that can be told from data, each as wide as the table."""
    rows = [record for record in head if len(filled(record)) >= _FEWEST_CELLS and is_labels(record)]
    return tuple((*record[:width], *[""] * (width - len(record))) for record in rows)


def stands_again(frame: pl.DataFrame, head: Sequence[Sequence[str]]) -> pl.Series:
    """Whether each row of cells, in columns "0", "1" …, is one of the header's records."""
    again = pl.repeat(value=False, n=len(frame), eager=True, dtype=pl.Boolean)
    for record in head:
        at = filled(record)[0]
        alike = frame[str(at)] == record[at]
        if alike.any():  # seldom: the other columns need not be looked at
            same = [pl.col(str(position)) == cell for position, cell in enumerate(record)]
            again |= alike & frame.select(pl.all_horizontal(same)).to_series()
    return again


def told_again(rows: pl.Series) -> tuple[Issue, ...]:
    """A note of the rows, by their numbers, that repeat the header; none where there are none."""
    if rows.is_empty():
        return ()
    named = ", ".join(map(str, rows[:_MOST_NAMED])) + (" …" if len(rows) > _MOST_NAMED else "")
    stands = f"{len(rows)} rows ({named})"
    return (note("header_again", f"The header stands again in {stands}, which were not read as data."),)
