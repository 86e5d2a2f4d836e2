"""Lines as columns, and what makes them: claims that stand alone, numbers for lines in groups, parts and wholes."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from db.columns.numbers import BEST, HIGH, LOW
from db.lines.told import Told, taken
from db.selection.selecting import Selection

MOST_CODES: Final = 1_000_000
"""Lines in groups are numbered one by one where there could be more of them than these."""
BOUNDS: Final = (("low", LOW), ("best", BEST), ("high", HIGH))
OWN: Final = -1
"""The whole of a line that is a part, if any, of what its claim says."""
ALL: Final = 0
"""What is covered by a line without gaps."""


@dataclass(frozen=True)
class Lines:
    """A value for each line. ``claim`` is the place among the told of the claim whose key and days stand for it.

    ``newest`` is that of the claim that says place and definition; ``group`` the number of its group. ``missing`` is as
    in the copy; ``alone`` marks figures of one claim, whose quantifier and word hold. ``covered`` are the days of a sum
    with gaps. ``whole`` is the place of the claim that stands for the sum of which a line is a part.
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
    covered: Any
    whole: Any

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


def themselves(selection: Selection, told: Told, places: Any, group: Any, claims: Any = None) -> Lines:
    """Claims that are lines of their own, or stand for theirs."""
    rows, copy = told.rows[places], selection.copy
    column = {name: taken(copy, name, rows) for name in ("low", "best", "high", "missing", "first", "last")}
    size = len(places)
    counts = np.ones(size, np.int64) if claims is None else claims
    told_of = {"covered": np.full(size, ALL), "whole": np.full(size, OWN)}
    return Lines(places, places, group, **column, claims=counts, alone=np.ones(size, bool), **told_of)


def numbered(line: Any, group: Any) -> tuple[Any, int]:
    """A number from 0 for each line in each group, and how many there are."""
    if not len(line):
        return np.zeros(0, np.int64), 0
    many, most = int(group.max()) + 1, int(line.max()) + 1
    if many * most <= MOST_CODES:
        return line * np.int64(many) + group, many * most
    _, code = np.unique(line * np.int64(many) + group, return_inverse=True)
    return code, int(code.max()) + 1


def wholes_of(told: Told, places: Any, found: Any) -> dict[int, int]:
    """From the parts among ``found`` to the claims among ``places`` of which they are parts, by their places."""
    parts = found[told.columns["part_hash"][found] != 0]
    if not len(parts):
        return {}
    near = places[np.isin(told.columns["key_hash"][places], told.columns["part_hash"][parts])]
    wholes = dict(zip(told.texts("key", near), near.tolist(), strict=True))
    named = zip(parts.tolist(), told.texts("part", parts), strict=True)
    return {part: wholes[whole] for part, whole in named if whole in wholes}
