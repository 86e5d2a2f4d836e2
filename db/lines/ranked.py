"""Which of very many lines come first: of each measure, kind, unit and group the largest, newest and so on."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import numpy as np

from db.answers import First, LineCount
from db.columns.copies import Copy
from db.columns.numbers import NO_DAY
from db.lines.line_columns import OWN, Lines, wholes_of
from db.lines.of_claims import MOST_PEOPLE
from db.lines.told import Told
from db.lines.told_order import RADIX, ToldOrder
from db.vocabulary import Measure, Series, Unit

_NOWHERE: Final = -1


@dataclass(frozen=True)
class Ranked:
    """Lines with a value for each: ``whole`` is the place of the line of which it is a part (-1: of none).

    ``kind`` is measure, series and unit in one number, ``code`` the same with the group; ``day`` is the newest day;
    ``width`` is as in :func:`db.lines.of_claims.width_of`. What is ``outdated`` is only counted.
    """

    told: Told
    lines: Lines
    whole: Any
    kind: Any
    code: Any
    day: Any
    width: Any
    outdated: Any

    @classmethod
    def of(cls, copy: Copy, told: Told, lines: Lines, outdated: Any) -> "Ranked":
        """The lines of told claims."""
        order, claim = ToldOrder.of(copy, told), lines.claim
        day = order.speaks[claim]
        for other in (lines.last, order.published[claim]):
            day = np.where(day == NO_DAY, other, day)
        kind = order.kind[claim]
        code = lines.group.astype(np.int64) * int(np.prod(RADIX)) + kind
        return cls(told, lines, _wholes(told, lines), kind, code, day, order.width[lines.newest], outdated)

    def first(self, most: int, first: First) -> Any:
        """The places of the lines that are shown, ascending: ``most`` of each, with their parts."""
        rank = self._rank(first)
        own = np.flatnonzero((self.whole == _NOWHERE) & ~self.outdated)
        order = own[np.argsort(self.code[own], kind="stable")]
        begins = np.flatnonzero(np.diff(self.code[order], prepend=-1))
        shown = np.zeros(len(self.lines), bool)
        for begin, end in pairwise([*begins.tolist(), len(order)]):
            shown[self._first_of(order[begin:end], rank, most)] = True
        parts = np.flatnonzero(self.whole != _NOWHERE)
        while len(more := parts[shown[self.whole[parts]] & ~shown[parts]]):
            shown[more] = True
        return np.flatnonzero(shown)

    def counts(self) -> tuple[LineCount, ...]:
        """How many lines stand of each kind, how many of these are whole, and how many wholes no longer stand."""
        stands, whole = ~self.outdated, self.whole == _NOWHERE
        told = [np.bincount(self.kind, weights=some) for some in (stands, stands & whole, whole & self.outdated)]
        kinds = np.flatnonzero(told[0] + told[2])
        counted = zip(*(counts[kinds].astype(int).tolist() for counts in told), strict=True)
        return tuple(LineCount(*_in_words(kind), *counts) for kind, counts in zip(kinds.tolist(), counted, strict=True))

    def _rank(self, first: First) -> Any:
        """A number for each line, the least first; of equal ones the keys decide."""
        size = self.lines.size.astype(np.int64)
        if first == "smallest":
            return np.where(size < 0, MOST_PEOPLE, size)
        if first == "largest":
            return -size
        by = [-size, -self.day.astype(np.int64), *([self.width] if first == "widest" else [])]
        order = np.lexsort(by)
        rank = np.zeros(len(order), np.int64)
        rank[order[1:]] = np.cumsum(np.logical_or.reduce([np.diff(values[order]) != 0 for values in by]))
        return rank

    def _first_of(self, places: Any, rank: Any, most: int) -> list[int]:
        """The first of some lines; of equal ones those whose keys come first."""
        if len(places) <= most:
            return [int(place) for place in places]
        ranks = rank[places]
        last = np.partition(ranks, most - 1)[most - 1]
        before, equal = places[ranks < last], places[ranks == last]
        keys = self.told.texts("key", self.lines.claim[equal])
        first = [place for _, place in sorted(zip(keys, equal.tolist(), strict=True))]
        return [*before.tolist(), *first[: most - len(before)]]


def _wholes(told: Told, lines: Lines) -> Any:
    """For each line the place of that of which it is a part, in the same group; -1 if it is of none."""
    found = np.full(len(lines), _NOWHERE, np.int64)
    added = lines.whole != OWN
    of = wholes_of(told, lines.claim, lines.claim[~added])
    of |= dict(zip(lines.claim[added].tolist(), lines.whole[added].tolist(), strict=True))
    if of:
        at = np.full(len(told.rows), _NOWHERE, np.int64)  # a claim stands for one line, in one group
        at[lines.claim] = np.arange(len(lines))
        parts, wholes = (at[list(claims)] for claims in (of, of.values()))
        same = lines.group[parts] == lines.group[wholes]
        found[parts[same]] = wholes[same]
    return found


def _in_words(kind: int) -> tuple[Measure, Series, Unit]:
    said, unit = divmod(kind, RADIX[2])
    measure, series = divmod(said, RADIX[1])
    return Measure.of(measure), Series.of(series), Unit.of(unit)
