"""Sources and their grades, and who speaks of what."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from db.vocabulary import Measure, Population, Reliability, SourceKind


@dataclass(frozen=True, slots=True)
class GradeRecord:
    """One assessment of a source; ``measure`` None is for claims of every kind."""

    measure: Measure | None
    reliability: Reliability
    assessor: str
    assessed_on: date
    reason: str
    reason_ar: str | None
    superseded_at: datetime | None


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """A source with its reliability note, its grades (newest first) and what the view holds of it."""

    name: str
    name_ar: str | None
    kind: SourceKind
    url: str | None
    interests: str | None
    interests_ar: str | None
    reliability_note: str | None
    reliability_note_ar: str | None
    grades: tuple[GradeRecord, ...]
    claims: int
    relays: int
    revised: int
    first: date | None
    last: date | None
    definitions: tuple[str, ...] = ()

    @property
    def grade(self) -> GradeRecord | None:
        """The grade in force for claims of every kind; None: nobody has graded this source."""
        return next((g for g in self.grades if g.measure is None and g.superseded_at is None), None)


class Spoken(NamedTuple):
    """What a speaker says in a view: how many claims, of which days, what they count."""

    claims: int = 0
    first: date | None = None
    last: date | None = None
    definitions: tuple[str, ...] = ()


Speakers = Mapping[tuple[Measure, Population], tuple[str, ...]]
"""Names of sources in the register, for what each says of a measure and population."""
