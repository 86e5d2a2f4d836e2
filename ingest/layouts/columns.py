"""Which column of a file is which field: recognised from the names of the columns, never from the name of the file."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from db.vocabulary import Measure, Severity
from ingest.issues import Issue
from ingest.layouts.fields import generic
from ingest.normalize.fold import plain
from ingest.readers.table import Table

FIGURES = ("value", "low", "best", "high")


@dataclass(frozen=True, slots=True)
class Columns:
    """``by_field``: field or measure to column of the file; ``unread``: columns that are kept but stand for nothing."""

    by_field: dict[str, str]
    unread: tuple[str, ...]
    issues: tuple[Issue, ...]

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The measures that have a column of their own (the wide form)."""
        return tuple(measure for measure in Measure if measure.value in self.by_field)

    @property
    def form(self) -> str:
        """``long`` (a column says which measure), ``wide`` (a column for each) or ``mixed``."""
        if "measure" not in self.by_field:
            return "wide"
        return "mixed" if self.measures else "long"

    def texts(self, table: Table, field: str) -> pl.Series:
        """The cells of a field. A guard against formulas is taken off."""
        cells = table.frame[self.by_field[field]]
        guarded = cells.str.starts_with("'").any()
        return table.frame.select(_unguarded(self.by_field[field])).to_series() if guarded else cells

    def rows(self, table: Table) -> pl.DataFrame:
        """The table as the generic layout reads it: ``line``, ``row`` and a column of text for each field."""
        numbers = table.numbers.cast(pl.Int64).alias("row")
        lines = pl.DataFrame([pl.int_range(len(numbers), dtype=pl.Int64, eager=True).alias("line"), numbers])
        return lines.with_columns(self.texts(table, field).alias(field) for field in self.by_field)


def _unguarded(column: str) -> pl.Expr:
    """The cells of a column, without the apostrophe that keeps a spreadsheet from running them."""
    text = pl.col(column)
    return pl.when(text.str.contains("^'[=+@-]")).then(text.str.slice(1)).otherwise(text)


def recognise(header: Sequence[str]) -> Columns:
    """Match columns to fields. Its issues hold an error if the file is of no form that can be read."""
    layout = generic()
    ignored = {plain(name) for name in layout.ignored}
    fields = {column: layout.field_of(column) for column in header if plain(column) not in ignored}
    issues = [*_twins(fields, header), *_gaps({field for field in fields.values() if field}, header)]
    unread = tuple(column for column, field in fields.items() if field is None)
    issues += [
        Issue(
            Severity.NOTE,
            "unread_column",
            f"Column {column!r} is not known; its cells are kept with the rows but not read.",
            "Rename it if it holds one of the template's fields.",
            column=column,
        )
        for column in unread
    ]
    return Columns({field: column for column, field in fields.items() if field}, unread, tuple(issues))


def _twins(fields: dict[str, str | None], header: Sequence[str]) -> list[Issue]:
    """Two columns of one field; of two columns of one name the reader calls the second "killed (2)"."""
    named = {column.removesuffix(" (2)") for column in header if column.endswith(" (2)")}
    again = {f"{column} (2)": generic().field_of(column) for column in named}
    fields = fields | {column: field for column, field in again.items() if field}
    counts = Counter(field for field in fields.values() if field)
    return [
        _error(
            "two_columns_one_field",
            f"Columns {' and '.join(repr(c) for c, f in fields.items() if f == field)} both mean {field!r}.",
            "Rename or remove all but one of them.",
        )
        for field, count in counts.items()
        if count > 1
    ]


_MAP = "If columns are there under other names, say so on the upload page or in a map (`sijill map FILE` writes one)."


def _gaps(fields: set[str], header: Sequence[str]) -> list[Issue]:
    found = f"The columns are: {', '.join(header)}."
    issues = _matrix(header)
    if issues:
        return issues
    if "source" not in fields:
        issues.append(
            _error(
                "no_source_column",
                f"No column says who makes the claims. {found}",
                f"Add a column “source” and name the organisation or person in each row. {_MAP}",
            )
        )
    wide = fields & {measure.value for measure in Measure}
    long = "measure" in fields and fields & set(FIGURES)
    if not wide and not long and "excerpt" not in fields:
        issues.append(
            _error(
                "no_figure_column",
                f"No column holds figures. {found}",
                "Add columns such as “killed”, “injured”, “displaced”, or “measure” and “value”, or text; "
                f"`sijill template` shows them all. {_MAP}",
            )
        )
    return issues


_FROM_AND_TO = re.compile(r"\W*(?:from|origin)\b.*\b(?:to|destination)\b\W*", re.IGNORECASE)


def _matrix(header: Sequence[str]) -> list[Issue]:
    """A table of where people came from (rows) and where they went (columns): no column of it says when."""
    if not header or not _FROM_AND_TO.fullmatch(header[0]):
        return []
    return [
        _error(
            "origin_by_destination",
            f"The table counts movements from the place of each row to the places of {len(header) - 1} columns, under "
            f"{header[0]!r}, and states neither a month nor a year: no figure of it can be dated.",
            "Give each movement a row with “source”, “date” (or “from” and “to”), “place”, “displaced” and, in "
            "“definition”, where people came from; or send the sheet that states months.",
        )
    ]


def _error(code: str, message: str, remedy: str) -> Issue:
    return Issue(Severity.ERROR, code, message, remedy)
