"""Adding figures up by bins on whole columns: a bin is a kind and a group (a month, a place, a source)."""

from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np

from db.columns.numbers import BEST, HIGH, LOW, NO_DAY

LATE: Final = 2**31 - 1
"""The first day of what has none."""
_BEFORE_ALL: Final = np.uint32(2**31 + 1)
"""Taken from days as unsigned numbers it puts ``NO_DAY``, which is the least of them, after all others."""


@dataclass(frozen=True, slots=True)
class Told:
    """Figures as columns of one length: ``missing`` as in the copy, ``first`` and ``last`` days or ``NO_DAY``.

    ``claims`` are how many are behind each; None: one. ``plain`` is true where low, best and high are stated and one
    number; None: not known.
    """

    low: Any
    best: Any
    high: Any
    missing: Any
    first: Any
    last: Any
    claims: Any = None
    plain: Any = None


@dataclass(slots=True)
class Bins:
    """Sums of figures by bin, as :func:`db.figures.add_up` makes them. Codes of :attr:`size` are thrown away.

    ``number`` is, in a bin of one figure, the number that this came with.
    """

    size: int
    figures: Any = field(init=False)
    claims: Any = field(init=False)
    known: Any = field(init=False)
    sums: Any = field(init=False)
    first: Any = field(init=False)
    last: Any = field(init=False)
    number: Any = field(init=False)

    def __post_init__(self) -> None:
        self.figures = np.zeros(self.size + 1, np.int64)
        self.claims = np.zeros(self.size + 1, np.int64)
        self.known = np.zeros((3, self.size + 1), np.int64)
        self.sums = np.zeros((3, self.size + 1))
        self.first = np.full(self.size + 1, LATE, np.int32)
        self.last = np.full(self.size + 1, NO_DAY, np.int32)
        self.number = np.zeros(self.size + 1, np.int64)

    def add(self, codes: Any, told: Told, numbers: Any = None) -> None:
        """Add figures to the bins of ``codes``; ``numbers`` are theirs, or that of the first if they follow on."""
        if not len(codes):
            return
        size = self.size + 1
        counts = np.bincount(codes, minlength=size)
        self.figures += counts
        if told.claims is None:
            self.claims += counts
        else:
            self.claims += np.bincount(codes, weights=told.claims, minlength=size).astype(np.int64)
        self._add_bounds(codes, told, counts)
        np.maximum.at(self.last, codes, told.last)
        earliest_of(self.first, codes, told.first)
        if numbers is not None:
            lone = np.flatnonzero((counts == 1)[codes])
            self.number[codes[lone]] = lone + numbers if isinstance(numbers, int) else numbers[lone]

    def _add_bounds(self, codes: Any, told: Told, counts: Any) -> None:
        """Of plain figures one number is added for all three bounds; the others are few as a rule."""
        if told.plain is None:
            self._add_each_bound(codes, told)
            return
        sums = np.bincount(codes, weights=told.low, minlength=len(counts))
        others = np.flatnonzero(told.plain == 0)
        apart = codes[others]
        low, best, high, missing = (values[others] for values in (told.low, told.best, told.high, told.missing))
        own = Told(low, best, high, missing, told.first, told.last)
        self.known += counts - np.bincount(apart, minlength=len(counts))
        self.sums += sums - np.bincount(apart, weights=own.low, minlength=len(counts))
        self._add_each_bound(apart, own)

    def _add_each_bound(self, codes: Any, told: Told) -> None:
        size = self.size + 1
        combined = np.bincount(codes * 8 + told.missing, minlength=size * 8).reshape(size, 8)
        for at, (bit, values) in enumerate(((LOW, told.low), (BEST, told.best), (HIGH, told.high))):
            self.known[at] += combined[:, [bits for bits in range(8) if not bits & bit]].sum(axis=1)
            self.sums[at] += np.bincount(codes, weights=values, minlength=size)

    def copied(self) -> "Bins":
        """The same sums, to be added to."""
        found = Bins(self.size)
        for name in ("figures", "claims", "known", "sums", "first", "last", "number"):
            setattr(found, name, getattr(self, name).copy())
        return found

    def along(self, shape: tuple[int, int, int], axes: tuple[int, ...]) -> "Bins":
        """The sums over some axes of bins that are numbered by ``shape``."""
        kept = int(np.prod([length for axis, length in enumerate(shape) if axis not in axes]))
        found = Bins(kept)

        def shaped(values: Any) -> Any:
            return values[..., : self.size].reshape(*values.shape[:-1], *shape)

        lone = np.where(self.figures == 1, self.number, 0)
        for name, values in (("figures", self.figures), ("claims", self.claims), ("number", lone)):
            getattr(found, name)[:kept] = shaped(values).sum(axis=axes).ravel()
        for name in ("known", "sums"):
            values = shaped(getattr(self, name)).sum(axis=tuple(axis + 1 for axis in axes))
            getattr(found, name)[:, :kept] = values.reshape(3, kept)
        found.first[:kept] = shaped(self.first).min(axis=axes).ravel()
        found.last[:kept] = shaped(self.last).max(axis=axes).ravel()
        return found

    def filled(self) -> Any:
        """The bins that hold a figure."""
        return np.flatnonzero(self.figures[: self.size])

    def sums_of(self, at: int, codes: Any) -> list[int | None]:
        """The sums of lows (0), bests (1) or highs (2): a low leaves out what has none, the others then have none."""
        known = self.known[at, codes]
        stated = known > 0 if at == 0 else (known > 0) & (known == self.figures[codes])
        sums = np.rint(self.sums[at, codes]).astype(np.int64)
        return [value if is_stated else None for value, is_stated in zip(sums.tolist(), stated.tolist(), strict=True)]


def earliest_of(found: Any, codes: Any, days: Any) -> None:
    """Put the earliest known day of each code in ``found`` where it is earlier; ``LATE`` is there for none."""
    first = np.full(len(found), np.uint32(2**32 - 1))
    np.minimum.at(first, codes, np.ascontiguousarray(days, np.int32).view(np.uint32) - _BEFORE_ALL)
    known = first != np.uint32(2**32 - 1)
    found[known] = np.minimum(found[known], (first[known] + _BEFORE_ALL).view(np.int32))
