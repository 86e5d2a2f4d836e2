"""What a column of dates shows together: which number is the day, and whether its numbers are Excel's days.

The dates of one column are written in one way. Each date rules out the orders in which it is no day; what is left when
all have spoken is the order of the column, and where nothing is left the column contradicts itself.

A spreadsheet program of another country takes 03/11/2024 for 11 March and leaves 13/11/2024 a text. Where every text of
a column is one that it had to leave, and every day that it stored is one that it could take wrongly, it did.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final

from ingest.normalize.date_words import canonical, is_unknown


class DayOrder(StrEnum):
    """Which number comes first in a column of dates such as ``03/04/2017``.

    MIXED: it holds dates of both orders. SWAPPED: its texts tell their order, and its days stored as ISO dates may have
    been taken from texts in the other one. CONTRADICTED: it shows another order than was stated for its file.
    """

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"
    MIXED = "mixed"
    SWAPPED = "swapped"
    CONTRADICTED = "contradicted"
    UNKNOWN = "unknown"


EXCEL_SERIALS: Final = range(20_000, 80_001)
"""Numbers read as Excel's days (1900 system): 3 October 1954 to 11 January 2119."""

_NUMERIC: Final = re.compile(r"(?<![\d/.\-])(\d{1,2})([/.\-])(\d{1,2})\2(\d{4}|\d{2})(?![\d/.\-])")
_NAMED_SHORT: Final = re.compile(r"(?<!\d)(\d{1,2})[\s/.\-]*M\d\d[\s/.\-]+(\d{2})(?!\d)")
_STORED: Final = re.compile(r"\d{4}-(\d\d)-(\d\d)(?:[ T]\d.*)?")
_RECENT_YEARS: Final = 15
_DAY, _MONTH, _YEAR = DayOrder.DAY_FIRST, DayOrder.MONTH_FIRST, "year_first"
_Orders = frozenset[str]
_ANY: Final[_Orders] = frozenset({_DAY, _MONTH, _YEAR})


@dataclass(slots=True)
class _Column:
    """What the dates of a column leave possible; the sets hold the first and the last number of short dates."""

    possible: _Orders = _ANY
    numeric: bool = False
    named: bool = False
    firsts: set[int] = field(default_factory=set)
    lasts: set[int] = field(default_factory=set)
    all_clear: bool = True
    stored_early: bool = False
    stored_late: bool = False

    def hear(self, value: str) -> None:
        if stored := _STORED.fullmatch(value):
            self.stored_early |= may_be_swapped(value)
            self.stored_late |= int(stored[2]) > 12
            return
        words = canonical(value)
        for first, _, second, year in _NUMERIC.findall(words):
            self.numeric = True
            self.all_clear &= max(int(first), int(second)) > 12
            self.possible &= _orders(int(first), int(second), year) or _ANY
            self._short(int(first), year)
        for first, year in _NAMED_SHORT.findall(words):
            self.named = True
            self.possible -= frozenset() if _may_be_year(int(first)) and 1 <= int(year) <= 31 else {_YEAR}
            self._short(int(first), year)

    def _short(self, first: int, year: str) -> None:
        if len(year) == 2:
            self.firsts.add(first)
            self.lasts.add(int(year))

    @property
    def ends_in_years(self) -> bool:
        """Whether the last numbers are recent years and fewer than the first, as years are fewer than days."""
        if not self.firsts or min(self.lasts) < datetime.now(UTC).year % 100 - _RECENT_YEARS:
            return False
        alone = self.named and not self.numeric and min(self.lasts) >= max(self.firsts)
        return len(self.lasts) < len(self.firsts) or (alone and len(self.lasts) == len(self.firsts))


def day_order(values: Iterable[str]) -> DayOrder:
    """Decide for a whole column whether the day or the month comes first.

    A single ``28/02/2017`` decides it, unless a ``02/28/2017`` says otherwise (MIXED). A year of two digits may be the
    first number as well, so ``24/11/23`` decides nothing; ``28/11/23`` does, as long as 2028 is to come, and so does
    ``22/11/23`` beside it, since years are fewer than days.
    """
    return _shown(_heard(values))


def day_order_as_stated(values: Iterable[str], stated: DayOrder) -> DayOrder:
    """The same for a column of whose file somebody says that the day, or the month, comes first.

    That settles what the column leaves open, and nothing else: where it shows another order it is CONTRADICTED. Dates
    that name their month and end in a year of two digits can only begin with the day.
    """
    column = _heard(values)
    order = _shown(column)
    named = column.named and not column.numeric
    if order is DayOrder.UNKNOWN and stated in column.possible and not (named and stated == _MONTH):
        return stated
    return order if named or order in (stated, DayOrder.MIXED, DayOrder.SWAPPED) else DayOrder.CONTRADICTED


def rules_out(text: str, order: DayOrder) -> bool:
    """Whether a text is a date, and none in which the day, or the month, comes first."""
    return order not in _heard([text]).possible


def _heard(values: Iterable[str]) -> _Column:
    column = _Column()
    for value in values:
        column.hear(value)
    return column


def _shown(column: _Column) -> DayOrder:
    order = _order(column)
    stored_so = column.stored_early and not column.stored_late and column.numeric and column.all_clear
    return DayOrder.SWAPPED if stored_so and order in (_DAY, _MONTH) else order


def may_be_swapped(text: str) -> bool:
    """Whether a day stored as an ISO date, with or without a time, is another day with its day and month exchanged."""
    stored = _STORED.fullmatch(text)
    return stored is not None and stored[1] != stored[2] and int(stored[2]) <= 12


def _order(column: _Column) -> DayOrder:
    possible = column.possible
    if column.ends_in_years and possible != {_YEAR}:
        possible -= {_YEAR}
    if column.named and not column.numeric and possible == {_DAY, _MONTH}:
        return DayOrder.DAY_FIRST  # "28-Nov-23": beside a name there is no other order
    if not possible:
        return DayOrder.MIXED
    left = possible - {_YEAR}
    return DayOrder(next(iter(left))) if len(possible) == len(left) == 1 else DayOrder.UNKNOWN


def contradiction(values: Iterable[str]) -> tuple[str, str] | None:
    """One date of a MIXED column that has its day first and one that has its month first; None where there are none."""
    found: dict[DayOrder, str] = {}
    for value in values:
        order = day_order([value])
        if order in (_DAY, _MONTH):
            found.setdefault(order, value)
        if len(found) == 2:
            return found[_DAY], found[_MONTH]
    return None


def are_serials(values: Iterable[str]) -> bool:
    """Whether all dates of a column are numbers of Excel's days (1900 system), and there is one.

    The 1904 system writes the same numbers for days four years later. Only the workbook says which it is; a column of
    bare numbers can't.
    """
    known = [words for words in map(canonical, values) if not is_unknown(words)]
    return bool(known) and all(serial(words) is not None for words in known)


def serial(words: str) -> int | None:
    """The number of the day, where ``words`` are one of Excel's, with or without a time."""
    day, _, time = words.partition(".")
    plausible = len(day) == 5 and (day + time).isdecimal() and int(day) in EXCEL_SERIALS
    return int(day) if plausible else None


def century(year: int) -> int | None:
    """The year that two digits mean: of this century up to the current year; None where it may be the last one."""
    return 2000 + year if _may_be_year(year) else None


def _orders(first: int, second: int, year: str) -> _Orders:
    """The orders in which three numbers are a day; none where they are no day at all."""
    long = len(year) == 4
    ends_in_year = long or _may_be_year(int(year))
    found: set[str] = set()
    if ends_in_year and 1 <= first <= 31 and 1 <= second <= 12:
        found.add(_DAY)
    if ends_in_year and 1 <= second <= 31 and 1 <= first <= 12:
        found.add(_MONTH)
    if not long and _may_be_year(first) and 1 <= second <= 12 and 1 <= int(year) <= 31:
        found.add(_YEAR)
    return frozenset(found)


def _may_be_year(two_digits: int) -> bool:
    return two_digits <= datetime.now(UTC).year % 100
