"""Rejected rows with their days told in full, so that the mended file is read as the first one would have been.

The other rows of a file may show which number of 03/04/2017 is the day; the rejected ones alone do not. Such a date is
written as 2017-04-03 where it is rejected; every other cell is kept as it came. So is a bare number of days from 1904,
which in a file without a workbook around it would count from 1900. A day that a spreadsheet program may have exchanged
for another shows that only beside others: both days are written, and until one of them is struck out it is no date.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from db.drafts import RowDraft
from ingest.normalize.date import DayOrder, day_order, read_date
from ingest.normalize.date_order import century, may_be_swapped, serial
from ingest.normalize.reading import UnreadableError

_DECIDED = (DayOrder.DAY_FIRST, DayOrder.MONTH_FIRST)
_TELLING = (*_DECIDED, DayOrder.SWAPPED)
_DATE = re.compile(r"(?<![\d/.\-])(\d{1,2})([/.\-])(\d{1,2})\2(\d{4}|\d{2})(?![\d/.\-])")


def with_days_told(
    rows: Iterable[RowDraft], fields: Mapping[str, str], orders: Mapping[str, DayOrder], *, from_1904: bool = False
) -> list[RowDraft]:
    """The rows; ``fields`` leads from a field to its column, ``orders`` from a field to the order of its column."""
    told = {fields[name]: order for name, order in orders.items() if name in fields}
    decided = {column: order for column, order in told.items() if from_1904 or order in _TELLING}
    return [_told(row, decided, from_1904=from_1904) for row in rows] if decided else list(rows)


def _told(row: RowDraft, orders: Mapping[str, DayOrder], *, from_1904: bool) -> RowDraft:
    cells = {column: cell for column in orders if (cell := row.cells.get(column))}
    told = {
        column: _counted(cell) if from_1904 and serial(cell) is not None else _in_full(cell, orders[column])
        for column, cell in cells.items()
    }
    return replace(row, cells={column: told.get(column, cell) for column, cell in row.cells.items()})


def _counted(cell: str) -> str:
    """The day that a number counts from 1904 on."""
    return str(read_date(cell, from_1904=True).start)


def _in_full(cell: str, order: DayOrder) -> str:
    """The cell, or where it does not tell its order by itself, its days as the column has them."""
    if order is DayOrder.SWAPPED and may_be_swapped(cell):
        return f"{cell[:10]} or {cell[:4]}-{cell[8:10]}-{cell[5:7]}"
    if order not in _DECIDED or not _DATE.search(cell) or day_order([cell]) is not DayOrder.UNKNOWN:
        return cell
    told = _DATE.sub(lambda found: _iso(found, order), cell)
    try:
        before, after = read_date(cell, order=order), read_date(told)
    except UnreadableError:
        return cell
    return told if (before.start, before.end) == (after.start, after.end) else cell


def _iso(found: re.Match[str], order: DayOrder) -> str:
    first, second, year = (int(found[group]) for group in (1, 3, 4))
    day, month = (first, second) if order is DayOrder.DAY_FIRST else (second, first)
    whole = year if len(found[4]) == 4 else century(year)
    return found[0] if whole is None else f"{whole:04}-{month:02}-{day:02}"
