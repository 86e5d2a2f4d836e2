"""Spans that have a name: quarters, halves, weeks of ISO 8601, and "early", "mid" and "late" of a month or a year.

A half of a month ends on the 15th. Early, mid and late are its thirds (1 to 10, 11 to 20, 21 to the end), and four
months each of a year: a convention of this register, which the note ``third_of_span`` says.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from ingest.normalize.date_parts import Parts


@dataclass(frozen=True, slots=True)
class Span:
    """From the first day of ``first`` to the last day of ``last``; the parts are not checked yet."""

    rule: str
    first: Parts
    last: Parts
    notes: tuple[str, ...] = ()


_GAP: Final = r"[\s/\-]*"
_YEAR: Final = r"(?P<year>\d{4})"
_MONTH: Final = r"M(?P<month>\d\d)"
_THIRDS: Final = {1: (1, 10), 2: (11, 20), 3: (21, None)}
_HALVES: Final = {1: (1, 15), 2: (16, None)}


def named_span(words: str) -> Span | None:
    """The span that canonical ``words`` name; None where no pattern fits."""
    for pattern, read in _SPANS:
        if match := pattern.fullmatch(words):
            return read({name: int(number) for name, number in match.groupdict().items()})
    return None


def _quarter(parts: dict[str, int]) -> Span:
    return _months("quarter/1", parts["year"], 3, parts["part"])


def _half(parts: dict[str, int]) -> Span:
    return _months("half/1", parts["year"], 6, parts["part"])


def _third_of_year(parts: dict[str, int]) -> Span:
    return _months("third/1", parts["year"], 4, parts["part"], "third_of_span")


def _months(rule: str, year: int, length: int, part: int, *notes: str) -> Span:
    """The span of ``length`` months that is the year's ``part``, from 1."""
    return Span(rule, Parts(year, length * (part - 1) + 1), Parts(year, length * part), notes)


def _half_of_month(parts: dict[str, int]) -> Span:
    return _days("half/1", parts, _HALVES[parts["part"]])


def _third_of_month(parts: dict[str, int]) -> Span:
    return _days("third/1", parts, _THIRDS[parts["part"]], "third_of_span")


def _days(rule: str, parts: dict[str, int], days: tuple[int, int | None], *notes: str) -> Span:
    year, month = parts["year"], parts["month"]
    return Span(rule, Parts(year, month, days[0]), Parts(year, month, days[1]), notes)


def _iso_week(parts: dict[str, int]) -> Span:
    year, week = parts["year"], parts["week"]
    return Span("iso_week/1", _iso_day(year, week, 1), _iso_day(year, week, 7))


def _iso_day(year: int, week: int, weekday: int) -> Parts:
    try:
        day = date.fromisocalendar(year, week, weekday)
    except ValueError:
        return Parts(year, 0, 0)  # no such week: refused as no day of the calendar
    return Parts(day.year, day.month, day.day)


_SPANS: Final[tuple[tuple[re.Pattern[str], Callable[[dict[str, int]], Span]], ...]] = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        (rf"Q(?P<part>[1-4]){_GAP}{_YEAR}", _quarter),
        (rf"{_YEAR}{_GAP}Q(?P<part>[1-4])", _quarter),
        (rf"H(?P<part>[12]){_GAP}{_YEAR}", _half),
        (rf"{_YEAR}{_GAP}H(?P<part>[12])", _half),
        (rf"H(?P<part>[12]){_GAP}{_MONTH}{_GAP}{_YEAR}", _half_of_month),
        (rf"P(?P<part>[123]){_GAP}{_YEAR}", _third_of_year),
        (rf"P(?P<part>[123]){_GAP}{_MONTH}{_GAP}{_YEAR}", _third_of_month),
        (rf"{_YEAR}-?w(?P<week>\d\d)", _iso_week),
    )
)
