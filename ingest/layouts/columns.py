"""Which column of a file is which field: recognised from the names of the columns, never from the name of the file."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import polars as pl

from db.vocabulary import Measure, Severity
from ingest.issues import Issue
from ingest.layouts.fields import generic
from ingest.layouts.header.column_name import MEASURES, ColumnName, measure_of
from ingest.layouts.header.name_in_table import name_in
from ingest.normalize.fold import plain
from ingest.readers.table import Table

FIGURES = ("value", "low", "best", "high")
JOINED: Final = frozenset({"notes"})
"""Fields that several columns may hold; their cells are read one after the other."""
ONE_IS_ENOUGH: Final = frozenset({"cause", "title", "publisher", "url", "language"})
"""Fields that no figure hangs on: of several columns the first is read, and the others are kept with the rows."""


@dataclass(frozen=True, slots=True)
class Columns:
    """``by_field``: field or slot of a measure to column of the file; ``unread``: columns that are kept but stand for
    nothing. ``also``: further columns of a field, whose cells come behind those of the first."""

    by_field: dict[str, str]
    unread: tuple[str, ...]
    issues: tuple[Issue, ...]
    also: dict[str, tuple[str, ...]] = field(default_factory=dict, kw_only=True)

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The measures that have a column of their own (the wide form)."""
        held = {measure_of(slot) for slot in self.by_field}
        return tuple(measure for measure in Measure if measure in held)

    @property
    def form(self) -> str:
        """``long`` (a column says which measure), ``wide`` (a column for each) or ``mixed``."""
        if "measure" not in self.by_field:
            return "wide"
        return "mixed" if self.measures else "long"

    def texts(self, table: Table, field: str) -> pl.Series:
        """The cells of a field. A guard against formulas is taken off."""
        first, *others = (_unguarded(table, column) for column in (self.by_field[field], *self.also.get(field, ())))
        if not others:
            return first
        each = [pl.when(cells != "").then(cells) for cells in (first, *others)]
        return pl.select(pl.concat_str(each, separator="; ", ignore_nulls=True).fill_null("")).to_series()

    def rows(self, table: Table) -> pl.DataFrame:
        """The table as the generic layout reads it: ``line``, ``row`` and a column of text for each field."""
        numbers = table.numbers.cast(pl.Int64).alias("row")
        lines = pl.DataFrame([pl.int_range(len(numbers), dtype=pl.Int64, eager=True).alias("line"), numbers])
        return lines.with_columns(self.texts(table, field).alias(field) for field in self.by_field)


def _unguarded(table: Table, column: str) -> pl.Series:
    """The cells of a column, without the apostrophe that keeps a spreadsheet from running them."""
    cells = table.frame[column]
    if not cells.str.starts_with("'").any():
        return cells
    text = pl.col(column)
    bare = pl.when(text.str.contains("^'[=+@-]")).then(text.str.slice(1)).otherwise(text)
    return table.frame.select(bare).to_series()


def recognise(header: Sequence[str]) -> Columns:
    """Match columns to fields. Its issues hold an error if the file is of no form that can be read."""
    ignored = {plain(name) for name in generic().ignored}
    names = {column: name_in(column, header) for column in header if plain(column) not in ignored}
    held = held_by({column: name.slot for column, name in names.items()})
    fields = {slot.partition("/")[0] for slot in held.columns}
    unread = (*held.second, *(column for column, name in names.items() if name.slot is None))
    issues = [*_twins(held), *_gaps(fields, header, names), *second_columns(held), *_told_of_names(names)]
    issues += [_unread(column) for column, name in names.items() if name.slot is None]
    by_field = {slot: columns[0] for slot, columns in held.columns.items()}
    return Columns(by_field, unread, tuple(issues), also=held.also)


@dataclass(frozen=True, slots=True)
class Held:
    """Which columns hold what: ``columns`` by field or slot; ``also``: those behind the first, where all are read;
    ``second``: those that are not read because another of their field is."""

    columns: dict[str, list[str]]
    also: dict[str, tuple[str, ...]]
    second: dict[str, str]


def held_by(by_column: Mapping[str, str | None]) -> Held:
    """Which columns hold what; ``by_column`` is column to field or slot, None for a column that is not read."""
    columns: defaultdict[str, list[str]] = defaultdict(list)
    for column, slot in by_column.items():
        if slot:
            columns[slot].append(column)
    for slot in ONE_IS_ENOUGH & columns.keys():
        own = [column for column in columns[slot] if plain(column) == slot]
        columns[slot] = [*own, *(column for column in columns[slot] if column not in own)]
    also = {slot: tuple(several[1:]) for slot, several in columns.items() if slot in JOINED and several[1:]}
    second = {column: slot for slot in ONE_IS_ENOUGH & columns.keys() for column in columns[slot][1:]}
    kept = {slot: several[:1] if slot in ONE_IS_ENOUGH else several for slot, several in columns.items()}
    return Held(kept, also, {column: second[column] for column in by_column if column in second})


def _twins(held: Held) -> list[Issue]:
    """Two columns of one field, of which nobody can say which is meant."""
    return [
        _error(
            "two_columns_one_field",
            f"Columns {' and '.join(map(repr, columns))} both mean {slot!r}.",
            f"Rename or remove all but one of them. {_TILDE}",
        )
        for slot, columns in held.columns.items()
        if len(columns) > 1 and slot not in JOINED
    ]


def second_columns(held: Held) -> Iterator[Issue]:
    """A warning for each column that is not read because another one of its field is."""
    for column, slot in held.second.items():
        message = f"Column {held.columns[slot][0]!r} is read as {slot!r}; {column!r} means it too and was not read."
        yield Issue(Severity.WARNING, "second_column", message, _SECOND, column=column)


def _told_of_names(names: Mapping[str, ColumnName]) -> Iterator[Issue]:
    """What is not read in names of columns that are: marks of footnotes, and groups of questions of a survey."""
    for column, name in names.items():
        if name.group:
            message = f"Column {column!r} is read as {name.slot!r}; nobody reads the name of its group, {name.group!r}."
            yield Issue(Severity.WARNING, "group_of_questions", message, _GROUP, column=column)
        if name.mark:
            severity = Severity.WARNING if name.field in MEASURES | {*FIGURES} else Severity.NOTE
            message = f"Column {column!r} is read as {name.slot!r}; the footnote of its mark {name.mark!r} is not read."
            yield Issue(severity, "mark_in_header", message, _FOOTNOTE, column=column)


def _unread(column: str) -> Issue:
    message = f"Column {column!r} is not known; its cells are kept with the rows but not read."
    return Issue(
        Severity.NOTE, "unread_column", message, "Rename it if it holds one of the template's fields.", column=column
    )


_TILDE: Final = "Or say on the upload page, or in a map (`sijill map FILE` writes one), which one is not read."
_SECOND: Final = f"If the other one is meant, change their order. {_TILDE}"
_GROUP: Final = f"If the group changes what the column counts, it must not be read. {_TILDE}"
_FOOTNOTE: Final = "If the footnote changes what the column counts, say so in a column “definition”, or take it out."
_MAP = "If columns are there under other names, say so on the upload page or in a map (`sijill map FILE` writes one)."


def _gaps(fields: set[str], header: Sequence[str], names: Mapping[str, ColumnName]) -> list[Issue]:
    found = f"The columns are: {', '.join(header)}."
    issues = _matrix(header) or ([] if fields else _values(header))
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
    wide = fields & MEASURES
    long = "measure" in fields and fields & set(FIGURES)
    if not wide and not long and "excerpt" not in fields:
        issues.append(
            _error(
                "no_figure_column",
                f"No column holds figures. {_strange(names)}{found}",
                "Add columns such as “killed”, “injured”, “displaced”, or “measure” and “value”, or text; "
                f"`sijill template` shows them all. {_MAP}",
            )
        )
    return issues


def _strange(names: Mapping[str, ColumnName]) -> str:
    """Which words keep the first column of figures from being read, where there is one."""
    told = (
        f"{column!r} is not read, because {name.strange!r} in its name may change what it counts. "
        for column, name in names.items()
        if name.near in MEASURES
    )
    return next(told, "")


_YEAR = re.compile(r"(?:19|20)\d\d")
_VALUE = re.compile(r"[\d\s.,:/T+-]*\d[\d\s.,:/T+-]*(?: \(\d+\))?")


def _values(header: Sequence[str]) -> list[Issue]:
    """A table whose first row holds values and no names: numbers and days in more than a third of its cells."""
    values = [name for name in header if _VALUE.fullmatch(name) and not _YEAR.fullmatch(name)]
    if len(values) * 3 <= len(header):
        return []
    begins = ", ".join(header[:_SHOWN])
    return [_error("no_header", f"The first row holds values and no names of columns; it begins: {begins}.", _NAMES)]


_SHOWN = 8
_NAMES = "Put the names of the columns above it, as the publisher's own file has them, and send the file again."
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
