"""The columns ``month`` and ``year`` of a row as the one date that they tell together, beside ``date`` or alone.

A day in a column of months stands for its month: spreadsheet programs keep "Nov 2024" as its first day.
"""

import re
from calendar import monthrange
from dataclasses import replace
from typing import Final

from db.vocabulary import Severity
from ingest.layouts.cells import Cells
from ingest.layouts.surroundings import Surroundings
from ingest.normalize.date import When, precision_of, read_date
from ingest.normalize.date_unreadable import refusal
from ingest.normalize.date_words import canonical
from ingest.normalize.reading import UnreadableError

_WHOLE: Final = re.compile(r"([0-9]+)\.0+")
_NUMBER: Final = re.compile(r"[0-9]{1,2}")
_MONTH: Final = re.compile(r"M?[0-9]{1,2}")
_YEAR: Final = re.compile(r"[0-9]{4}")
_TOGETHER: Final = re.compile(r"([0-9]{4})[ -]?M?([0-9]{2})")
_SHORT_YEAR: Final = re.compile(r"M([0-9]{2})[ '’/-]+([0-9]{2})")


def month_of(cells: Cells, surroundings: Surroundings) -> When | None:
    """The month that a row states, or its year where it states no month; None where it states neither."""
    if not cells.text("month"):
        return surroundings.date(cells, "year")
    told = cells.read("month", lambda text: _read(text, cells.text("year"), from_1904=surroundings.from_1904))
    if told is None:
        return None
    if told.start is None or told.end is None:
        return surroundings.date(cells, "year")
    if "century_inferred" in told.notes:
        message = f"{cells.text('month')!r} was read as a year of this century."
        cells.say(Severity.NOTE, "century_inferred", message, "Look whether it is meant so.", "month")
    year = surroundings.date(cells, "year")
    if year and year.start and year.end and not year.start <= told.start <= told.end <= year.end:
        message = f"The month, {cells.text('month')!r}, does not lie in the year {cells.text('year')!r}."
        cells.reject("month_of_other_year", message, "Mend one of the two.", "month")
    return told


def day_in(cells: Cells, month: When | None) -> When | None:
    """The day that a ``date`` of nothing but its number means in the month of its row; None for any other date."""
    number = _words(cells.text("date"))
    if month is None or month.start is None or month.end is None or not _NUMBER.fullmatch(number):
        return None
    if (month.start.year, month.start.month) != (month.end.year, month.end.month):
        return None
    if not 1 <= int(number) <= month.end.day:
        return None
    return read_date(month.start.replace(day=int(number)).isoformat())


def look_beside_date(cells: Cells, happened: When | None, month: When | None) -> None:
    """Tell of a date that does not lie in the month, or the year, that its row states."""
    if not (happened and happened.start and happened.end and month and month.start and month.end):
        return
    if happened.end < month.start or happened.start > month.end:
        field = "month" if cells.text("month") else "year"
        stated = " ".join(text for text in cells.texts("month", "year") if text)
        message = f"The date, {cells.text('date')!r}, lies outside of {stated!r}."
        cells.warn("date_outside_month", message, "The date is taken. Mend what is wrong.", field)


def _read(text: str, year: str, *, from_1904: bool) -> When:
    """A month of a year that it names itself, else of the year beside it. Raises ``UnreadableError``."""
    words, beside = _words(text), _words(year)
    if found := _SHORT_YEAR.fullmatch(words):
        return replace(_month(text, f"20{found[2]}-{found[1]}"), notes=("century_inferred",))
    if found := _TOGETHER.fullmatch(words):
        return _month(text, f"{found[1]}-{found[2]}")
    if not _MONTH.fullmatch(words):
        return _month(text, text, from_1904=from_1904)
    if not _YEAR.fullmatch(beside):
        raise refusal("no_year", text)
    return _month(text, f"{beside}-{int(words.removeprefix('M')):02}")


def _month(text: str, words: str, *, from_1904: bool = False) -> When:
    """What the words say, as whole months."""
    try:
        when = read_date(words, from_1904=from_1904)
    except UnreadableError as error:
        raise refusal(error.code, text) if words != text else error from error
    if when.start is None or when.end is None:
        return when
    start = when.start.replace(day=1)
    end = when.end.replace(day=monthrange(when.end.year, when.end.month)[1])
    return replace(when, start=start, end=end, precision=precision_of((end - start).days + 1))


def _words(text: str) -> str:
    """A cell in the words of dates; a number that a spreadsheet program wrote with a point is whole."""
    words = canonical(text)
    whole = _WHOLE.fullmatch(words)
    return whole[1] if whole else words
