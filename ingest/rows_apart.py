"""Rows that are not read as their columns say, in tables of nobody's layout: notes and other tables, named totals."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import NamedTuple

import polars as pl

from ingest.issues import Issues
from ingest.layouts.errors_shown import errors_shown
from ingest.layouts.form import Form, GenericForm
from ingest.layouts.looks_merged import looks_merged
from ingest.layouts.named_totals import named_totals
from ingest.layouts.notes_below import notes_below
from ingest.layouts.other_tables import other_tables
from ingest.layouts.running_titles import running_titles
from ingest.readers.table import Table


class RowsApart(NamedTuple):
    """The form without the rows that are not read; these, by their numbers; and what is said of each.

    ``footnotes`` is mark to what a note below the table explains of it.
    """

    form: Form
    rows: pl.Series
    issues: Issues
    footnotes: Mapping[str, str] = MappingProxyType({})


def rows_apart(table: Table, form: Form) -> RowsApart:
    """Look for rows that are not read. Publishers' layouts know their own."""
    issues = Issues()
    if not isinstance(form, GenericForm):
        return RowsApart(form, table.numbers.head(0), issues)
    issues.extend(running_titles(table, form.fields))
    notes = notes_below(table, form.fields)
    issues.extend(notes.issues)
    if len(notes.rows):
        table = _without(table, notes.rows)
    issues.extend(looks_merged(table, form.fields))
    issues.extend(errors_shown(table, form.fields.values()))
    others = other_tables(table, form.fields)
    issues.extend(others.notes)
    if others.begins is not None:
        issues.in_each(others.problem, others.below)
    repeat = pl.Series(others.repeat, dtype=table.numbers.dtype)
    left = _without(table, rows) if len(rows := pl.concat([repeat, others.below])) else table
    totals = list(named_totals(left, form.columns))
    issues.extend(totals)
    rows = pl.concat([notes.rows, rows, pl.Series([total.row for total in totals], dtype=rows.dtype)])
    kept = left if not totals else _without(table, rows)
    skipped = form.skipped + len(repeat) + len(notes.rows)
    return RowsApart(replace(form, table=kept, skipped=skipped), rows, issues, notes.marks)


def read_of(pieces: Iterator[Table], apart: pl.Series) -> Iterator[Table]:
    """The pieces of a table without the rows of these numbers."""
    return pieces if apart.is_empty() else (_without(piece, apart) for piece in pieces)


def _without(table: Table, rows: pl.Series) -> Table:
    kept = ~table.numbers.is_in(rows.implode())
    return replace(table, frame=table.frame.filter(kept), numbers=table.numbers.filter(kept))
