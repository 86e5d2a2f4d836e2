"""Lines on whole columns: the same as :func:`db.series.lines.lines` makes of a frame of words.

The latest figure of a line stands for tolls and stocks; periods that follow each other add up; what is of no stated
kind stays as it is.
"""

from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np

from db.columns.numbers import BEST, HIGH, LOW, NO_DAY
from db.columns.selection import Selection
from db.columns.told import Told, taken
from db.columns.told_order import ToldOrder
from db.vocabulary import Series

MOST_CODES: Final = 1_000_000
"""Lines in groups are numbered one by one where there could be more of them than these."""
_BOUNDS: Final = (("low", LOW), ("best", BEST), ("high", HIGH))
_REPLACES: Final = (Series.CUMULATIVE.number, Series.STOCK.number)


@dataclass(frozen=True)
class Lines:
    """A value for each line. ``claim`` is the place among the told of the claim whose key and days stand for it.

    ``newest`` is that of the claim that says place and definition; ``group`` the number of its group. ``missing`` is as
    in the copy; ``alone`` marks figures of one claim, whose quantifier and word hold.
    """

    claim: Any
    newest: Any
    group: Any
    low: Any
    best: Any
    high: Any
    missing: Any
    first: Any
    last: Any
    claims: Any
    alone: Any

    def __len__(self) -> int:
        return len(self.claim)

    def at(self, places: Any) -> "Lines":
        """Some of the lines."""
        return Lines(*(getattr(self, name)[places] for name in self.__dataclass_fields__))

    @property
    def size(self) -> Any:
        """The number that lines are put in order by: best, else low, else high, -1 if none is known."""
        found = np.where(self.missing & HIGH, -1.0, self.high)
        found = np.where(self.missing & LOW, found, self.low)
        return np.where(self.missing & BEST, found, self.best)


def lines_of(selection: Selection, told: Told, places: Any, group: Any) -> Lines:
    """The lines of the told claims at ``places``, each in its group."""
    series = selection.copy.take("series", told.rows[places])
    replaces, runs = np.isin(series, _REPLACES), series == Series.PERIOD.number
    pieces = [
        _latest(selection, told, places[replaces], group[replaces]),
        *_periods(selection, told, places[runs], group[runs]),
        _themselves(selection, told, places[~replaces & ~runs], group[~replaces & ~runs]),
    ]
    names = Lines.__dataclass_fields__
    return Lines(*(np.concatenate([getattr(piece, name) for piece in pieces]) for name in names))


def _themselves(selection: Selection, told: Told, places: Any, group: Any, claims: Any = None) -> Lines:
    """Claims that are lines of their own, or stand for theirs."""
    rows, copy = told.rows[places], selection.copy
    column = {name: taken(copy, name, rows) for name in ("low", "best", "high", "missing", "first", "last")}
    counts = np.ones(len(places), np.int64) if claims is None else claims
    return Lines(places, places, group, **column, claims=counts, alone=np.ones(len(places), bool))


def _latest(selection: Selection, told: Told, places: Any, group: Any) -> Lines:
    """The latest figure of each line; a part of a figure that no longer stands goes with it."""
    code, size = _numbered(told.line[places], group)
    newest = _newest(selection, told, places, code, size)
    own = _first_by_key(told, places, code, newest)
    own = own[_standing(told, places, places[own])]
    lines = _themselves(selection, told, places[own], group[own], np.bincount(code, minlength=size)[code[own]])
    return lines if len(own) == len(newest) else _spanned(selection, told.rows[places], code, newest, lines, code[own])


def _spanned(selection: Selection, rows: Any, code: Any, newest: Any, lines: Lines, of: Any) -> Lines:
    """The lines, as ranges where several figures are given in one word; ``of`` are their codes."""
    size = int(code.max(initial=0)) + 1
    newest = newest[(np.bincount(code[newest], minlength=size) > 1)[code[newest]]]
    column = {name: selection.copy.take(name, rows[newest]) for name in ("low", "best", "high", "missing")}
    known = column["missing"]
    first = np.zeros(size, np.int64)
    first[code[newest][::-1]] = np.arange(len(newest))[::-1]
    same = known == known[first[code[newest]]]
    for name, bit in _BOUNDS:
        same &= (known & bit != 0) | (column[name] == column[name][first[code[newest]]])
    differs = np.zeros(size, bool)
    differs[code[newest][~same]] = True
    low, high, missing = np.full(size, np.inf), np.full(size, -np.inf), np.zeros(size, np.uint8)
    np.minimum.at(low, code[newest], column["low"])
    np.maximum.at(high, code[newest], column["high"])
    np.bitwise_or.at(missing, code[newest], known)
    at = differs[of]
    missing = np.where(at, missing[of] | BEST, lines.missing)
    return replace(
        lines,
        low=np.where(at, np.where(missing & LOW, 0, low[of]), lines.low),
        best=np.where(at, 0, lines.best),
        high=np.where(at, np.where(missing & HIGH, 0, high[of]), lines.high),
        missing=missing.astype(np.uint8),
        alone=lines.alone & ~at,
    )


def _numbered(line: Any, group: Any) -> tuple[Any, int]:
    """A number from 0 for each line in each group, and how many there are."""
    if not len(line):
        return np.zeros(0, np.int64), 0
    many, most = int(group.max()) + 1, int(line.max()) + 1
    if many * most <= MOST_CODES:
        return line * np.int64(many) + group, many * most
    _, code = np.unique(line * np.int64(many) + group, return_inverse=True)
    return code, int(code.max()) + 1


def _newest(selection: Selection, told: Told, places: Any, code: Any, size: int) -> Any:
    """Which of the claims are the latest of each code, by day, published and recorded."""
    ages = ToldOrder.of(selection.copy, told).age.take(places)
    latest = np.zeros(size, np.int32)
    np.maximum.at(latest, code, ages)
    return np.flatnonzero(ages == latest.take(code))


def _first_by_key(told: Told, places: Any, code: Any, own: Any) -> Any:
    """One claim for each code: of several the one whose key comes first."""
    tied = np.bincount(code[own], minlength=1)[code[own]] > 1
    if not tied.any():
        return own
    keys = told.texts("key", places[own[tied]])
    ordered = sorted(zip(code[own[tied]].tolist(), keys, own[tied].tolist(), strict=True))
    first = {at: number for at, _, number in reversed(ordered)}
    return np.sort(np.concatenate([own[~tied], np.array(list(first.values()), own.dtype)]))


def _standing(told: Told, places: Any, found: Any) -> Any:
    """Which of the lines found stand: not a part of a claim in view that is no line, or that does not stand itself."""
    kept = np.ones(len(found), bool)
    whole = wholes_of(told, places, found)
    if not whole:
        return kept
    at = {place: number for number, place in enumerate(found.tolist())}
    while True:
        gone = [part for part, of in whole.items() if kept[at[part]] and not (of in at and kept[at[of]])]
        if not gone:
            return kept
        kept[[at[part] for part in gone]] = False


def wholes_of(told: Told, places: Any, found: Any) -> dict[int, int]:
    """From the parts among ``found`` to the claims among ``places`` of which they are parts, by their places."""
    parts = found[told.columns["part_hash"][found] != 0]
    if not len(parts):
        return {}
    near = places[np.isin(told.columns["key_hash"][places], told.columns["part_hash"][parts])]
    wholes = dict(zip(told.texts("key", near), near.tolist(), strict=True))
    named = zip(parts.tolist(), told.texts("part", parts), strict=True)
    return {part: wholes[whole] for part, whole in named if whole in wholes}


def _periods(selection: Selection, told: Told, places: Any, group: Any) -> tuple[Lines, Lines]:
    """Periods that follow each other add up; a line with periods that overlap or are not known stays as claims."""
    code, size = _numbered(told.line[places], group)
    rows = told.rows[places]
    first, last = (selection.copy.take(name, rows) for name in ("first", "last"))
    order = np.lexsort((last, first, code))
    code, first, last, places, group = (values[order] for values in (code, first, last, places, group))
    clash = np.zeros(size, bool)
    clash[code[(first == NO_DAY) | (last == NO_DAY)]] = True
    ended = np.maximum.accumulate(code * np.int64(2**34) + (last.astype(np.int64) - NO_DAY))
    overlaps = code[1:] * np.int64(2**34) + (first[1:].astype(np.int64) - NO_DAY) <= ended[:-1]
    clash[code[1:][overlaps & (code[1:] == code[:-1])]] = True
    apart = clash[code]
    whole = np.flatnonzero(~apart)
    sums = _summed(selection, told, places[whole], group[whole], code[whole])
    return _themselves(selection, told, places[apart], group[apart]), sums


def _summed(selection: Selection, told: Told, places: Any, group: Any, code: Any) -> Lines:
    """The sums of claims that are ordered by code and day."""
    begins = np.flatnonzero(np.diff(code, prepend=-1))
    ends = np.append(begins[1:], len(code))
    if not len(begins):
        return _themselves(selection, told, places, group)
    own = _themselves(selection, told, places, group)
    counts = ends - begins
    missing = np.zeros(len(begins), np.uint8)
    sums = {}
    for name, bit in _BOUNDS:
        known = np.add.reduceat(((own.missing & bit) == 0).astype(np.int64), begins)
        stated = known > 0 if name == "low" else known == counts
        sums[name] = np.where(stated, np.add.reduceat(getattr(own, name), begins), 0)
        missing |= np.where(stated, 0, bit).astype(np.uint8)
    return Lines(
        claim=places[begins],
        newest=places[ends - 1],
        group=group[begins],
        **sums,
        missing=missing,
        first=np.minimum.reduceat(own.first, begins),
        last=np.maximum.reduceat(own.last, begins),
        claims=counts,
        alone=counts == 1,
    )
