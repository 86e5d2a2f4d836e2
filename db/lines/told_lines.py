"""Lines on whole columns: the same as :func:`db.lines.of_claims.lines` makes of a frame of words.

The latest figure of a line stands for tolls and stocks; periods that do not overlap add up; what is of no stated kind
stays as it is.
"""

from dataclasses import replace
from typing import Any, Final

import numpy as np

from db.columns.numbers import BEST, HIGH, LOW
from db.lines.line_columns import BOUNDS, Lines, numbered, themselves, wholes_of
from db.lines.period_lines import period_lines
from db.lines.told import Told
from db.lines.told_order import ToldOrder
from db.selection.selecting import Selection
from db.vocabulary import Series

_REPLACES: Final = (Series.CUMULATIVE.number, Series.STOCK.number)


def lines_of(selection: Selection, told: Told, places: Any, group: Any) -> Lines:
    """The lines of the told claims at ``places``, each in its group."""
    series = selection.copy.take("series", told.rows[places])
    replaces, runs = np.isin(series, _REPLACES), series == Series.PERIOD.number
    pieces = [
        _latest(selection, told, places[replaces], group[replaces]),
        *period_lines(selection, told, places[runs], group[runs]),
        themselves(selection, told, places[~replaces & ~runs], group[~replaces & ~runs]),
    ]
    names = Lines.__dataclass_fields__
    return Lines(*(np.concatenate([getattr(piece, name) for piece in pieces]) for name in names))


def _latest(selection: Selection, told: Told, places: Any, group: Any) -> Lines:
    """The latest figure of each line; a part of a figure that no longer stands goes with it."""
    code, size = numbered(told.line[places], group)
    newest = _newest(selection, told, places, code, size)
    own = _first_by_key(told, places, code, newest)
    own = own[_standing(told, places, places[own])]
    lines = themselves(selection, told, places[own], group[own], np.bincount(code, minlength=size)[code[own]])
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
    for name, bit in BOUNDS:
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
