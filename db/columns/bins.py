"""Adding figures up by bins on whole columns: a bin is a kind and a group (a month, a place, a source)."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from db.columns.numbers import BEST, HIGH, LOW, NO_DAY

_LATE = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Told:
    """Figures as columns of one length: ``missing`` as in the copy, ``first`` and ``last`` days or ``NO_DAY``.

    ``claims`` are how many are behind each; None: one.
    """

    low: Any
    best: Any
    high: Any
    missing: Any
    first: Any
    last: Any
    claims: Any = None


@dataclass(slots=True)
class Bins:
    """Sums of figures by bin, as :func:`db.figures.add_up` makes them. Codes of :attr:`size` are thrown away."""

    size: int
    figures: Any = field(init=False)
    claims: Any = field(init=False)
    known: Any = field(init=False)
    sums: Any = field(init=False)
    first: Any = field(init=False)
    last: Any = field(init=False)

    def __post_init__(self) -> None:
        self.figures = np.zeros(self.size + 1, np.int64)
        self.claims = np.zeros(self.size + 1, np.int64)
        self.known = np.zeros((3, self.size + 1), np.int64)
        self.sums = np.zeros((3, self.size + 1))
        self.first = np.full(self.size + 1, _LATE, np.int32)
        self.last = np.full(self.size + 1, NO_DAY, np.int32)

    def add(self, codes: Any, told: Told) -> None:
        """Add figures to the bins of ``codes``."""
        if not len(codes):
            return
        size = self.size + 1
        combined = np.bincount(codes * 8 + told.missing, minlength=size * 8).reshape(size, 8)
        self.figures += combined.sum(axis=1)
        for at, (bit, values) in enumerate(((LOW, told.low), (BEST, told.best), (HIGH, told.high))):
            self.known[at] += combined[:, [bits for bits in range(8) if not bits & bit]].sum(axis=1)
            self.sums[at] += np.bincount(codes, weights=values, minlength=size)
        if told.claims is None:
            self.claims += combined.sum(axis=1)
        else:
            self.claims += np.bincount(codes, weights=told.claims, minlength=size).astype(np.int64)
        np.maximum.at(self.last, codes, told.last)
        known = told.first != NO_DAY
        if known.all():
            np.minimum.at(self.first, codes, told.first)
        else:
            np.minimum.at(self.first, codes[known], told.first[known])

    def filled(self) -> Any:
        """The bins that hold a figure."""
        return np.flatnonzero(self.figures[: self.size])

    def sums_of(self, at: int, codes: Any) -> list[int | None]:
        """The sums of lows (0), bests (1) or highs (2): a low leaves out what has none, the others then have none."""
        known = self.known[at, codes]
        stated = known > 0 if at == 0 else (known > 0) & (known == self.figures[codes])
        sums = np.rint(self.sums[at, codes]).astype(np.int64)
        return [value if is_stated else None for value, is_stated in zip(sums.tolist(), stated.tolist(), strict=True)]
