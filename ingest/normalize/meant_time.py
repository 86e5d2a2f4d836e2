"""What the words of a time mean beside the days of their row: "in October" of a row of 13 November 2024.

Words without a year mean the latest such days that begin before the row's last; where these ended long before, nobody
can tell. "Yesterday" is counted from the day of publication, if it is near, else from the row's own day. It is certain
where the two are one; else the row's day may be that of the report or of the event, and both are kept.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum, auto
from typing import Final

from ingest.normalize.cursor import Cursor
from ingest.normalize.date_in_words import has_year, read_in_year
from ingest.normalize.lexicon import lex
from ingest.normalize.numerals import take_number
from ingest.normalize.said_time import is_later, kinds_of
from ingest.normalize.senses import Kind, Sense
from ingest.normalize.time_names import TimeName

NEAR: Final = timedelta(days=183)
"""How long ago a month or a day without a year may be for its year to be certain."""
_REPORTED_WITHIN: Final = timedelta(days=7)
_DAY: Final = timedelta(days=1)
_ONE_DAY_OR_FEW: Final = timedelta(days=6)


class Meaning(StrEnum):
    """How a time stands to the days of a row.

    ``ONE_OF``: it is one of several days, and the row's may be another. ``RISING``: the count of one event so far.
    """

    AGREES = auto()
    LONGER = auto()
    OTHER = auto()
    ONE_OF = auto()
    UNCERTAIN = auto()
    RISING = auto()
    TOLL = auto()


@dataclass(frozen=True, slots=True)
class Meant:
    """The first and the last day that the words mean, both inclusive; None where they don't say which."""

    meaning: Meaning
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class RowDays:
    """``first`` and ``last`` day of a row, and the day on which it was ``published``, where it says so."""

    first: date
    last: date
    published: date | None = None

    @property
    def told_on(self) -> date | None:
        """The day of the report; None where the row does not say it, or the report came long after."""
        if self.published is None or not self.first <= self.published <= self.last + _REPORTED_WITHIN:
            return None
        return self.published


_AGREES: Final = Meant(Meaning.AGREES)


def meant_time(times: Iterable[str], row: RowDays, *, one_event: bool = True) -> Meant:
    """What the likeliest of ``times`` means, unless another of them is the very day of the row.

    "So far" names no period: it is said of one event, unless the figure can hardly be (``one_event`` is false).
    """
    meant = [_meant(words, row, one_event) for words in times]
    days = [words for words, found in zip(times, meant, strict=True) if found == _AGREES]
    return _AGREES if days or not meant else meant[0]


def _meant(words: str, row: RowDays, one_event: bool) -> Meant:
    kinds = kinds_of(words)
    if Kind.ANNIVERSARY in kinds or is_later(words):
        return Meant(Meaning.UNCERTAIN)
    if Kind.SO_FAR in kinds:
        return Meant(Meaning.RISING if one_event else Meaning.TOLL)
    if kinds & {Kind.AGO, Kind.AGO_BEFORE}:
        return _ago(words, row)
    named = [sense for lexeme in lex(words, sentence=True) if (sense := lexeme.sense(Kind.SAID_TIME))]
    if named:
        return _named(words, named[0], row)
    if not kinds & {Kind.MONTH, Kind.DIGITS}:
        weekdays = (lexeme.sense(Kind.WEEKDAY) for lexeme in lex(words, sentence=True))
        return _weekdays([sense.number for sense in weekdays if sense], row)
    return _dated(words, row) or Meant(Meaning.UNCERTAIN)


def _beside(start: date, end: date, row: RowDays) -> Meant:
    if row.first <= start and end <= row.last:
        return _AGREES
    if start == end and (start.month, start.day) in {(day.month, day.day) for day in (row.first, row.last)}:
        return Meant(Meaning.UNCERTAIN)  # the year is a slip, or it is told on the same day years after
    longer = start <= row.first and row.last <= end
    return Meant(Meaning.LONGER if longer else Meaning.OTHER, start, end)


def _dated(words: str, row: RowDays) -> Meant | None:
    for year in (row.last.year, row.last.year - 1):
        when = read_in_year(words, year)
        if when is None or when.start is None or when.end is None:
            continue
        if has_year(words):
            return _beside(when.start, when.end, row)
        if when.start <= row.last:
            near = when.end >= row.first - NEAR
            return _beside(when.start, when.end, row) if near else Meant(Meaning.UNCERTAIN)
    return None


def _weekdays(numbers: list[int], row: RowDays) -> Meant:
    """One day of the week is the latest before the report; several are more than the one day of a row."""
    length = (row.last - row.first).days + 1
    if len(set(numbers)) > 1:
        return Meant(Meaning.LONGER) if length == 1 else _AGREES
    days = {(row.first + timedelta(days=number)).isoweekday() for number in range(min(length, 7))}
    if numbers[0] in days:
        return _AGREES
    told = row.told_on or row.last
    return _on(told - timedelta(days=(told.isoweekday() - numbers[0]) % 7), row)


def _ago(words: str, row: RowDays) -> Meant:
    cursor = Cursor(words, lex(words, sentence=True))
    cursor.take(Kind.AGO_BEFORE)
    two_days = cursor.take(Kind.TWO_DAYS)
    number = None if two_days else take_number(cursor)
    length = cursor.take(Kind.DAYS)
    if two_days is None and (
        length is None or length.number != 1 or number is None or number.value > _ONE_DAY_OR_FEW.days
    ):
        return Meant(Meaning.UNCERTAIN)
    days = two_days.number if two_days else int(number.value) if number else 0
    return _days_before(days, row) if days <= _ONE_DAY_OR_FEW.days else Meant(Meaning.UNCERTAIN)


def _days_before(days: int, row: RowDays) -> Meant:
    """So many days before the report."""
    return _on((row.told_on or row.last) - timedelta(days=days), row)


def _on(day: date, row: RowDays) -> Meant:
    """A day counted from that of the report: certain where the row's date is the report's own, else it or the row's."""
    if row.told_on == row.last or row.first <= day <= row.last:
        return _beside(day, day, row)
    return Meant(Meaning.ONE_OF, min(row.first, day), max(row.last, day))


def _named(words: str, named: Sense, row: RowDays) -> Meant:
    told = row.told_on or row.last
    if named.time is TimeName.TODAY:
        return _AGREES
    if named.time in (TimeName.WEEKEND, TimeName.RECENTLY):
        return Meant(Meaning.LONGER) if row.first == row.last else _AGREES
    if named.time in _DAYS_BEFORE:
        return _days_before(_DAYS_BEFORE[named.time], row)
    if named.time in (TimeName.THIS_YEAR, TimeName.LAST_YEAR):
        return _of_year(words, told if named.time is TimeName.THIS_YEAR else _a_year_before(told), told, row)
    return _beside(*_week_or_month(named.time, told), row)


_DAYS_BEFORE: Final[dict[TimeName | None, int]] = {TimeName.YESTERDAY: 1, TimeName.BEFORE_YESTERDAY: 2}


def _week_or_month(named: TimeName | None, told: date) -> tuple[date, date]:
    """First and last day; of a week whatever day weeks begin on."""
    month_before = told.replace(day=1) - _DAY
    spans = {
        TimeName.LAST_WEEK: (told - timedelta(days=13), told - _DAY),
        TimeName.THIS_WEEK: (told - timedelta(days=6), told),
        TimeName.THIS_MONTH: (told.replace(day=1), told),
        TimeName.LAST_MONTH: (month_before.replace(day=1), month_before),
    }
    return spans[named or TimeName.THIS_WEEK]


def _a_year_before(day: date) -> date:
    """The last day of the year before."""
    return date(day.year - 1, 12, 31)


def _of_year(words: str, until: date, told: date, row: RowDays) -> Meant:
    """ "Last year", "this year", "October last year" """
    return _month_of(words, until.year, row) or _beside(date(until.year, 1, 1), min(until, told), row)


def _month_of(words: str, year: int, row: RowDays) -> Meant | None:
    """The month of the year that the words name before "last year"."""
    cursor = Cursor(words, lex(words, sentence=True))
    while not cursor.at_end and not cursor.see(Kind.SAID_TIME):
        cursor.index += 1
    when = read_in_year(words[: cursor.lexemes[cursor.index].start], year) if cursor.index else None
    return _beside(when.start, when.end, row) if when and when.start and when.end else None
