"""Dates: words in, the first and the last possible day and the precision out.

A date is the span in which something happened: ``December 2016`` is the whole month, not its first day. Precision is
UCDP's ``date_prec`` (GED codebook 23.1), from the length of the span: 1 a day, 2 two to six days, 3 a week, 4 up to a
month, 5 more. ``03/04/2017`` is two dates; its column decides which one it is, or nobody does.
"""

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, NoReturn

from db.vocabulary import DatePrecision
from ingest.normalize.date_order import (
    EXCEL_SERIALS,
    DayOrder,
    are_serials,
    contradiction,
    day_order,
    may_be_swapped,
    serial,
)
from ingest.normalize.date_parts import Parts, partial, whole, without_time
from ingest.normalize.date_spans import Span, named_span
from ingest.normalize.date_unreadable import nearest_refusal, refusal
from ingest.normalize.date_words import canonical, is_sentinel, is_unknown
from ingest.normalize.weekday import other_weekday

__all__ = [
    "EXCEL_SERIALS",
    "YEARS",
    "DayOrder",
    "When",
    "are_serials",
    "contradiction",
    "day_order",
    "precision_of",
    "read_date",
    "read_date_words",
]

YEARS: Final = range(1900, 2101)
"""Years that are read. Others are typing errors or another calendar."""

_DAY_ZERO: Final = date(1899, 12, 30)  # the 1900 system counts a 29 February 1900 that never was
_DAY_ZERO_OF_1904: Final = date(1904, 1, 1)
_ISO: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ISO_INTERVAL: Final = re.compile(r"(\d{4}-[^/]+)/(\d{4}-[^/]+)")
_OPEN: Final = re.compile(r"S (?P<since>.+)|(?P<start>.+?) ?- ?NOW")
_DAYS: Final = re.compile(r"(?P<first>\d{1,2})-(?P<last>(?P<day>\d{1,2})([/.])\d{1,2}\4\d{4})")
_WEEK: Final = re.compile(r"(?P<mark>W[BEO]) (?P<day>.+)")
# the days from the one that is named to the first and the last of its week; any week that holds it, for WO
_WEEKS: Final = {"WB": (0, 6), "WE": (-6, 0), "WO": (-6, 6)}


@dataclass(frozen=True, slots=True)
class When:
    """The first and the last day that words allow, both inclusive; None where they say that the date is not known.

    Only ``end`` is None where the words say "since". ``rule`` is ``name/version`` of the rule that read the words.
    ``notes`` are codes of things a person should know: ``date_sentinel`` (software wrote it where it had no date),
    ``excel_serial`` (a number read as Excel's days), ``year_inferred`` (a range over New Year that states its last year
    only), ``century_inferred`` (a year of two digits), ``third_of_span`` (early, mid or late), ``week_of`` (any week
    that holds the day), ``other_weekday`` (it names another day of the week than the date falls on).
    """

    start: date | None
    end: date | None
    precision: DatePrecision | None
    rule: str
    notes: tuple[str, ...] = ()


_UNKNOWN: Final = When(None, None, None, "unknown_date/1")
_SENTINEL: Final = replace(_UNKNOWN, notes=("date_sentinel",))


def read_date(text: str, *, order: DayOrder = DayOrder.UNKNOWN, serials: bool = True, from_1904: bool = False) -> When:
    """Read one date or one range; ``order`` is what :func:`day_order` says about its column, ``serials`` what
    :func:`are_serials` does. ``from_1904``: bare numbers count the days from 1904, as in the workbook that they are of.

    Raises ``UnreadableError``: ``ambiguous_day_month``, ``two_digit_year``, ``lone_serial``, ``no_year``,
    ``other_calendar``, ``numbered_week``, ``no_such_day``, ``reversed_range``, ``swapped_day_month`` or
    ``unreadable_date``.
    """
    if order is DayOrder.SWAPPED and may_be_swapped(text):
        raise refusal("swapped_day_month", text)
    return _plain(text) or read_date_words(text, order=order, serials=serials, from_1904=from_1904)


def read_date_words(
    text: str, *, order: DayOrder = DayOrder.UNKNOWN, serials: bool = True, from_1904: bool = False
) -> When:
    """The same without the short way for ISO dates, slower."""
    words = canonical(text)
    if is_unknown(words):
        return _UNKNOWN
    if is_sentinel(without_time(words)):
        return _SENTINEL
    when = (
        _read_open(text, words, order)
        or _read_week(text, words, order)
        or _read_ends(text, words, order)
        or _read_serial(text, words, serials=serials, from_1904=from_1904)
        or _read_single(text, words, order)
    )
    return replace(when, notes=(*when.notes, "other_weekday")) if other_weekday(text, when.start, when.end) else when


def _plain(text: str) -> When | None:
    """The short way, for a day such as 2017-02-28."""
    if not _ISO.fullmatch(text) or is_sentinel(text):
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return _when(day, day, "iso_date/1") if day.year in YEARS else None


def _read_single(text: str, words: str, order: DayOrder) -> When:
    if span := named_span(words):
        return _read_span(text, span)
    rule, parts = whole(without_time(words), order, text) or _refuse(text)
    if parts.day is not None and is_sentinel(f"{parts.year:04}-{parts.month:02}-{parts.day:02}"):
        return _SENTINEL
    when = _when(_first_day(text, parts), _last_day(text, parts), rule)
    return replace(when, notes=("century_inferred",)) if parts.short_year else when


def _read_span(text: str, span: Span) -> When:
    return replace(_when(_first_day(text, span.first), _last_day(text, span.last), span.rule), notes=span.notes)


def _read_open(text: str, words: str, order: DayOrder) -> When | None:
    """ "since March 2011": from its first day on; no last day is known."""
    match = _OPEN.fullmatch(words)
    if match is None:
        return None
    first = _read_single(text, match["since"] or match["start"], order)
    return replace(first, end=None, precision=DatePrecision.D5 if first.start else None, rule="since/1")


def _read_week(text: str, words: str, order: DayOrder) -> When | None:
    """A week by one of its days. "Week of" may mean any that holds the day, whatever day weeks begin on."""
    match = _WEEK.fullmatch(words)
    if match is None:
        return None
    day = _read_single(text, match["day"], order)
    if day.start is None or day.start != day.end:
        _refuse(text)
    before, after = _WEEKS[match["mark"]]
    when = _when(day.start + timedelta(before), day.start + timedelta(after), "week/1")
    return replace(when, notes=day.notes + (("week_of",) if match["mark"] == "WO" else ()))


def _read_ends(text: str, words: str, order: DayOrder) -> When | None:
    """A range by its two ends."""
    if match := _DAYS.fullmatch(words):
        return _read_days(text, match, order)
    interval = _ISO_INTERVAL.fullmatch(words)
    ends = list(interval.groups()) if interval else words.split(" - ")
    return _read_range(text, *(_read_end(text, end, order) for end in ends)) if len(ends) == 2 else None


def _read_days(text: str, match: re.Match[str], order: DayOrder) -> When:
    """ "29-30/11/2024": two days of a month, where it is the day that stands first."""
    last = _read_end(text, match["last"], order)
    if last.day != int(match["day"]):
        _refuse(text)
    return _read_range(text, Parts(day=int(match["first"])), last)


def _read_serial(text: str, words: str, *, serials: bool, from_1904: bool) -> When | None:
    number = serial(words)
    if number is None:
        return None
    if not serials:
        raise refusal("lone_serial", text)
    day = (_DAY_ZERO_OF_1904 if from_1904 else _DAY_ZERO) + timedelta(days=number)
    return replace(_when(day, day, "excel_serial/1"), notes=("excel_serial",))


def _read_end(text: str, words: str, order: DayOrder) -> Parts:
    """One end of a range, whole or not."""
    end = without_time(words.strip())
    found = whole(end, order, text)
    return found[1] if found else partial(end) or _refuse(text)


def _read_range(text: str, first: Parts, last: Parts) -> When:
    """From the first day of one end to the last day of the other; each takes from the other what it leaves out."""
    if last.day is not None and last.month is None:  # October 9-11, 2023
        last = replace(last, month=first.month)
    if first.day is not None and first.month is None and last.day is not None:  # 9-11 October 2023
        first = replace(first, month=last.month)
    notes: tuple[str, ...] = ("century_inferred",) if first.short_year or last.short_year else ()
    if first.year is None and last.year is not None:  # 30 September - 2 October 2023
        over_new_year = (first.month or 0) > (last.month or 12)
        first = replace(first, year=last.year - over_new_year)
        notes += ("year_inferred",) if over_new_year else ()
    start, end = _first_day(text, first), _last_day(text, last)
    if start > end:
        raise refusal("reversed_range", text)
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
        raise refusal("no_such_day", text)
    return date(year, month, day)


def _when(start: date, end: date, rule: str) -> When:
    return When(start, end, precision_of((end - start).days + 1), rule)


def precision_of(days: int) -> DatePrecision:
    """UCDP's date_prec of a span; a month of 28 to 31 days is 4."""
    longest = {1: DatePrecision.D1, 6: DatePrecision.D2, 7: DatePrecision.D3, 31: DatePrecision.D4}
    return next((precision for limit, precision in longest.items() if days <= limit), DatePrecision.D5)


def _refuse(text: str) -> NoReturn:
    raise nearest_refusal(text)
