"""A map put to use: the columns of a file as the rows are read by them, and what is said about it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

from db.vocabulary import Severity
from ingest.issues import Issue
from ingest.layouts.columns import JOINED, Columns, Held, held_by, recognise, second_columns
from ingest.layouts.header.column_name import first_of, said_of, slot
from ingest.layouts.header.column_words import Said
from ingest.layouts.mapping.carried import of_earlier_file
from ingest.layouts.mapping.column_map import ColumnMap, is_left_alone
from ingest.normalize.fold import plain
from ingest.readers.table import Table

AS_MAPPED = "columns_as_mapped"
"""The code of the note that a file was read by a map."""


@dataclass(frozen=True, slots=True)
class MappedColumns(Columns):
    """Columns by a map: some fields are the same in every row, and some words of cells stand for others.

    A field with a constant is in ``by_field`` under its own name.
    """

    constants: Mapping[str, str]
    words: Mapping[str, Mapping[str, str]]

    def texts(self, table: Table, field: str) -> pl.Series:
        """The constant of a field, or its cells, in the controlled words that the map says they mean."""
        if field in self.constants:
            return pl.Series([self.constants[field]] * len(table.frame), dtype=pl.String)
        texts = Columns.texts(self, table, field)
        meanings = self.words.get(field)
        if not meanings:
            return texts
        return texts.replace({text: meanings.get(plain(text), text) for text in texts.unique()})


def mapped(header: Sequence[str], mapping: ColumnMap) -> MappedColumns:
    """The columns of a file by a map. Its issues hold an error where the map and the file don't go together."""
    fields = {column: mapping.field_of(column, header) for column in header}
    held = held_by({column: slot(field, _said_by(column, header)) for column, field in fields.items() if field})
    by_field = {slot: columns[0] for slot, columns in held.columns.items()}
    unknown = tuple(column for column, field in fields.items() if not field and not is_left_alone(column))
    earlier = of_earlier_file(mapping, by_field)
    constants = dict(mapping.constants)
    issues = (
        *(*_errors(header, mapping, held), *earlier, _said(mapping)),
        *(*second_columns(held), *map(_unread, unknown)),
    )
    unread = (*held.second, *unknown)
    by_field |= {name: name for name in constants}
    return MappedColumns(by_field, unread, issues, constants, mapping.words, also=held.also)


def _said_by(column: str, header: Sequence[str]) -> Said:
    """What the name of a column says of its figures: a map says what they count, and not how."""
    return said_of(first_of(column, header))


def missing_fields(fields: Sequence[str]) -> tuple[Issue, ...]:
    """An error for each field that a file can't do without and that is not among these."""
    names = dict.fromkeys(field.partition("/")[0] for field in fields)
    codes = [issue.code for issue in recognise(list(names)).issues if issue.severity is Severity.ERROR]
    return tuple(_error(code, *_MISSING[code]) for code in codes)


_MISSING: Final = {
    "no_source_column": (
        "No column says who makes the claims.",
        "Say which one does, or state one source for the whole file under “constants”.",
    ),
    "no_figure_column": (
        "No column holds figures.",
        "Say which ones do: killed, injured, displaced …, or measure and value, or excerpt for text.",
    ),
}


def _errors(header: Sequence[str], mapping: ColumnMap, held: Held) -> Iterator[Issue]:
    there = {plain(column) for column in header}
    for column in mapping.columns:
        if plain(column) not in there:
            message = f"The map names a column {column!r}, which the file hasn't got."
            yield _error("no_such_column", message, f"The columns are: {', '.join(header)}.", column)
    holders: defaultdict[str, list[str]] = defaultdict(list)
    for field, columns in held.columns.items():
        for column in columns[:1] if field in JOINED else columns:
            holders[field].append(f"column {column!r}" if holders[field] else f"Column {column!r}")
    for field, text in mapping.constants.items():
        holders[field].append(f"the constant {text!r}")
    for field, several in holders.items():
        if len(several) > 1:
            message = f"{' and '.join(several)} both stand for {field!r}."
            yield _error(
                "two_columns_one_field", message, "Leave one of them, and write ~ behind the other in the map."
            )
    yield from missing_fields(tuple(holders))


def _said(mapping: ColumnMap) -> Issue:
    kept = mapping.kept
    if kept is None:
        return Issue(
            Severity.NOTE,
            AS_MAPPED,
            "The columns were read by the map that came with the file.",
            "It is kept for the next file with these columns.",
        )
    by = f" by {kept.by}" if kept.by else ""
    return Issue(
        Severity.NOTE,
        AS_MAPPED,
        f"The columns were read as mapped on {kept.at:%Y-%m-%d}{by}.",
        "Change it on the upload page, or with `--map FILE`.",
    )


def _unread(column: str) -> Issue:
    return Issue(
        Severity.NOTE,
        "unread_column",
        f"Column {column!r} stands for no field; its cells are kept with the rows but not read.",
        "Say what it is in the map, if it holds one of the template's fields.",
        column=column,
    )


def _error(code: str, message: str, remedy: str, column: str | None = None) -> Issue:
    return Issue(Severity.ERROR, code, message, remedy, column=column)
