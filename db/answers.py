"""What the questions of ``db.queries`` answer with: frozen records, whole people, None for "not known"."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from db.vocabulary import (
    Age,
    Basis,
    ClaimStatus,
    Corroboration,
    Credibility,
    DatePrecision,
    Measure,
    PlaceLevel,
    PlacePrecision,
    Policy,
    Population,
    Quantifier,
    Reliability,
    RevisionReason,
    Series,
    Sex,
    SourceKind,
    Unit,
)


@dataclass(frozen=True, slots=True)
class Total:
    """One figure for one kind; kinds are never added, so there is a row for each.

    For incidents: the envelope of the sum over incidents (``low`` leaves out what has no low, ``high`` and ``best``
    are None unless every part has one). For every other series: one *line*, which is one speaker's figure for one
    definition. ``group`` is the value of the key it was grouped by (month ``2024-11``, P-code, source name, incident
    code; None: not known). ``word`` is the vague word ("millions") where the figure is a single vague claim.
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


Speakers = Mapping[tuple[Measure, Population], tuple[str, ...]]
"""Names of sources in the register, for what each says of a measure and population."""

First = Literal["largest", "newest", "smallest", "widest"]
"""Which lines come first: the largest, the newest, the smallest that state a number, those of the widest places.

Of one day the largest come first, of places of one width the newest.
"""


@dataclass(frozen=True, slots=True)
class LineCount:
    """How many lines a view has of one measure, kind and unit; ``wholes`` are those that are no part of another."""

    measure: Measure
    series: Series
    unit: Unit
    lines: int
    wholes: int


@dataclass(frozen=True, slots=True)
class Largest:
    """Totals of which only the first lines are there, and how many ``more`` lines the view has (parts aside).

    ``counts`` are of all lines of the view, in the vocabularies' order.
    """

    totals: tuple[Total, ...]
    more: int
    counts: tuple[LineCount, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimRecord:
    """One version of one claim, with the names behind its references."""

    key: str
    version: int
    source: str
    origin: str | None
    direct: bool
    measure: Measure
    series: Series
    population: Population
    sex: Sex | None
    age: Age | None
    verbatim: str
    span: tuple[int, int] | None
    excerpt: str | None
    low: int | None
    best: int | None
    high: int | None
    quantifier: Quantifier | None
    unit: Unit
    rule: str
    basis: Basis | None
    subset_of: str | None
    date_from: date | None
    date_to: date | None
    date_precision: DatePrecision | None
    speaks_of: date | None
    published: date | None
    place: str | None
    pcode: str | None
    place_name: str | None
    place_name_ar: str | None
    place_precision: PlacePrecision | None
    cause: str | None
    attributed_to: str | None
    credibility: Credibility | None
    reliability: Reliability | None
    status: ClaimStatus
    definition: str | None
    notes: str | None
    title: str | None
    publisher: str | None
    url: str | None
    incident: str | None
    batch: int
    row: int
    recorded_at: datetime
    superseded_at: datetime | None
    revision_reason: RevisionReason | None


@dataclass(frozen=True, slots=True)
class Reconciled:
    """The figure of one incident, measure, group and unit under a policy, and the sentence that explains it.

    ``sex`` and ``age`` None: of everyone; a claim about women alone makes a figure of its own, beside everyone's.
    ``counted`` false: sums leave it out, because it is discounted or because other incidents tell the same people.
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


@dataclass(frozen=True, slots=True)
class PlaceRecord:
    """A place to choose, and where it lies."""

    pcode: str
    name_en: str
    name_ar: str | None
    level: PlaceLevel
    parent: str | None

    def name(self, language: str) -> str:
        """The name in ``language``; English where there is none."""
        return (self.name_ar or self.name_en) if language == "ar" else self.name_en


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen in the filter bar."""

    places: tuple[PlaceRecord, ...]
    sources: tuple[tuple[str, str | None], ...]
    measures: tuple[Measure, ...]
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Standing:
    """What the view covers and what its charts leave out; ``data_version`` changes whenever the register does.

    ``cuts_incidents``: some claims about an incident may be in view and others not.
    """

    claims: int
    incidents: int
    newest: date | None
    policy: Policy
    unlocated: int
    undated: int
    ungraded: int
    in_review: int
    data_version: str
    as_of: datetime | None
    cuts_incidents: bool


@dataclass(frozen=True, slots=True)
class BatchRecord:
    """One ingest."""

    id: int
    file_name: str
    sha256: str
    layout: str
    layout_version: int
    recorded_by: str
    recorded_at: datetime
    status: str
    rows: int
    claims: int
    new: int
    revised: int
    unchanged: int
    rejected: int
    warnings: int
    issue_codes: dict[str, int] = field(default_factory=dict)
