"""Another table beside the first, behind a blank column: its figures would be read as those of the first one's rows."""

from collections.abc import Collection, Iterator, Mapping
from typing import Final

import polars as pl

from db.vocabulary import Severity
from ingest.issues import Issue
from ingest.layouts.columns import FIGURES
from ingest.layouts.header.column_name import measure_of
from ingest.readers.shapes import is_figure
from ingest.readers.table import Table

_UNNAMED: Final = r"\(column \d+\)"
_REMEDY: Final = "Send each table by itself, on a sheet or in a file of its own; if it is one, delete the blank column."
_FEWEST_BELOW: Final = 2
"""Rows of the first table below the last of the other; in a single one the figures may not be known."""
_FEWEST_CELLS: Final = 2
"""Cells of a row of a table; a single one may be a note below it."""


def table_beside(table: Table, fields: Mapping[str, str]) -> Iterator[Issue]:
    """An error where columns of figures behind a blank one seem to be of another table; ``fields`` is field to column.

    Those behind it begin with words under no name, or end while the rows before it go on.
    """
    figures = {column for field, column in fields.items() if field in FIGURES or measure_of(field) is not None}
    for position in _blank_columns(table):
        right = [name for name in table.header[position + 1 :] if not _is_blank(table, name)]
        left = table.header[:position]
        counted = [name for name in right if name in figures]
        if counted and left and (_begins_with_words(table, right[0]) or _ends_before(table, left, right)):
            names = ", ".join(f"“{name}”" for name in counted)
            message = f"Behind the blank column {position + 1} another table seems to stand beside the first: {names}."
            yield Issue(Severity.ERROR, "table_beside", message, _REMEDY)
            return


def _blank_columns(table: Table) -> list[int]:
    """Where columns stand that have neither a name nor a cell."""
    unnamed = pl.Series(table.header, dtype=pl.String).str.contains(f"^{_UNNAMED}$").arg_true()
    return [position for position in unnamed if _is_blank(table, table.header[position])]


def _is_blank(table: Table, column: str) -> bool:
    return bool((table.frame[column] == "").all())


def _begins_with_words(table: Table, column: str) -> bool:
    """Whether a column without a name holds words."""
    unnamed = pl.Series([column]).str.contains(f"^{_UNNAMED}$").all()
    return unnamed and any(not is_figure(text) for text in table.frame[column].unique() if text)


def _ends_before(table: Table, left: Collection[str], right: Collection[str]) -> bool:
    """Whether several rows go on in the columns at the left below the last that has a cell in those at the right."""
    ends = _rows_with(table, right, 1)
    last = int(ends[-1]) if len(ends) else -1
    return len([row for row in _rows_with(table, left, _FEWEST_CELLS) if row > last]) >= _FEWEST_BELOW


def _rows_with(table: Table, columns: Collection[str], fewest: int) -> pl.Series:
    """The rows in which so many of these columns are filled."""
    cells = pl.sum_horizontal((pl.col(name) != "").cast(pl.UInt32) for name in columns)
    return table.frame.select(cells >= fewest).to_series().arg_true()
