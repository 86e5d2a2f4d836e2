"""Incidents, and what their claims come to."""

from dataclasses import dataclass
from datetime import date, datetime

from db.conventions.registry import Convention
from db.vocabulary import Age, Corroboration, DatePrecision, Measure, PlacePrecision, Population, Quantifier, Sex, Unit


@dataclass(frozen=True, slots=True)
class Reconciled:
    """The figure of one incident, measure, group and unit under a policy, and the sentence that explains it.

    ``sex`` and ``age`` None: of everyone; a claim about women alone makes a figure of its own, beside everyone's.
    ``counted`` false: sums leave it out, because it is discounted, because other incidents tell the same people or
    because it is a ``part`` of a total that the view has not.
    ``convention`` is that of the view where the figure is another without it, or is left out by it.
    """

    measure: Measure
    population: Population
    unit: Unit
    low: int | None
    best: int | None
    high: int | None
    claims: int
    origins: int
    corroboration: Corroboration
    reason: str
    quantifier: Quantifier | None = None
    word: str | None = None
    sex: Sex | None = None
    age: Age | None = None
    counted: bool = True
    part: bool = False
    convention: Convention | None = None


@dataclass(frozen=True, slots=True)
class IncidentRecord:
    """One incident: when and where, its figures, who speaks of it."""

    code: str
    date_from: date | None
    date_to: date | None
    date_precision: DatePrecision | None
    place: str | None
    pcode: str | None
    place_name: str | None
    place_name_ar: str | None
    place_precision: PlacePrecision | None
    figures: tuple[Reconciled, ...]
    sources: tuple[str, ...]
    claims: int
    recorded_at: datetime
