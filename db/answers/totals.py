"""Totals, and which of many are told."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from db.conventions.registry import Convention
from db.vocabulary import Age, Basis, Measure, Population, Quantifier, Series, Sex, Unit


@dataclass(frozen=True, slots=True)
class Total:
    """One figure for one kind; kinds are never added, so there is a row for each.

    For incidents: the envelope of the sum over incidents (``low`` leaves out what has no low, ``high`` and ``best``
    are None unless every part has one; ``unbounded`` of its incidents have no upper bound). For every other series: one
    *line*, which is one speaker's figure for one definition. ``group`` is the value of the key it was grouped by (month
    ``2024-11``, P-code, source name, incident code; None: not known). ``word`` is the vague word ("millions") where the
    figure is a single vague claim.
    ``covered`` is how many days the added figures of periods are of, where these are fewer than all from ``since`` to
    ``until``. ``outdated``: a stock of a day too long ago to stand still (:mod:`db.series.outdated`); by month none is,
    since each stands for its own month. ``convention`` is that of the view where the figure is another without it.
    """

    measure: Measure
    series: Series
    population: Population
    unit: Unit
    low: int | None
    best: int | None
    high: int | None
    claims: int
    incidents: int
    group: str | None = None
    group_label: str | None = None
    quantifier: Quantifier | None = None
    word: str | None = None
    sex: Sex | None = None
    age: Age | None = None
    source: str | None = None
    origin: str | None = None
    basis: Basis | None = None
    definition: str | None = None
    place: str | None = None
    pcode: str | None = None
    since: date | None = None
    until: date | None = None
    speaks_of: date | None = None
    published: date | None = None
    key: str | None = None
    part_of: str | None = None
    covered: int | None = None
    outdated: bool = False
    convention: Convention | None = None
    unbounded: int = 0


First = Literal["largest", "newest", "smallest", "widest"]
"""Which lines come first: the largest, the newest, the smallest that state a number, those of the widest places.

Of one day the largest come first, of places of one width the newest. What is outdated is never among them.
"""


@dataclass(frozen=True, slots=True)
class LineCount:
    """How many lines stand in a view of one measure, kind and unit; ``wholes`` are those that are no part of another.

    ``outdated`` counts beside them the stocks, parts aside, that no longer stand.
    """

    measure: Measure
    series: Series
    unit: Unit
    lines: int
    wholes: int
    outdated: int = 0


@dataclass(frozen=True, slots=True)
class Largest:
    """Totals of which only the first lines are there, and how many ``more`` lines stand in the view (parts aside).

    ``counts`` are of all lines of the view, in the vocabularies' order.
    """

    totals: tuple[Total, ...]
    more: int
    counts: tuple[LineCount, ...] = ()
