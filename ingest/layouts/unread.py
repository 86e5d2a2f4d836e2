"""Columns that nobody knows and that seem to hold what counts: figures of people, or when it was."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Final

from db.vocabulary import Severity
from ingest.issues import Issue
from ingest.layouts.columns import Columns
from ingest.layouts.fields import generic
from ingest.normalize.fold import plain
from ingest.readers.table import Table

_REMEDY: Final = "Rename it as in the template (`sijill template --columns` tells how), and send the file again."
_WORD: Final = re.compile(r"[^\W\d_]+")
_MOST: Final = 3

Apart = Callable[[int, int], Sequence[str]]
"""The columns that nobody reads in which two rows, by their numbers, differ; those that seem to say when come first."""


def unread_columns(columns: Columns, table: Table) -> Iterator[Issue]:
    """A warning for each column that is not read and that seems to hold figures of people, or the only time."""
    dated = any(field in columns.by_field for field in ("date", "month", "year", "from", "to", "as_of"))
    for column in columns.unread:
        if _names_people(column) and table.frame[column].str.contains(r"\d").any():
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
