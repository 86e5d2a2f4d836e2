"""Falls of the few tolls that a page shows, out of a hundred thousand lines: as :mod:`db.series.running` marks them."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from math import isnan
from typing import Any, Final, NamedTuple

import numpy as np
from sqlmodel import Session

from db.answers import Total
from db.columns.numbers import BEST, HIGH, LOW, NO_DAY
from db.columns.spans import day as day_of
from db.lines.falls import Bounds, Change, last_step
from db.lines.told import Told, chosen, taken
from db.lines.told_pieces import hash_of
from db.selection.selecting import Selection
from db.vocabulary import Quantifier

_LOW_BITS: Final = np.uint64(2**16 - 1)
_BOUNDS: Final = (("low", LOW), ("best", BEST), ("high", HIGH))


class Before(NamedTuple):
    """The figure from which a toll came down, and how; None where it only says less than that."""

    day: date | None
    low: int | None
    best: int | None
    high: int | None
    quantifier: Quantifier | None
    word: str | None
    key: str | None
    change: Change | None


def falls_before(session: Session, selection: Selection, shown: Collection[Total]) -> Iterator[tuple[str, Before]]:
    """By the key of each total that is shown the last fall up to it that it has not made up for."""
    told = Told.of(session, selection)
    places = chosen(selection, told)
    wanted = np.array([hash_of(total.key) for total in shown], np.uint64)
    claims = places[_among(told.columns["key_hash"][places], wanted)]
    of_line = np.zeros(int(told.line.max(initial=0)) + 1, bool)
    of_line[told.line[claims]] = True
    days = _Days.of(selection, told, places[of_line[told.line[places]]])
    by_key = {total.key: total for total in shown}
    named = zip(claims.tolist(), told.texts("key", claims), strict=True)
    falls = [(by_key[key], days.fall_before(claim, by_key[key])) for claim, key in named if key in by_key]
    found = [(total, fall) for total, fall in falls if fall is not None]
    before = days.figures([at for _, (at, _) in found])
    for (total, (_, change)), figure in zip(found, before, strict=True):
        yield total.key or "", Before(**figure, change=change)


def _among(hashes: Any, wanted: Any) -> Any:
    """Where the wanted are: a table of their last bits leaves few to compare."""
    table = np.zeros(int(_LOW_BITS) + 1, bool)
    table[wanted & _LOW_BITS] = True
    near = np.flatnonzero(table[hashes & _LOW_BITS])
    return near[np.isin(hashes[near], wanted)]


@dataclass(frozen=True)
class _Days:
    """Claims in the order of their line (``group``: with the day that it counts from) and day; ``value`` may be NaN.

    ``last`` marks the one of each day that stands: that which was published, then recorded, later.
    """

    selection: Selection
    told: Told
    place: Any
    group: Any
    day: Any
    value: Any
    last: Any
    columns: dict[str, Any]

    @classmethod
    def of(cls, selection: Selection, told: Told, places: Any) -> "_Days":
        """Of all claims of some lines."""
        names = ("first", "last", "speaks", "published", "recorded", "low", "best", "high", "missing")
        column = {name: selection.copy.take(name, told.rows[places]) for name in names}
        day = column["speaks"]
        for other in ("last", "published"):
            day = np.where(day == NO_DAY, column[other], day)
        said = (column["recorded"], column["published"], day, column["first"], told.line[places])
        order = _ordered(told, places, said)
        order = order[day[order] != NO_DAY]
        column = {name: values[order] for name, values in column.items()}
        places, day = places[order], day[order]
        fresh = (np.diff(told.line[places], prepend=-1) != 0) | (np.diff(column["first"], prepend=0) != 0)
        group = np.cumsum(fresh)
        last = (np.diff(group, append=-1) != 0) | (np.diff(day, append=0) != 0)
        value = np.full(len(order), np.nan)
        for name, bit in (("high", HIGH), ("low", LOW), ("best", BEST)):
            value = np.where(column["missing"] & bit, value, column[name])
        return cls(selection, told, places, group, day, value, last, column)

    def fall_before(self, claim: int, total: Total) -> tuple[int, Change | None] | None:
        """Where the figure stands from which the line last fell, up to the claim, and how: see :func:`last_step`."""
        (at,) = np.flatnonzero(self.place == claim).tolist() or [-1]
        if at < 0 or not self.last[at] or np.isnan(self.value[at]):
            return None
        begin, end = np.searchsorted(self.group, [self.group[at], self.group[at] + 1])
        if not (total.place or total.pcode) and self._of_several_places(begin, end):
            return None
        known = begin + np.flatnonzero(self.last[begin : at + 1] & ~np.isnan(self.value[begin : at + 1]))
        if (np.diff(self.value[known]) >= 0).all():
            return None  # what falls, or says less, reads lower than something before it
        step = last_step(self._bounds(known))
        return None if step is None or step.before is None else (int(known[step.before]), step.change)

    def _bounds(self, known: Any) -> list[Bounds | None]:
        """What figures leave open."""
        rows = self.told.rows[self.place[known]]
        about = taken(self.selection.copy, "quantifier", rows) == Quantifier.ABOUT.number
        missing = self.columns["missing"][known]
        said = [np.where(missing & bit, np.nan, self.columns[name][known]).tolist() for name, bit in _BOUNDS]
        figures = zip(*said, about.tolist(), strict=True)
        return [Bounds.of(*(_known(bound) for bound in bounds), about=of) for *bounds, of in figures]

    def _of_several_places(self, begin: int, end: int) -> bool:
        """Whether a line without a place says different things of one day: nobody knows which of them goes on."""
        same = np.diff(self.day[begin:end]) == 0
        said = (self.columns[name][begin:end] for name in ("low", "best", "high", "missing"))
        return bool((same & np.logical_or.reduce([np.diff(values) != 0 for values in said])).any())

    def figures(self, at: list[int]) -> Iterator[dict[str, Any]]:
        """What the claims at these spots say, and of which day."""
        place = self.place[at]
        words, keys = (self.told.texts(name, place) for name in ("word", "key"))
        quantifiers = taken(self.selection.copy, "quantifier", self.told.rows[place]).tolist()
        for spot, word, key, number in zip(at, words, keys, quantifiers, strict=True):
            missing = int(self.columns["missing"][spot])
            bounds = {name: None if missing & bit else int(self.columns[name][spot]) for name, bit in _BOUNDS}
            quantifier = Quantifier.of(number) if number else None
            yield {"day": day_of(int(self.day[spot])), **bounds, "quantifier": quantifier, "word": word, "key": key}


def _known(bound: float) -> int | None:
    return None if isnan(bound) else int(bound)


def _ordered(told: Told, places: Any, said: tuple[Any, ...]) -> Any:
    """The order of claims by the last of these columns, then the others; of such as are alike the first key is last."""
    order = np.lexsort(said)
    same = np.logical_and.reduce([np.diff(values[order]) == 0 for values in said])
    if not same.any():
        return order
    tied = np.unique(order[np.flatnonzero(np.append(same, False) | np.append(False, same))])
    keys, ranks = told.texts("key", places[tied]), np.zeros(len(places), np.int64)
    ranks[tied[sorted(range(len(keys)), key=lambda at: keys[at] or "", reverse=True)]] = np.arange(len(keys))
    return np.lexsort((ranks, *said))
