"""Another table below the first: a second header, or a heading that changes what is counted, ends what can be read.

Under it the cells are not those that the header names: people in camps would be read as killed.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Final, NamedTuple

import polars as pl

from db.vocabulary import Measure, Severity
from ingest.issues import Issue
from ingest.layouts.fields import generic
from ingest.normalize.fold import plain
from ingest.readers.header_again import told_again
from ingest.readers.table import OVERFLOW, Table

_FEWEST: Final = 2
"""Names of columns in one row; a single one may be a word of the data."""
_LOOKED_AT: Final = 8
"""Columns in which names are looked for in all rows; a header fills most of them."""
_WORDS: Final = ("measure", "series", "population", "sex", "age", "unit", "basis", "cause", "definition")
_NOT_LOOKED_IN: Final = frozenset([*_WORDS, "id", "title", "excerpt", "notes", "url"])
"""Fields whose cells may hold words that are names of columns, too ("killed", "incident"), or are of no two rows."""
_MEASURES: Final = frozenset(measure.value for measure in Measure)
_REMEDY: Final = "Send each table by itself: as a file of its own, or on a sheet of its own."


class OtherTables(NamedTuple):
    """The rows, by their numbers, that ``repeat`` the header and are no data, and those ``below`` another one.

    ``begins`` is the first of the latter (None: there is none), and ``line`` its words.
    """

    repeat: Sequence[int]
    below: pl.Series
    begins: int | None = None
    line: str = ""

    @property
    def problem(self) -> Issue:
        """What is wrong with each row below another header."""
        message = f"Another table begins in row {self.begins} ({self.line!r}), and the row stands in it."
        return Issue(Severity.ERROR, "another_table", message, _REMEDY)

    @property
    def notes(self) -> tuple[Issue, ...]:
        """What is said of the rows that repeat the header."""
        return told_again(pl.Series(self.repeat, dtype=pl.Int64))


def other_tables(table: Table, fields: Mapping[str, str]) -> OtherTables:
    """Look for other tables below the header of one that is of nobody's layout; ``fields`` is field to column."""
    ignored = {plain(name) for name in generic().ignored}
    columns = [column for column in table.header if plain(column) not in ignored]
    of_column = {column: field for field, column in fields.items()}
    frame = table.frame.select([*columns, *({OVERFLOW} & set(table.frame.columns))])
    repeat, found = [], []
    for at in _with_names(frame, [column for column in columns if of_column.get(column) not in _NOT_LOOKED_IN]):
        row = {column: cell for column, cell in frame.row(at, named=True).items() if cell}
        if _is_header(row, columns):
            if not _is_same(row, of_column):
                found.append(at)
                break
            repeat.append(table.numbers[at])
    found += _heading(frame, of_column)
    return _begun(table, frame, repeat, min(found)) if found else OtherTables(repeat, table.numbers.head(0))


def _with_names(frame: pl.DataFrame, columns: Sequence[str]) -> pl.Series:
    """Where rows stand that hold names of columns in several of these, however they are spelt."""
    names = _known() | _spelt(frame.columns)
    found = {column: _among(frame[column], names) for column in columns[:_LOOKED_AT]}
    holds = [pl.col(column).is_in(texts.implode()).cast(pl.UInt8) for column, texts in found.items() if len(texts)]
    if len(holds) < _FEWEST:
        return pl.Series([], dtype=pl.UInt32)
    return frame.select(pl.sum_horizontal(holds) >= _FEWEST).to_series().arg_true()


def _among(cells: pl.Series, names: frozenset[str]) -> pl.Series:
    """The distinct texts of a column that are names."""
    texts = cells.unique()
    small = texts.str.to_lowercase().str.replace_all("_", " ", literal=True)
    return texts.filter(small.is_in(names))


def _spelt(names: Iterable[str]) -> frozenset[str]:
    return frozenset(spelling for name in names for spelling in (name.lower().replace("_", " "), plain(name)))


@cache
def _known() -> frozenset[str]:
    """All names of columns that the generic layout knows, which are the same for every file."""
    layout = generic()
    of_fields = (name for field in layout.fields.values() for name in field.columns)
    return _spelt([*layout.fields, *of_fields, *(name for spelt in layout.measures.values() for name in spelt)])


def _is_header(row: Mapping[str, str], columns: Sequence[str]) -> bool:
    """Whether all cells of a row but one at most name columns, each another one."""
    own = {plain(column) for column in columns}
    named = {generic().field_of(cell) or plain(cell) for cell in row.values() if _names(cell, own)}
    return len(named) >= max(_FEWEST, len(row) - 1)


def _names(cell: str, own: set[str]) -> bool:
    return generic().field_of(cell) is not None or plain(cell) in own


def _is_same(row: Mapping[str, str], of_column: Mapping[str, str]) -> bool:
    """Whether each cell names the column that it stands in."""
    return all(
        plain(cell) == plain(column) or generic().field_of(cell) == of_column.get(column, "")
        for column, cell in row.items()
    )


def _heading(frame: pl.DataFrame, of_column: Mapping[str, str]) -> list[int]:
    """Where the first row stands whose only cell names a measure that is not the one that the table counts."""
    measures = _MEASURES & set(of_column.values())
    if "measure" in of_column.values() or not measures:
        return []
    alone = frame.select(pl.sum_horizontal(pl.all() != "") == 1).to_series().arg_true()
    texts = frame[alone].select(text=pl.concat_str(pl.all(), ignore_nulls=True)).to_series()
    named = {text: generic().field_of(text.rstrip(" :.")) for text in texts.unique()}
    others = [text for text, field in named.items() if field in _MEASURES and {field} != measures]
    return alone.filter(texts.is_in(others)).head(1).to_list()


def _begun(table: Table, frame: pl.DataFrame, repeat: Sequence[int], at: int) -> OtherTables:
    """The rows from a header or heading on, and from the title above it."""
    line = " | ".join(cell for cell in frame.row(at) if cell)
    titled = at > 0 and sum(map(bool, frame.row(at - 1))) == 1
    begins = int(table.numbers[at])
    above = [row for row in repeat if row < begins]
    return OtherTables(above, table.numbers.slice(at - titled), begins, line)
