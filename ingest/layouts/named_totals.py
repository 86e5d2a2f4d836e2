"""Rows that are named as totals where the generic layout does not look: in a date, a cause, a column that nobody knows.

Else they are told to fill in what a total has not got, and counted twice when somebody does.
"""

from collections.abc import Iterable, Iterator
from typing import Final

import polars as pl

from db.vocabulary import Severity
from ingest.issues import Issue
from ingest.layouts.columns import Columns
from ingest.layouts.total_rows import adds_up, is_total, that_may_add_up
from ingest.readers.table import Table

_DAYS: Final = ("date", "month", "year", "from", "to", "as_of")
_WORDED: Final = ("incident", "country", "cause", "title", "attributed_to", "origin")
"""Fields of which no value is the word for a total by itself; "total" may be a group, a definition or a remark."""
_PLACES: Final = ("place", "district", "governorate", "pcode", "lat", "lon")
_MOST_LETTERS: Final = 40
"""A longer cell of a column that nobody knows is a text: "Four families, twenty people in total"."""


def named_totals(table: Table, columns: Columns) -> Iterator[Issue]:
    """An error for each row that is named as a total in its date, in a word of its own, or in a cell that is not read.

    A cell that is not read counts where the row begins with it, or where the row names no place and others do and the
    cell ends so: "Total" may be a word of the data, as "total" is of a damage.
    """
    told: set[int] = set()
    worded = _held(table, columns, _WORDED)
    for column in (*_held(table, columns, _DAYS), *worded, *columns.unread):
        cells = table.frame[column]
        some = cells.filter(that_may_add_up(cells)).unique()
        anywhere = [text for text in some if (is_total(text) if column in worded else adds_up(text, of_place=True))]
        if not anywhere:
            continue
        named = pl.col(column).is_in(anywhere)
        if column in columns.unread:
            last = pl.col(column).is_in([text for text in anywhere if adds_up(text, of_place=False)])
            short = pl.col(column).str.len_chars() <= _MOST_LETTERS
            named = short & ((named & _begins(table, column)) | (last & _nowhere(table, columns)))
        for at in table.frame.select(named).to_series().arg_true():
            if (row := int(table.numbers[at])) not in told:
                told.add(row)
                yield _total(row, column, cells[at])


def _held(table: Table, columns: Columns, fields: Iterable[str]) -> list[str]:
    """The columns that hold these fields; a map may state one for all rows."""
    held = [columns.by_field[field] for field in fields if field in columns.by_field]
    return [column for column in held if column in table.header]


def _begins(table: Table, column: str) -> pl.Expr:
    """Whether the cells before this one are blank."""
    before = table.header[: table.header.index(column)]
    return pl.all_horizontal([pl.col(name) == "" for name in before]) if before else pl.lit(value=True)


def _nowhere(table: Table, columns: Columns) -> pl.Expr:
    """Whether a row names no place, in a table where some row does."""
    held = [columns.by_field[field] for field in _PLACES if field in columns.by_field]
    places = [pl.col(column) == "" for column in held if column in table.header]
    return pl.all_horizontal(places) & ~pl.all_horizontal(places).all() if places else pl.lit(value=False)


def _total(row: int, column: str, text: str) -> Issue:
    message = f"The row is a total of other rows: its {column} is {text!r}."
    remedy = "Delete it; the register adds up itself."
    return Issue(Severity.ERROR, "total_row", message, remedy, row, column, text)
