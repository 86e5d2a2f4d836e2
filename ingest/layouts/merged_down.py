"""Cells that are merged over several rows, in tables of nobody's layout: a word is filled down, and a figure never is.

A governorate that is merged over the rows of its towns holds for each of them. A figure that is merged over them was
counted once for all: filled down it would be counted as often as there are rows, and left in the first of them it is
said of that row's place alone.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

import polars as pl

from db.vocabulary import Severity
from ingest.issues import Issue
from ingest.layouts.columns import FIGURES
from ingest.layouts.form import Form, GenericForm
from ingest.layouts.header.column_name import measure_of
from ingest.normalize.amount import read_amount
from ingest.normalize.reading import UnreadableError
from ingest.readers.merged_cells import named, read_once
from ingest.readers.problems import note
from ingest.readers.table import MergedDown, Table

_OF_ONE_ROW: Final = frozenset({"id", "excerpt", "household_size", "household_size_source"})
"""Fields beside those of figures that are never filled down: figures are read from them, or they name the row."""


class FilledDown(NamedTuple):
    """The table and form in which each row has what is merged over it, and what is said of that."""

    table: Table
    form: Form
    issues: tuple[Issue, ...]


def filled_down(table: Table, form: Form) -> FilledDown:
    """Fill in what is merged over several rows. A publisher's table stays as it is, with the reader's warning."""
    if not isinstance(form, GenericForm) or not table.merged:
        return FilledDown(table, form, ())
    of_column = {column: field for field, column in form.fields.items() if column in table.header}
    figures = _figure_columns(of_column)
    filled = [cell for cell in table.merged if _holds_for_all(cell, of_column)]
    left = [cell for cell in table.merged if not _holds_for_all(cell, of_column) and cell.columns[0] not in figures]
    broken = [issue for cell in table.merged if cell.columns[0] in figures for issue in _of_all(table, cell)]
    issues = (issue for issue in table.issues if issue.code != "merged_cells")
    table = replace(table, frame=table.frame.with_columns(_filled(table, filled)), issues=(*issues, *read_once(left)))
    told = (*_told(filled), *broken)
    return FilledDown(table, replace(form, table=table), told)


def _figure_columns(of_column: Mapping[str, str]) -> frozenset[str]:
    """The columns that figures are read from: those of sentences only where no other holds one."""
    figures = frozenset(column for column, field in of_column.items() if _is_of_figures(field))
    return figures or frozenset(column for column, field in of_column.items() if field == "excerpt")


def _is_of_figures(field: str) -> bool:
    return field in FIGURES or measure_of(field) is not None


def _holds_for_all(cell: MergedDown, of_column: Mapping[str, str]) -> bool:
    field = of_column.get(cell.columns[0])
    if len(cell.columns) > 1 or field is None:
        return False
    return not _is_of_figures(field) and field not in _OF_ONE_ROW


def _filled(table: Table, merged: Sequence[MergedDown]) -> Iterator[pl.Series]:
    """The columns of these cells, with their value in each of their rows that is blank there."""
    for column in dict.fromkeys(cell.columns[0] for cell in merged):
        texts = table.frame[column].to_list()
        for cell in merged:
            rows = _rows_of(table, cell) if cell.columns[0] == column else range(0)
            for row in rows:
                texts[row] = texts[row] or texts[rows[0]]
        yield pl.Series(column, texts, dtype=pl.String)


def _rows_of(table: Table, cell: MergedDown) -> range:
    """The positions of its rows, blank ones left out; none where its first row is one of those."""
    first, end = (table.numbers.search_sorted(number, side="left") for number in (cell.first, cell.last + 1))
    return range(first, end) if first < len(table.numbers) and table.numbers[first] == cell.first else range(0)


def _told(filled: Sequence[MergedDown]) -> Iterator[Issue]:
    if filled:
        message = f"Cells are merged over several rows, each of which was read with their value: {named(filled)}."
        yield note("merged_filled", message)


def _of_all(table: Table, cell: MergedDown) -> Iterator[Issue]:
    """An error for each row with a figure in a cell that is merged with those of other rows."""
    column = cell.columns[0]
    for at in _rows_of(table, cell):
        if _is_figure(text := table.frame[column][at]):
            yield Issue(
                Severity.ERROR,
                "merged_figure",
                f"The figure {text!r} is merged over rows {cell.first} to {cell.last}, and nothing says how many of it "
                "belong to each of them.",
                "Take the merged cells apart and write in each row its own figure, or put one row in their place, with "
                "the area that all of them lie in.",
                table.numbers[at],
                column,
                text,
            )


def _is_figure(text: str) -> bool:
    """Whether a cell says more than that nothing is known."""
    try:
        reading = read_amount(text)
    except UnreadableError:
        return True
    return any(number is not None for number in (reading.low, reading.best, reading.high))
