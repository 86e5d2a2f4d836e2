"""What a copy spans as a whole, whatever the view: sources, measures, days, and how much was recorded by when."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any, Final

import numpy as np

from db.columns.copies import Copy, micros
from db.columns.numbers import NO_DAY

_EPOCH: Final = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Span:
    """Ids of the sources and origins of all versions, numbers of their measures, their first and last day."""

    sources: frozenset[int]
    measures: frozenset[int]
    first: date | None
    last: date | None


@lru_cache(maxsize=65_536)
def day(number: int) -> date | None:
    """A day of the copy as a date; None for ``NO_DAY``."""
    return None if number == NO_DAY else _EPOCH + timedelta(days=number)


def said_of(copy: Copy) -> Span:
    """The span of a copy."""
    return copy.remember("span", None, lambda: _span(copy))


def _span(copy: Copy) -> Span:
    sources = np.union1d(_used(copy, "source"), _used(copy, "origin"))
    begun = [part["first"][part["first"] != NO_DAY] for part in copy.parts]
    first = min((int(days.min()) for days in begun if len(days)), default=NO_DAY)
    last = max((int(part["last"].max()) for part in copy.parts if part.rows), default=NO_DAY)
    return Span(frozenset(sources.tolist()), frozenset(_used(copy, "measure").tolist()), day(first), day(last))


def _used(copy: Copy, name: str) -> Any:
    """The values of a column, but for 0, which stands for none."""
    seen = np.zeros(copy.most(name) + 1, bool)
    for part in copy.parts:
        seen[part[name]] = True
    seen[0] = False
    return np.flatnonzero(seen)


def recorded_by(copy: Copy, moment: datetime | None) -> int:
    """How many versions were recorded up to a moment; None: until now."""
    if moment is None:
        return copy.rows
    return sum(int(np.count_nonzero(part["known"] <= micros(moment))) for part in copy.parts)
