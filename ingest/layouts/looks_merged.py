"""Columns in which a value stands once above a group of rows, as a table looks whose merged cells were saved as CSV.

Nothing in the file says that it holds for the rows below, so that these are read as they stand, and that is told.
"""

from collections.abc import Iterator, Mapping
from typing import Final

import polars as pl

from ingest.issues import Issue
from ingest.readers.problems import warning
from ingest.readers.table import Table

_ABOVE_GROUPS: Final = ("country", "governorate", "district", "subdistrict", "source", "date", "month", "year")
"""Fields that people write once for several rows."""
_FEWEST_GROUPS: Final = 2
_REMEDY: Final = "Where a value holds for the rows below it too, write it in each of them."


def looks_merged(table: Table, fields: Mapping[str, str]) -> Iterator[Issue]:
    """A warning for each such column of a table with these fields."""
    for field in _ABOVE_GROUPS:
        column = fields.get(field, "")
        if column in table.header and _stands_above_groups(cells := table.frame[column]):
            filled = (cells != "").sum()
            message = (
                f"Column {column!r} is filled in {filled} of {len(cells)} rows, in each with another value, as if it "
                "were merged with the blank ones below, which were read as blank."
            )
            yield warning("looks_merged", message, _REMEDY, column=column)


def _stands_above_groups(cells: pl.Series) -> bool:
    """Whether at least half of the cells are blank, and none before the first value, which comes no second time."""
    if cells.is_empty() or not cells[0]:
        return False
    values = cells.filter(cells != "")
    blank = len(cells) - len(values)
    return len(values) >= _FEWEST_GROUPS and blank >= len(values) and values.n_unique() == len(values)
