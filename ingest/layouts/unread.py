"""Columns that nobody knows and that seem to hold what counts: figures of people, or when it was."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Final

from db.vocabulary import Severity
from ingest.issues import Issue
from ingest.layouts.columns import Columns
from ingest.layouts.fields import generic
from ingest.layouts.header.column_name import MEASURES, read_name
from ingest.layouts.header.survey_names import is_of_interview
from ingest.normalize.fold import plain
from ingest.readers.table import Table

_REMEDY: Final = "Rename it as in the template (`sijill template --columns` tells how), and send the file again."
_SAY: Final = (
    "Say on the upload page, or in a map (`sijill map FILE` writes one), what it is; or give these figures rows of"
    " their own, with “measure”, “value” and “definition”."
)
_WORD: Final = re.compile(r"[^\W\d_]+")
_MOST: Final = 3

Apart = Callable[[int, int], Sequence[str]]
"""The columns that nobody reads in which two rows, by their numbers, differ; those that seem to say when come first."""


def unread_columns(columns: Columns, table: Table) -> Iterator[Issue]:
    """A warning for each column that is not read and that seems to hold figures of people, or the only time."""
    dated = any(field in columns.by_field for field in ("date", "month", "year", "from", "to", "as_of"))
    told = {issue.column for issue in columns.issues if issue.severity is Severity.WARNING}
    for column in columns.unread:
        if column in told or is_of_interview(column, table.header):
            continue
        name, figures = read_name(column), table.frame[column].str.contains(r"\d").any()
        if name.near in MEASURES and figures:
            message = f"Column {column!r} was not read: {name.strange!r} in its name may change what it counts."
            yield Issue(Severity.WARNING, "figures_unread", message, _SAY, column=column)
        elif _names_people(column) and figures:
            message = f"Column {column!r} seems to hold figures of people and was not read."
            yield Issue(Severity.WARNING, "figures_unread", message, _REMEDY, column=column)
        elif not dated and names_time(column) and (table.frame[column] != "").any():
            message = f"Column {column!r} seems to say when it was, and was not read."
            yield Issue(Severity.WARNING, "time_unread", message, _REMEDY, column=column)


def _names_people(column: str) -> bool:
    return any(word in plain(column) for word in _figure_words())


def names_time(column: str) -> bool:
    """Whether the name of a column says that it holds a time."""
    return not _time_words().isdisjoint(_WORD.findall(plain(column)))


def apart_in(table: Table, unread: Sequence[str]) -> Apart:
    """How to tell in which of the columns ``unread`` rows of the table differ."""
    ordered = sorted(unread, key=lambda column: not names_time(column))
    columns = [(column, table.frame[column]) for column in ordered]

    def differing(row: int, other: int) -> Sequence[str]:
        here, there = (int(table.numbers.search_sorted(number)) for number in (row, other))
        return [column for column, cells in columns if cells[here] != cells[there]][:_MOST]

    return differing


@cache
def _figure_words() -> tuple[str, ...]:
    return tuple(plain(word) for word in generic().figure_words)


@cache
def _time_words() -> frozenset[str]:
    return frozenset(plain(word) for word in generic().time_words)
