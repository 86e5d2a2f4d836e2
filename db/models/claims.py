"""The table of claims: every version of what was said."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, Column, Date, ForeignKey, Index, Integer, Text, text
from sqlmodel import Field, SQLModel

from db.models.fields import moment, word, words_in_range
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
    RevisionReason,
    Series,
    Sex,
    Unit,
)


class Claim(SQLModel, table=True):
    """One version of one claim: one measure, one group, one place, one period, one source, as it was said.

    ``origin_id`` is who first said it when the source relays; ``direct`` is true when the source speaks for itself. A
    relayed claim without an origin is one whose origin the source does not state. ``subset_of`` is the key of the total
    that this claim is a part of. ``incident_id`` is the incident that the row itself names; a judgement may link the
    claim to another. ``factor`` is how many people a household has by the word of ``factor_source``.
    """

    __tablename__ = "claim"
    __table_args__ = (
        Index(
            "uq_claim_one_open_version",
            "key",
            unique=True,
            sqlite_where=text("superseded_at IS NULL"),
            postgresql_where=text("superseded_at IS NULL"),
        ),
        Index(
            "uq_claim_superseded_version",
            "key",
            "version",
            unique=True,
            sqlite_where=text("superseded_at IS NOT NULL"),
            postgresql_where=text("superseded_at IS NOT NULL"),
        ),
        Index("ix_claim_batch_row", "batch_id", "row"),
        CheckConstraint("version >= 1", name="version_counts_from_1"),
        CheckConstraint("low >= 0 AND best >= 0 AND high >= 0", name="people_are_not_negative"),
        CheckConstraint("low <= best AND best <= high AND low <= high", name="low_best_high_in_order"),
        CheckConstraint("date_from <= date_to", name="from_before_to"),
        CheckConstraint("superseded_at IS NULL OR superseded_at >= recorded_at", name="superseded_after_recorded"),
        CheckConstraint("version = 1 OR revision_reason IS NOT NULL", name="revision_has_a_reason"),
        CheckConstraint("factor IS NULL OR unit = 2", name="factor_is_of_households"),
        CheckConstraint("factor BETWEEN 1 AND 30", name="household_is_1_to_30_people"),
        CheckConstraint(
            "(factor IS NULL) = (factor_source IS NULL) AND (factor IS NULL OR length(trim(factor_source)) > 0)",
            name="factor_names_its_source",
        ),
        CheckConstraint("subset_of IS NULL OR subset_of <> key", name="not_a_part_of_itself"),
        CheckConstraint("NOT direct OR origin_id IS NULL", name="direct_has_no_other_origin"),
        CheckConstraint("lat BETWEEN -90 AND 90 AND lon BETWEEN -180 AND 180", name="coordinates_are_on_earth"),
        *words_in_range(
            measure=Measure,
            series=Series,
            quantifier=Quantifier,
            unit=Unit,
            population=Population,
            sex=Sex,
            age=Age,
            basis=Basis,
            date_precision=DatePrecision,
            place_precision=PlacePrecision,
            credibility=Credibility,
            status=ClaimStatus,
            revision_reason=RevisionReason,
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    key: str
    version: int
    source_id: int = Field(sa_column=Column(Integer, ForeignKey("source.id"), nullable=False))
    origin_id: int | None = Field(default=None, foreign_key="source.id")
    document_id: int | None = Field(default=None, foreign_key="document.id")
    batch_id: int = Field(foreign_key="batch.id")
    row: int
    verbatim: str = Field(sa_type=Text)
    excerpt: str | None = Field(default=None, sa_type=Text)
    span_start: int | None = None
    span_end: int | None = None
    measure: Measure = word(Measure, nullable=False)
    series: Series = word(Series, nullable=False)
    low: int | None = Field(default=None, sa_type=BigInteger)
    best: int | None = Field(default=None, sa_type=BigInteger)
    high: int | None = Field(default=None, sa_type=BigInteger)
    quantifier: Quantifier | None = word(Quantifier)
    rule: str
    unit: Unit = word(Unit, nullable=False)
    factor: float | None = None
    population: Population = word(Population, nullable=False)
    sex: Sex | None = word(Sex)
    age: Age | None = word(Age)
    subset_of: str | None = None
    basis: Basis | None = word(Basis)
    direct: bool
    date_from: date | None = Field(default=None, sa_column=Column(Date, index=True))
    date_to: date | None = None
    date_precision: DatePrecision | None = word(DatePrecision)
    speaks_of: date | None = None
    published: date | None = None
    recorded_at: datetime = moment(nullable=False)
    superseded_at: datetime | None = moment()
    revision_reason: RevisionReason | None = word(RevisionReason)
    place: str | None = None
    pcode: str | None = Field(default=None, foreign_key="place.pcode")
    place_precision: PlacePrecision | None = word(PlacePrecision)
    lat: float | None = None
    lon: float | None = None
    cause: str | None = None
    attributed_to: str | None = None
    credibility: Credibility | None = word(Credibility)
    status: ClaimStatus = word(ClaimStatus, nullable=False)
    definition: str | None = Field(default=None, sa_type=Text)
    notes: str | None = Field(default=None, sa_type=Text)
    incident_id: int | None = Field(default=None, foreign_key="incident.id", index=True)
    factor_source: str | None = Field(default=None, sa_type=Text)  # last, as in the tables that were there before it
