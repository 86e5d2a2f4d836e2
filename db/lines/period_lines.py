"""Figures of periods on whole columns: the same lines as :func:`db.lines.periods.period_lines` makes of a frame."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from db.columns.numbers import BEST, HIGH, LOW, NO_DAY
from db.lines.line_columns import ALL, BOUNDS, OWN, Lines, numbered, themselves, wholes_of
from db.lines.told import Told, taken
from db.selection.selecting import Selection
from db.vocabulary import Quantifier

_NOT_KNOWN = -1


def period_lines(selection: Selection, told: Told, places: Any, group: Any) -> list[Lines]:
    """The lines that claims of periods make; those of parts name the line of which they are a part.

    Wholes come first, then their parts, then the parts of these. Parts of each other in a circle stay as they are.
    """
    return list(_Periods.of(selection, told, places, group).lines())


@dataclass(frozen=True)
class _Periods:
    """A value for each claim: the place of its ``whole`` among them (-1: none), and of what it is added to.

    ``home`` is the claim that stands for its line; ``addend`` that which is one of so many ``addends`` of a sum, and
    whose days count.
    """

    selection: Selection
    told: Told
    places: Any
    group: Any
    first: Any
    last: Any
    whole: Any
    home: Any
    addend: Any
    addends: Any

    @classmethod
    def of(cls, selection: Selection, told: Told, places: Any, group: Any) -> "_Periods":
        """The claims at ``places``, which ascend, each in its group."""
        first, last = (selection.copy.take(name, told.rows[places]) for name in ("first", "last"))
        size = len(places)
        whole = np.full(size, _NOT_KNOWN)
        of = wholes_of(told, places, places)
        parts, wholes = (np.searchsorted(places, list(claims)) for claims in (of, of.values()))
        whole[parts] = wholes
        own = np.arange(size)
        return cls(selection, told, places, group, first, last, whole, own.copy(), own, np.ones(size, np.int64))

    def lines(self) -> Iterator[Lines]:
        """All lines."""
        done = np.zeros(len(self.places), bool)
        now = np.flatnonzero(self.whole == _NOT_KNOWN)
        while len(now):
            several = self.addends[now] > 1
            alike, alone = now[several], now[~several]
            yield from self._alone(alone)
            if len(alike):
                yield self._alike(alike)
            done[now] = True
            left = np.flatnonzero(~done)
            now = left[done[self.whole[left]]]
            self._take_after_wholes(now)
        yield self._themselves(np.flatnonzero(~done))

    def _take_after_wholes(self, parts: Any) -> None:
        """A part of one of several added figures is of its days, and one of as many."""
        whole = self.whole[parts]
        self.addends[parts] = self.addends[whole]
        added = parts[self.addends[parts] > 1]
        self.addend[added] = self.addend[self.whole[added]]

    def _themselves(self, at: Any) -> Lines:
        return themselves(self.selection, self.told, self.places[at], self.group[at])

    def _alone(self, at: Any) -> Iterator[Lines]:
        """Periods that do not overlap add up; a line with periods that do, or that are not known, stays as claims."""
        code, size = numbered(self.told.line[self.places[at]], self.group[at])
        order = np.lexsort((self.last[at], self.first[at], code))
        at, code = at[order], code[order]
        first, last = self.first[at], self.last[at]
        clash = np.zeros(size, bool)
        clash[code[(first == NO_DAY) | (last == NO_DAY)]] = True
        ended = np.maximum.accumulate(code * np.int64(2**34) + (last.astype(np.int64) - NO_DAY))
        overlaps = code[1:] * np.int64(2**34) + (first[1:].astype(np.int64) - NO_DAY) <= ended[:-1]
        clash[code[1:][overlaps & (code[1:] == code[:-1])]] = True
        apart = clash[code]
        yield self._themselves(at[apart])
        at, code = at[~apart], code[~apart]
        if len(at):
            begins = np.flatnonzero(np.diff(code, prepend=-1))
            self._settle(at, begins)
            yield _summed(self._themselves(at), begins, np.ones(len(begins), bool), np.full(len(begins), OWN))

    def _alike(self, at: Any) -> Lines:
        """Parts of figures that are added, over these: bounds and best are known if each has such a part."""
        code = self._codes(at)
        order = np.lexsort((self._ranks(at), self.first[self.addend[at]], code))
        at, code = at[order], code[order]
        fresh = (np.diff(code, prepend=-1) != 0) | (np.diff(self.addend[at], prepend=-1) != 0)
        each = self._of_addends(at, np.flatnonzero(fresh))
        begins = np.flatnonzero(np.diff(code[fresh], prepend=-1))
        whole = self.home[self.whole[at[fresh][begins]]]
        complete = np.diff(begins, append=len(each)) == self.addends[at[fresh][begins]]
        self._settle(at, np.flatnonzero(np.diff(code, prepend=-1)))
        return _summed(each, begins, complete, self.places[whole])

    def _of_addends(self, at: Any, begins: Any) -> Lines:
        """What is part of each added figure, on its days: of several claims the largest least, and no more."""
        own = self._themselves(at)
        counts = np.diff(begins, append=len(at))
        low = np.maximum.reduceat(np.where(own.missing & LOW, _NOT_KNOWN, own.low), begins)
        rest = np.where(counts == 1, own.missing[begins], BEST | HIGH) & (BEST | HIGH)
        quantifier = taken(self.selection.copy, "quantifier", self.told.rows[self.places[at[begins]]])
        return replace(
            own.at(begins),
            newest=self.places[at[begins + counts - 1]],
            low=np.where(low == _NOT_KNOWN, 0, low),
            missing=(rest | np.where(low == _NOT_KNOWN, LOW, 0)).astype(np.uint8),
            first=self.first[self.addend[at[begins]]],
            last=self.last[self.addend[at[begins]]],
            claims=counts,
            alone=(counts == 1) & (quantifier == Quantifier.VAGUE.number),
        )

    def _settle(self, at: Any, begins: Any) -> None:
        """Claims are added to the first of their line, and whole ones are as many addends as it has."""
        counts = np.diff(begins, append=len(at))
        alone = self.addends[at] == 1
        self.home[at] = np.repeat(at[begins], counts)
        self.addends[at] = np.where(alone, np.repeat(counts, counts), self.addends[at])

    def _codes(self, at: Any) -> Any:
        """A number for each line, of which the claims are all but for the claim of which each is a part."""
        places, copy = self.places[at], self.selection.copy
        texts = (self.told.texts(name, places) for name in ("place_key", "definition_key"))
        of = (
            *(copy.take(name, self.told.rows[places]) for name in ("kind", "source", "origin", "direct")),
            *(np.unique([repr(text) for text in own], return_inverse=True)[1] for own in texts),
            *(self.told.columns["basis"][places], self.group[at], self.home[self.whole[at]]),
        )
        return np.unique(np.stack([column.astype(np.int64) for column in of]), axis=1, return_inverse=True)[1].ravel()

    def _ranks(self, at: Any) -> Any:
        """The order of their keys."""
        keys = self.told.texts("key", self.places[at])
        ranks = np.empty(len(at), np.int64)
        ranks[sorted(range(len(at)), key=lambda number: keys[number] or "")] = np.arange(len(at))
        return ranks


def _summed(own: Lines, begins: Any, complete: Any, whole: Any) -> Lines:
    """The sums of lines that are ordered by day; where they are not ``complete`` only the least is known."""
    counts = np.diff(begins, append=len(own))
    missing = np.zeros(len(begins), np.uint8)
    sums = {}
    for name, bit in BOUNDS:
        known = np.add.reduceat(((own.missing & bit) == 0).astype(np.int64), begins)
        stated = known > 0 if name == "low" else complete & (known == counts)
        sums[name] = np.where(stated, np.add.reduceat(getattr(own, name), begins), 0)
        missing |= np.where(stated, 0, bit).astype(np.uint8)
    first, last = np.minimum.reduceat(own.first, begins), np.maximum.reduceat(own.last, begins)
    days = np.add.reduceat(own.last.astype(np.int64) - own.first + 1, begins)
    return replace(
        own.at(begins),
        newest=own.newest[begins + counts - 1],
        **sums,
        missing=missing,
        first=first,
        last=last,
        claims=np.add.reduceat(own.claims, begins),
        alone=own.alone[begins] & (counts == 1),
        covered=np.where(days < last.astype(np.int64) - first + 1, days, ALL),
        whole=whole,
    )
