"""Dates: words in, the first and the last possible day and the precision out.

A date is the span in which something happened: ``December 2016`` is the whole month, not its first day. Precision is
UCDP's ``date_prec`` (GED codebook 23.1), from the length of the span: 1 a day, 2 two to six days, 3 a week, 4 up to a
month, 5 more. ``03/04/2017`` is two dates; its column decides which one it is, or nobody does.
"""

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, NoReturn

from db.vocabulary import DatePrecision
from ingest.normalize.date_parts import DayOrder, Parts, day_month_pairs, partial, whole, without_time
from ingest.normalize.date_words import canonical, is_sentinel, is_unknown
from ingest.normalize.reading import UnreadableError

__all__ = ["DayOrder", "When", "day_order", "precision_of", "read_date"]

YEARS: Final = range(1900, 2101)
"""Years that are read. Others are typing errors or another calendar."""

EXCEL_SERIALS: Final = range(20_000, 80_001)
"""Numbers read as Excel's days (1900 system): 3 October 1954 to 11 January 2119."""

_EXCEL_DAY_ZERO: Final = date(1899, 12, 30)  # the 1900 system counts a 29 February 1900 that never was
_SERIAL: Final = re.compile(r"(\d{5})(?:\.\d+)?")
_ISO_INTERVAL: Final = re.compile(r"(\d{4}-[^/]+)/(\d{4}-[^/]+)")


@dataclass(frozen=True, slots=True)
class When:
    """The first and the last day that words allow, both inclusive; None where they say that the date is not known.

    ``rule`` is ``name/version`` of the rule that read the words. ``notes`` are codes of things a person should know:
    ``date_sentinel`` (software wrote it where it had no date), ``excel_serial`` (a number read as Excel's days),
    ``year_inferred`` (a range over New Year that states its last year only).
    """

    start: date | None
    end: date | None
    precision: DatePrecision | None
    rule: str
    notes: tuple[str, ...] = ()


_UNKNOWN: Final = When(None, None, None, "unknown_date/1")
_SENTINEL: Final = replace(_UNKNOWN, notes=("date_sentinel",))


def day_order(values: Iterable[str]) -> DayOrder:
    """Decide for a whole column whether the day or the month comes first.

    A single ``28/02/2017`` decides it. UNKNOWN where nothing decides, and where the column contradicts itself.
    """
    pairs = [pair for value in values for pair in day_month_pairs(canonical(value))]
    day_first = any(first > 12 for first, _ in pairs)
    month_first = any(second > 12 for _, second in pairs)
    if day_first == month_first:
        return DayOrder.UNKNOWN
    return DayOrder.DAY_FIRST if day_first else DayOrder.MONTH_FIRST


def read_date(text: str, *, order: DayOrder = DayOrder.UNKNOWN) -> When:
    """Read one date or one range; ``order`` is what :func:`day_order` says about its column.

    Raises ``UnreadableError``: ``ambiguous_day_month``, ``no_such_day``, ``reversed_range`` or ``unreadable_date``.
    """
    words = canonical(text)
    if is_unknown(words):
        return _UNKNOWN
    if is_sentinel(words):
        return _SENTINEL
    interval = _ISO_INTERVAL.fullmatch(words)
    ends = list(interval.groups()) if interval else words.split(" - ")
    if len(ends) == 2:
        return _read_range(text, *(_read_end(text, end, order) for end in ends))
    return _read_serial(words) or _read_single(text, words, order)


def _read_single(text: str, words: str, order: DayOrder) -> When:
    rule, parts = whole(without_time(words), order) or _refuse(text)
    start, end = _first_day(text, parts), _last_day(text, parts)
    return _SENTINEL if start == end and is_sentinel(start.isoformat()) else _when(start, end, rule)


def _read_serial(words: str) -> When | None:
    match = _SERIAL.fullmatch(words)
    if not match or int(match[1]) not in EXCEL_SERIALS:
        return None
    day = _EXCEL_DAY_ZERO + timedelta(days=int(match[1]))
    return replace(_when(day, day, "excel_serial/1"), notes=("excel_serial",))


def _read_end(text: str, words: str, order: DayOrder) -> Parts:
    """One end of a range, whole or not."""
    end = without_time(words.strip())
    found = whole(end, order)
    return found[1] if found else partial(end) or _refuse(text)


def _read_range(text: str, first: Parts, last: Parts) -> When:
    """From the first day of one end to the last day of the other; each takes from the other what it leaves out."""
    if last.day is not None and last.month is None:  # October 9-11, 2023
        last = replace(last, month=first.month)
    if first.day is not None and first.month is None and last.day is not None:  # 9-11 October 2023
        first = replace(first, month=last.month)
    notes: tuple[str, ...] = ()
    if first.year is None and last.year is not None:  # 30 September - 2 October 2023
        over_new_year = (first.month or 0) > (last.month or 12)
        first = replace(first, year=last.year - over_new_year)
        notes = ("year_inferred",) if over_new_year else ()
    start, end = _first_day(text, first), _last_day(text, last)
    if start > end:
        raise UnreadableError(
            "reversed_range", f"{text!r} ends before it begins.", "Put the earlier date first, or correct it."
        )
    return replace(_when(start, end, "date_range/1"), notes=notes)


def _first_day(text: str, parts: Parts) -> date:
    return _day(text, parts, month=1, last=False)


def _last_day(text: str, parts: Parts) -> date:
    return _day(text, parts, month=12, last=True)


def _day(text: str, parts: Parts, *, month: int, last: bool) -> date:
    """The day of ``parts``; what they leave open is ``month`` and the first or last day of it."""
    year = parts.year
    if year is None or year not in YEARS or (parts.day is not None and parts.month is None):
        _refuse(text)
    month = month if parts.month is None else parts.month
    length = monthrange(year, month)[1] if 1 <= month <= 12 else 0
    day = parts.day if parts.day is not None else length if last else 1
    if not 1 <= day <= length:
        raise UnreadableError(
            "no_such_day",
            f"{text!r} is no day of the calendar.",
            "Correct the date, or state whether the day or the month comes first in its column.",
        )
    return date(year, month, day)


def _when(start: date, end: date, rule: str) -> When:
    return When(start, end, precision_of((end - start).days + 1), rule)


def precision_of(days: int) -> DatePrecision:
    """UCDP's date_prec of a span; a month of 28 to 31 days is 4."""
    longest = {1: DatePrecision.D1, 6: DatePrecision.D2, 7: DatePrecision.D3, 31: DatePrecision.D4}
    return next((precision for limit, precision in longest.items() if days <= limit), DatePrecision.D5)


def _refuse(text: str) -> NoReturn:
    raise UnreadableError(
        "unreadable_date",
        f"{text!r} is not a date that the rules can read.",
        f"Write it as 2017-02-28, as 2017-02 for a month, or as 2017-02-26/2017-02-28 ({YEARS[0]} to {YEARS[-1]}).",
    )
