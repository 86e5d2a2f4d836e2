"""What every reader gives back: a header, rows with their numbers, and how the file was read."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice
from typing import NamedTuple

import polars as pl

from db.drafts import RowDraft
from ingest.issues import Issue

OVERFLOW = "(more cells than columns)"
"""The column that keeps what stands to the right of the last named column."""

PIECE_ROWS = 50_000


class MergedDown(NamedTuple):
    """A cell below the header that is merged over the rows of these numbers, in ``columns`` from left to right."""

    columns: tuple[str, ...]
    first: int
    last: int


@dataclass(frozen=True, eq=False)
class Table:
    """Rows as text, held as columns.

    ``frame`` has a column of strings for each name in ``header`` (blank is ""), and :data:`OVERFLOW` last where a row
    has more cells than that; ``numbers`` are the rows' numbers as a spreadsheet shows them. ``read_as`` says in words
    how the bytes were read; ``issues`` are what the reader noticed. ``tags`` maps columns to their HXL hashtag with
    its attributes ("#affected+killed"), where the file has a row of them. ``sheets`` names all tables that a workbook
    has, ``sheet`` the one that this is (None: the file has no sheets), ``others`` those on sheets that are shown.
    ``from_1904``: a bare number in a column of days counts from 1904, because the workbook counts so. ``merged`` are
    cells whose value stands in the first of their rows alone. ``own_numbers``: cells may have been numbers and no
    texts, as in a workbook and in JSON; decimals of theirs stand behind a point.
    """

    header: tuple[str, ...]
    frame: pl.DataFrame
    numbers: pl.Series
    read_as: str
    issues: tuple[Issue, ...] = ()
    tags: dict[str, str] = field(default_factory=dict)
    sheet: str | None = None
    sheets: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    from_1904: bool = False
    merged: tuple[MergedDown, ...] = ()
    own_numbers: bool = False

    @cached_property
    def rows(self) -> tuple[RowDraft, ...]:
        """The rows one by one, made when they are first asked for; only a row that overflows has that column."""
        return tuple(self._rows())

    def some_rows(self, numbers: Collection[int | None]) -> tuple[RowDraft, ...]:
        """The rows of these numbers."""
        return self._where(self.numbers.is_in(list(numbers))) if numbers else ()

    def beginning(self, count: int) -> "Table":
        """The table of the first rows; of the others it holds no more than was read at one go with those."""
        return replace(self, frame=self.frame.head(count), numbers=self.numbers.head(count))

    def _where(self, kept: pl.Series) -> tuple[RowDraft, ...]:
        return replace(self, frame=self.frame.filter(kept), numbers=self.numbers.filter(kept)).rows

    def _rows(self) -> Iterator[RowDraft]:
        width = len(self.header)
        cells = self.frame.iter_rows() if width else iter(())
        for number, row in zip(self.numbers, cells, strict=True):
            named = dict(zip(self.header, row, strict=False))
            if row[width:] and row[width]:
                named[OVERFLOW] = row[width]
            yield RowDraft(number, named)

    def pieces(self, rows: int = PIECE_ROWS) -> Iterator["Table"]:
        """The table cut into tables of at most so many rows (at least one table), each with the issues of its rows.

        The first has those of the file as a whole too.
        """
        if rows < 1:
            raise ValueError("a piece has at least one row")
        of_file = tuple(issue for issue in self.issues if issue.row is None)
        of_rows = sorted((issue for issue in self.issues if issue.row is not None), key=lambda issue: issue.row or 0)
        left = iter(of_rows)
        ahead = next(left, None)
        for start in range(0, max(len(self.frame), 1), rows):
            numbers = self.numbers.slice(start, rows)
            last = start + rows >= len(self.frame)
            found = []
            while ahead is not None and (last or (ahead.row or 0) <= numbers[-1]):
                found.append(ahead)
                ahead = next(left, None)
            issues = (*(of_file if start == 0 else ()), *found)
            yield replace(self, frame=self.frame.slice(start, rows), numbers=numbers, issues=issues)


def joined(pieces: Iterable[Table]) -> Table:
    """The one table of which these are the pieces, in order; there is at least one."""
    parts = iter(pieces)
    [first] = islice(parts, 1)
    frames, numbers, issues = [first.frame], [first.numbers], list(first.issues)
    for part in parts:
        frames.append(part.frame)
        numbers.append(part.numbers)
        issues.extend(part.issues)
    frame = pl.concat(frames, how="diagonal", rechunk=False)
    if OVERFLOW in frame.columns:
        frame = frame.select(*first.header, pl.col(OVERFLOW).fill_null(""))
    return replace(first, frame=frame, numbers=pl.concat(numbers, rechunk=False), issues=tuple(issues))


class UnreadableFileError(Exception):
    """The bytes are not a table that this reader can read; ``issue`` says why and what to do."""

    def __init__(self, issue: Issue) -> None:
        super().__init__(str(issue))
        self.issue = issue
