"""A time axis that is named as often as a narrow screen can hold, on firsts of years or months."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from dashboard.charts.panels import Tick
from dashboard.locale import Speaker

MOST_TICKS: Final = 4
MOST_NAMED_DAYS: Final = 3
EDGE: Final = 14
_YEARS: Final = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
_MONTHS: Final = (1, 2, 3, 6)
_LONG_DAYS: Final = 365 * 3


def day_ticks(first: date, last: date, speaker: Speaker) -> tuple[Tick, ...]:
    """Up to four days between ``first`` and ``last`` with their names; two other days where no first lies there."""
    edge = (last - first) / EDGE  # a name there would be cut off
    first, last = first + edge, last - edge
    if (last - first).days > _LONG_DAYS:
        years = next(list(_firsts(first, last, 12 * n)) for n in _YEARS if _count(first, last, 12 * n) <= MOST_TICKS)
        return tuple((day, speaker.digits(str(day.year))) for day in years)
    for step in _MONTHS:
        months = list(_firsts(first, last, step))
        if len(months) <= MOST_TICKS:
            break
    else:
        months = list(_firsts(first, last, 12))
    if len(months) > 1:
        return tuple((day, speaker.month(day)) for day in months)
    return tuple((day, speaker.day(day)) for day in dict.fromkeys((first, last)))


def few_ticks(days: Sequence[date], speaker: Speaker) -> tuple[Tick, ...]:
    """The days themselves by their months, where they are few and far enough apart to be named; else none."""
    if len(days) > MOST_NAMED_DAYS:
        return ()
    room = (days[-1] - days[0]) / MOST_NAMED_DAYS
    if any(later - earlier < room for earlier, later in pairwise(days)):
        return ()
    months = {(day.year, day.month) for day in days}
    return tuple((day, speaker.month(day) if len(months) == len(days) else speaker.day(day)) for day in days)


def padded(first: date, last: date, least: int = 6, room_of: int = 8) -> tuple[date, date]:
    """The days with room at both ends, and at least ``least`` days apart: no point stands on the edge.

    The room is one part in ``room_of`` of the time between.
    """
    span = (last - first).days
    room = timedelta(days=max(span // room_of, (least - span) // 2, 3))
    return first - room, last + room


def _count(first: date, last: date, step: int) -> int:
    return sum(1 for _ in _firsts(first, last, step))


def _firsts(first: date, last: date, step: int) -> Iterator[date]:
    """The firsts of every ``step``-th month, counted so that years begin with January."""
    month = first.year * 12 + first.month - 1
    month += first.day > 1
    month = -(-month // step) * step
    while (day := date(month // 12, month % 12 + 1, 1)) <= last:
        yield day
        month += step
