"""A grid of records into tables of columns, piece by piece: numbered, stripped, blank rows left out."""

from collections.abc import Iterator, Sequence

import polars as pl

from ingest.issues import Issue
from ingest.readers.grid import Block, Grid, Records
from ingest.readers.head import Head, find_head
from ingest.readers.header_again import stands_again, told_again
from ingest.readers.missing_cells import MissingCells
from ingest.readers.problems import note, too_many_cells
from ingest.readers.table import OVERFLOW, Table

SHORT_ROWS_TO_TELL = 10
_BETWEEN = " | "
_BEYOND = "beyond"
_NUMBER = "number"
_ANY_CELL = pl.any_horizontal(pl.exclude(_NUMBER) != "")


def framed(grid: Grid) -> Iterator[Table]:
    """The tables of a grid, a block of records each; at least one. The first has the issues of the file and its head.

    Raises :class:`UnreadableFileError` where a later record can't be read.
    """
    head = find_head(grid)
    framer = _Framer(grid, head)
    yield framer.table(grid.sample[head.data :], (*grid.issues, *head.issues))
    grid.sample.clear()  # as many lists of texts as in a block, which would be held to the end
    for block in grid.rest(len(head.names)):
        yield framer.table(block)
    if framer.short >= SHORT_ROWS_TO_TELL:
        message = f"{framer.short} rows end before the last column; what is missing there was read as blank."
        yield framer.table([], (note("short_rows", message),))


class _Framer:
    """Makes a table of each block, and counts the rows across them; ``short`` are those that ended early."""

    def __init__(self, grid: Grid, head: Head) -> None:
        self._grid = grid
        self._tags = head.tags
        self._again = head.again
        self._merged = head.merged
        self._width = len(head.names)
        self._names = {str(position): name for position, name in enumerate(head.names) if name != OVERFLOW}
        self._overflow = [str(position) for position, name in enumerate(head.names) if name == OVERFLOW]
        self._next = grid.first_number + head.data
        self._missing = MissingCells()
        self.short = 0

    def table(self, block: Block, issues: Sequence[Issue] = ()) -> Table:
        """The block as a table, with an error for each row that holds more cells than there are columns."""
        frame = self._from_records(block) if isinstance(block, list) else block
        following = range(self._next, self._next + len(frame))
        self._next = following.stop
        frame = frame.with_columns(pl.all().str.strip_chars())
        frame = frame.with_columns(pl.Series(_NUMBER, following, dtype=pl.Int64)).filter(_ANY_CELL)
        again = stands_again(frame, self._again)
        repeated = told_again(frame[_NUMBER].filter(again))
        frame = frame.filter(~again) if repeated else frame
        numbers = frame[_NUMBER].alias("row")
        beyond = self._beyond(frame)
        errors = [too_many_cells(numbers[at], beyond[at]) for at in (beyond != "").arg_true()]
        frame = frame.select(self._names.keys()).rename(self._names)
        return Table(
            tuple(self._names.values()),
            frame.with_columns(beyond.alias(OVERFLOW)) if errors else frame,
            numbers,
            self._grid.read_as,
            (*issues, *repeated, *errors),
            self._tags,
            self._grid.sheet,
            self._grid.sheets,
            self._grid.others,
            self._grid.from_1904,
            self._merged,
            self._grid.own_numbers,
        )

    def _from_records(self, records: Records) -> pl.DataFrame:
        """The records as columns "0", "1" …; what stands to the right of the last is kept in a column of its own."""
        width = self._width
        beyond: dict[int, str] = {}
        for position in [position for position, record in enumerate(records) if len(record) != width]:
            record = records[position]
            if extra := _extra(record, width):
                beyond[position] = extra
            self.short += 0 < len(record) < width and any(record)
            self._missing.add(min(len(record), width), max(width - len(record), 0), self._next + position)
            records[position] = [*record[:width], *[""] * (width - len(record))]
        columns = zip(*records, strict=True) if records else ((),) * width
        cells = [pl.Series(str(position), column, dtype=pl.String) for position, column in enumerate(columns)]
        if beyond:
            cells.append(pl.Series(_BEYOND, [beyond.get(position, "") for position in range(len(records))]))
        return pl.DataFrame(cells)

    def _beyond(self, frame: pl.DataFrame) -> pl.Series:
        """What each row has beyond its columns: to their right, or in a column of that name."""
        parts = [*self._overflow, *([_BEYOND] if _BEYOND in frame.columns else [])]
        if not parts:
            return pl.repeat("", len(frame), eager=True)
        given = [pl.when(pl.col(part) != "").then(pl.col(part)) for part in parts]
        return frame.select(pl.concat_str(given, separator=_BETWEEN, ignore_nulls=True)).to_series().fill_null("")


def _extra(record: Sequence[str], width: int) -> str:
    cells = (cell.strip() for cell in record[width:])
    return _BETWEEN.join(cell for cell in cells if cell)
