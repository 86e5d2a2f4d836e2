"""Adding figures up by bins on whole columns: a bin is a kind and a group (a month, a place, a source)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np

from db.columns.numbers import BEST, HIGH, LOW, NO_DAY

LATE: Final = 2**31 - 1
"""The first day of what has none."""
_BEFORE_ALL: Final = np.uint32(2**31 + 1)
"""Taken from days as unsigned numbers it puts ``NO_DAY``, which is the least of them, after all others."""

_LACKS: Final = np.array([[bits & bit != 0 for bit in (LOW, BEST, HIGH)] for bits in range(8)], np.int64)
"""For each value of ``missing`` which of low, best and high are not stated."""


@dataclass(frozen=True, slots=True)
class Told:
    """Figures as columns of one length: ``missing`` as in the copy, ``first`` and ``last`` days or ``NO_DAY``.

    ``claims`` are how many are behind each.
    """

    low: Any
    best: Any
    high: Any
    missing: Any
    first: Any
    last: Any
    claims: Any


@dataclass(frozen=True, slots=True)
class Rows:
    """Columns at some ``rows``, each of which is taken when it is first asked for."""

    take: Callable[[str, Any], Any]
    rows: Any
    _taken: dict[str, Any] = field(default_factory=dict, repr=False)

    def __getitem__(self, name: str) -> Any:
        if name not in self._taken:
            self._taken[name] = self.take(name, self.rows)
        return self._taken[name]

    @property
    def ranges(self) -> tuple[Any, "Rows"]:
        """The places of the rows whose low, best and high are not one number, and these rows."""
        if "ranges" not in self._taken:
            places = np.flatnonzero(self["plain"] == 0)
            self._taken["ranges"] = places, Rows(self.take, self.rows.take(places))
        found: tuple[Any, Rows] = self._taken["ranges"]
        return found


@dataclass(slots=True)
class Bins:
    """Sums of figures by bin, as :func:`db.figures.add_up` makes them.

    ``missing`` counts the figures of each bin (rows) by their own ``missing``. ``number`` is, in a bin of one figure,
    the number that this came with; in others it means nothing.
    """

    size: int
    figures: Any = field(init=False)
    claims: Any = field(init=False)
    missing: Any = field(init=False)
    sums: Any = field(init=False)
    first: Any = field(init=False)
    last: Any = field(init=False)
    number: Any = field(init=False)

    def __post_init__(self) -> None:
        self.figures = np.zeros(self.size, np.int64)
        self.claims = np.zeros(self.size, np.int64)
        self.missing = np.zeros((self.size, 8), np.int64)
        self.sums = np.zeros((3, self.size))
        self.first = np.full(self.size, LATE, np.int32)
        self.last = np.full(self.size, NO_DAY, np.int32)
        self.number = np.zeros(self.size, np.int64)

    def add(self, codes: Any, told: Told) -> None:
        """Add figures to the bins of ``codes``."""
        if not len(codes):
            return
        counts = np.bincount(codes, minlength=self.size)
        self.figures += counts
        self.claims += np.bincount(codes, weights=told.claims, minlength=self.size).astype(np.int64)
        self._add_missing(codes, told.missing)
        for at, values in enumerate((told.low, told.best, told.high)):
            self.sums[at] += np.bincount(codes, weights=values, minlength=self.size)
        self._add_days(codes, told.first, told.last)

    def add_claims(self, codes: Any, rows: Rows, offset: int = 0) -> None:
        """Add claims that are their own figures; the row numbers of the copy begin at ``offset``.

        Of most of them low, best and high are one number, so this is added up once, and for the others how far their
        bounds are from it. Columns hold 0 for what is not stated.
        """
        if not len(codes):
            return
        counts = np.bincount(codes, minlength=self.size)
        self.figures += counts
        self.claims += counts
        self.sums += np.bincount(codes, weights=rows["low"], minlength=self.size)
        places, ranges = rows.ranges
        if len(places):
            self._add_ranges(codes.take(places), ranges)
        self._add_days(codes, rows["first"], rows["last"])
        self.number[codes] = rows.rows + offset

    def _add_ranges(self, codes: Any, rows: Rows) -> None:
        low = rows["low"]
        self._add_missing(codes, rows["missing"])
        for at, name in enumerate(("best", "high"), start=1):
            self.sums[at] += np.bincount(codes, weights=rows[name] - low, minlength=self.size)

    def _add_missing(self, codes: Any, missing: Any) -> None:
        self.missing += np.bincount(codes * 8 + missing, minlength=self.size * 8).reshape(self.size, 8)

    def _add_days(self, codes: Any, first: Any, last: Any) -> None:
        np.maximum.at(self.last, codes, last)
        earliest_of(self.first, codes, first)

    def copied(self) -> "Bins":
        """The same sums, to be added to."""
        found = Bins(self.size)
        for name in ("figures", "claims", "missing", "sums", "first", "last", "number"):
            setattr(found, name, getattr(self, name).copy())
        return found

    def along(self, shape: tuple[int, int, int], axes: tuple[int, ...]) -> "Bins":
        """The sums over some axes of bins that are numbered by ``shape``."""
        kept = int(np.prod([length for axis, length in enumerate(shape) if axis not in axes]))
        found = Bins(kept)

        def shaped(values: Any) -> Any:
            return values.reshape(*values.shape[:-1], *shape)

        lone = np.where(self.figures == 1, self.number, 0)
        for name, values in (("figures", self.figures), ("claims", self.claims), ("number", lone)):
            setattr(found, name, shaped(values).sum(axis=axes).ravel())
        found.missing = self.missing.reshape(*shape, 8).sum(axis=axes).reshape(kept, 8)
        found.sums = shaped(self.sums).sum(axis=tuple(axis + 1 for axis in axes)).reshape(3, kept)
        found.first = shaped(self.first).min(axis=axes).ravel()
        found.last = shaped(self.last).max(axis=axes).ravel()
        return found

    def lacking(self, at: int) -> Any:
        """How many figures of all bins state no low (0), best (1) or high (2)."""
        return self.missing @ _LACKS[:, at]

    def sums_of(self, at: int) -> tuple[Any, Any]:
        """The sums of lows (0), bests (1) or highs (2) of all bins, and of which they are stated.

        A low leaves out what has none, the others then have none.
        """
        known = self.figures - self.lacking(at)
        stated = known > 0 if at == 0 else (known > 0) & (known == self.figures)
        return np.rint(self.sums[at]).astype(np.int64), stated


def earliest_of(found: Any, codes: Any, days: Any) -> None:
    """Put the earliest known day of each code in ``found`` where it is earlier; ``LATE`` is there for none."""
    first = np.full(len(found), np.uint32(2**32 - 1))
    np.minimum.at(first, codes, np.ascontiguousarray(days, np.int32).view(np.uint32) - _BEFORE_ALL)
    known = first != np.uint32(2**32 - 1)
    found[known] = np.minimum(found[known], (first[known] + _BEFORE_ALL).view(np.int32))
