"""A spreadsheet's cell as text: dates as ISO 8601, whole numbers without a point, what the cell shows otherwise."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

Cell = int | float | str | bool | time | date | datetime | timedelta
"""What calamine makes of a cell; a blank cell is ""."""

_SIGNIFICANT = ".15g"
"""The digits that spreadsheets keep; what a float has beyond them was never in the cell."""


def cell_text(cell: Cell) -> str:  # noqa: PLR0911  (one for each type)
    """The text of a cell: 2024-05-08, 13:30:00, 4, 4.5, TRUE; durations as hours, minutes and seconds."""
    match cell:
        case str():
            return cell.replace("\0", "")
        case bool():
            return "TRUE" if cell else "FALSE"
        case float():
            return _number(cell)
        case datetime():
            return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "seconds")
        case date():
            return cell.isoformat()
        case time():
            return cell.isoformat("seconds")
        case timedelta():
            return _duration(cell)
    return str(cell)


def _number(number: float) -> str:
    return str(int(number)) if number.is_integer() else format(Decimal(format(number, _SIGNIFICANT)), "f")


def _duration(duration: timedelta) -> str:
    seconds = round(abs(duration.total_seconds()))
    sign = "-" if duration < timedelta() else ""
    return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
