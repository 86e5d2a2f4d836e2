"""How many claims each speaker made of which month and area, and who passes on whom, on whole columns."""

from datetime import date
from typing import Any

import numpy as np

from db.columns.bins import LATE, earliest_of
from db.columns.copies import Part
from db.columns.numbers import NO_DAY
from db.columns.spans import day
from db.selection.grouping import Grouping
from db.selection.selecting import Selection
from db.vocabulary import Series

_RUNNING = (Series.CUMULATIVE.number, Series.STOCK.number)
_NO_MONTH = 0


def by_month(selection: Selection) -> list[tuple[int, date | None, int]]:
    """Speaker (else source), first day of the month (None: not known) and number of claims."""
    return selection.once("covered months", lambda: _by_month(selection))


def _by_month(selection: Selection) -> list[tuple[int, date | None, int]]:
    days = _days(selection)
    known = [some[some != NO_DAY] for some in days]
    limits = [(int(some.min()), int(some.max())) for some in known if len(some)]
    if not limits:
        return [(who, None, claims) for who, _, claims in _counted(selection, [np.zeros_like(d) for d in days], 1)]
    first, last = (_month(np.array([limit(pair[at] for pair in limits)])) for at, limit in enumerate((min, max)))
    length = int(last[0] - first[0]) + 2
    months = [np.where(some == NO_DAY, _NO_MONTH, _month(some) - first[0] + 1) for some in days]
    starts = [None, *(np.arange(first[0], last[0] + 1).astype("datetime64[M]").astype("datetime64[D]").tolist())]
    return [(who, starts[month], claims) for who, month, claims in _counted(selection, months, length)]


def _month(days: Any) -> Any:
    table = np.where(days == NO_DAY, 0, days)
    return table.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)


def by_area(selection: Selection, grouping: Grouping) -> list[tuple[int, str | None, int]]:
    """Speaker (else source), P-code of the governorate (None: not known, or wider) and number of claims."""
    areas = [grouping.group_of.take(part["place"]) for part in selection.copy.parts]
    found = _counted(selection, areas, len(grouping.labels))
    return [(who, grouping.labels[area], claims) for who, area, claims in found]


def relays(selection: Selection) -> list[tuple[int, int, int, date | None, date | None]]:
    """Source, origin (0: not stated), number of claims that it passes on, first and last day of these."""
    copy = selection.copy
    many = copy.most("origin") + 1
    size = many * (copy.most("source") + 1)
    counts, first, last = np.zeros(size, np.int64), np.full(size, LATE, np.int32), np.full(size, NO_DAY, np.int32)
    for (part, mask, _), days in zip(selection.each(), _days(selection), strict=True):
        own = np.flatnonzero(mask & (part["direct"] == 0))
        codes = part["source"][own].astype(np.int64) * many + part["origin"][own]
        counts += np.bincount(codes, minlength=size)
        earliest_of(first, codes, days[own])
        np.maximum.at(last, codes, days[own])
    first[first == LATE] = NO_DAY
    found = np.flatnonzero(counts).tolist()
    return [(*divmod(code, many), int(counts[code]), day(int(first[code])), day(int(last[code]))) for code in found]


def _counted(selection: Selection, groups: list[Any], length: int) -> list[tuple[int, int, int]]:
    """Speaker (else source), group and number of claims, where there are any."""
    copy = selection.copy
    size = (max(copy.most("speaker"), copy.most("source")) + 1) * length
    counts = np.zeros(size, np.int64)
    for (part, mask, _), group in zip(selection.each(), groups, strict=True):
        who = np.where(part["speaker"] == 0, part["source"], part["speaker"]).astype(np.int64)
        counts += np.bincount((who * length + group) * mask, minlength=size)
    counts[0] = 0  # what is not selected; nobody has the id 0
    return [(*divmod(code, length), int(counts[code])) for code in np.flatnonzero(counts).tolist()]


def _days(selection: Selection) -> list[Any]:
    """Of tolls and stocks the day they speak of, else when it happened, else when it was said, for all rows."""
    return selection.copy.remember("covered days", None, lambda: [_day(part) for part in selection.copy.parts])


def _day(part: Part) -> Any:
    happened = _first_known(part, ("first", "last", "speaks", "published"))
    runs = np.isin(part["series"], _RUNNING)
    return np.where(runs, _first_known(part, ("speaks", "last", "published")), happened)


def _first_known(part: Part, names: tuple[str, ...]) -> Any:
    found = part[names[-1]]
    for name in reversed(names[:-1]):
        found = np.where(part[name] == NO_DAY, found, part[name])
    return found
