"""One version of one claim."""

from dataclasses import dataclass
from datetime import date, datetime

from db.households import People, people_of
from db.vocabulary import (
    Age,
    Basis,
    ClaimStatus,
    Credibility,
    DatePrecision,
    Measure,
    PlacePrecision,
    Population,
    Quantifier,
    Reliability,
    RevisionReason,
    Series,
    Sex,
    Unit,
)


@dataclass(frozen=True, slots=True)
class ClaimRecord:
    """One version of one claim, with the names behind its references.

    ``revision_reason`` is why its source, or the file, said something else than before. ``restored``: the version
    stands again, or goes on standing, because a file was withdrawn; it keeps the reason that it was first said for.
    ``factor`` is how many people a household has by the word of ``factor_source``, where the claim counts households.
    """

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
    factor: float | None
    factor_source: str | None
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
    restored: bool = False

    @property
    def people(self) -> People | None:
        """The people that its households come to: derived, and in no sum. None without a size that somebody stated.

        Of a vague word ("dozens of families") nothing is worked out: the least that it allows is nobody's figure.
        """
        if self.factor is None or self.quantifier is Quantifier.VAGUE:
            return None
        people = people_of(self.low, self.best, self.high, self.factor)
        return people if any(bound is not None for bound in people) else None
