"""The tables of the register: who said what, where and when; never one number per event that is overwritten.

Constraints are named after what they refuse, so that an error from the database can be read. Times come in two kinds:
when it happened (``date_from``, ``date_to``, ``speaks_of``) and when we knew (``recorded_at``, ``superseded_at``).
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Text,
    text,
)
from sqlmodel import Field, SQLModel

from db.types import Moment, WordType
from db.vocabulary import (
    Age,
    Basis,
    BatchStatus,
    ClaimStatus,
    Corroboration,
    Credibility,
    DatePrecision,
    JudgementKind,
    Measure,
    PlaceLevel,
    PlacePrecision,
    Policy,
    Population,
    Quantifier,
    Reliability,
    RevisionReason,
    Series,
    Severity,
    Sex,
    SourceKind,
    Unit,
    Word,
)

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


def word(vocabulary: type[Word], *, nullable: bool = True) -> Any:
    """A column that holds a word of ``vocabulary``."""
    return Field(
        default=None,
        sa_column=Column(WordType(vocabulary), nullable=nullable),
    )


def moment(*, nullable: bool = True) -> Any:
    """A column that holds a moment in UTC."""
    return Field(default=None, sa_column=Column(Moment, nullable=nullable))


def known_word(column: str, vocabulary: type[Word]) -> CheckConstraint:
    """Refuse a number in ``column`` that stands for no word."""
    numbers = ", ".join(str(term.number) for term in vocabulary)
    return CheckConstraint(f"{column} IN ({numbers})", name=f"{column}_is_a_known_word")


def words_in_range(**columns: type[Word]) -> tuple[CheckConstraint, ...]:
    """The same for vocabularies without a gap, cheaply: SQLite builds a list anew for each row that it checks."""
    return tuple(
        CheckConstraint(f"{column} BETWEEN 1 AND {len(vocabulary)}", name=f"{column}_is_a_known_word")
        for column, vocabulary in columns.items()
    )


def words_known(**columns: type[Word]) -> tuple[CheckConstraint, ...]:
    """:func:`known_word` for several columns."""
    return tuple(known_word(column, vocabulary) for column, vocabulary in columns.items())


class TermRow(SQLModel, table=True):
    """What the stored numbers mean, for whoever reads the register without this code."""

    __tablename__ = "term"

    vocabulary: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    word: str
    label: str
    definition: str = Field(sa_type=Text)


class Place(SQLModel, table=True):
    """A place of the gazetteer; ``aliases`` are other spellings, ``parent`` the place it lies in."""

    __tablename__ = "place"
    __table_args__ = (
        CheckConstraint("lat BETWEEN -90 AND 90", name="lat_is_on_earth"),
        CheckConstraint("lon BETWEEN -180 AND 180", name="lon_is_on_earth"),
        *words_known(level=PlaceLevel),
    )

    pcode: str = Field(primary_key=True)
    level: PlaceLevel = word(PlaceLevel, nullable=False)
    name_en: str
    name_ar: str | None = None
    parent: str | None = Field(default=None, foreign_key="place.pcode", index=True)
    lat: float | None = None
    lon: float | None = None
    aliases: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))


class PlaceSet(SQLModel, table=True):
    """One file of boundaries, points or aliases that was loaded, for one country and one level (None: any level).

    ``version`` and ``valid_on`` are what the file or the person loading it says; ``licence`` is shown wherever the
    file's boundaries are drawn. Counts are of features or rows: read = new + changed + unchanged + refused.
    """

    __tablename__ = "place_set"
    __table_args__ = (
        CheckConstraint("length(sha256) = 64", name="sha256_is_whole"),
        CheckConstraint("kind IN ('boundaries', 'points', 'aliases')", name="kind_is_known"),
        CheckConstraint("read = new + changed + unchanged + refused", name="every_feature_is_counted_once"),
        *words_known(level=PlaceLevel),
    )

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    country: str
    level: PlaceLevel | None = word(PlaceLevel)
    file_name: str
    sha256: str
    dataset: str
    version: str | None = None
    valid_on: date | None = None
    licence: str | None = Field(default=None, sa_type=Text)
    recorded_at: datetime = moment(nullable=False)
    read: int
    new: int
    changed: int
    unchanged: int
    refused: int


class PlaceMention(SQLModel, table=True):
    """The newest set of each kind that names a place; if a newer set of that kind exists, the place is not in it."""

    __tablename__ = "place_mention"
    __table_args__ = (CheckConstraint("kind IN ('boundaries', 'points')", name="kind_is_known"),)

    kind: str = Field(primary_key=True)
    pcode: str = Field(primary_key=True, foreign_key="place.pcode")
    set_id: int = Field(foreign_key="place_set.id", index=True)


class Boundary(SQLModel, table=True):
    """The area of a place: ``shape`` as the file has it (WKB, degrees, WGS 84), ``outline`` simplified for the map.

    ``outline`` is a GeoJSON geometry whose borders are shared with its neighbours' and whose exterior rings run
    clockwise.
    """

    __tablename__ = "boundary"

    pcode: str = Field(primary_key=True, foreign_key="place.pcode")
    set_id: int = Field(foreign_key="place_set.id", index=True)
    shape: bytes
    outline: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))


class Source(SQLModel, table=True):
    """An organisation or person who makes claims. Never the publisher of a page that quotes them."""

    __tablename__ = "source"
    __table_args__ = words_known(kind=SourceKind)

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    name_ar: str | None = None
    aliases: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    kind: SourceKind = word(SourceKind, nullable=False)
    url: str | None = None
    interests: str | None = Field(default=None, sa_type=Text)
    interests_ar: str | None = Field(default=None, sa_type=Text)
    reliability_note: str | None = Field(default=None, sa_type=Text)
    reliability_note_ar: str | None = Field(default=None, sa_type=Text)
    confidential: bool = False
    recorded_at: datetime = moment(nullable=False)


class Grade(SQLModel, table=True):
    """One assessment of a source's reliability, for one measure or for all; a later one supersedes it."""

    __tablename__ = "grade"
    __table_args__ = (
        CheckConstraint("superseded_at IS NULL OR superseded_at >= recorded_at", name="superseded_after_recorded"),
        *words_known(measure=Measure, reliability=Reliability),
    )

    id: int | None = Field(default=None, primary_key=True)
    source_id: int = Field(foreign_key="source.id", index=True)
    measure: Measure | None = word(Measure)
    reliability: Reliability = word(Reliability, nullable=False)
    assessor: str
    assessed_on: date
    reason: str = Field(sa_type=Text)
    reason_ar: str | None = Field(default=None, sa_type=Text)
    recorded_at: datetime = moment(nullable=False)
    superseded_at: datetime | None = moment()


class Document(SQLModel, table=True):
    """One published thing. ``key`` is the hash of the values that name it; it is never edited."""

    __tablename__ = "document"

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: date | None = None
    language: str | None = None
    sha256: str | None = None
    recorded_at: datetime = moment(nullable=False)


class Batch(SQLModel, table=True):
    """One ingest of one file: whole in the register or not at all."""

    __tablename__ = "batch"
    __table_args__ = (
        CheckConstraint("length(sha256) = 64", name="sha256_is_whole"),
        *words_known(status=BatchStatus),
    )

    id: int | None = Field(default=None, primary_key=True)
    file_name: str
    sha256: str = Field(index=True)
    layout: str
    layout_version: int
    recorded_by: str
    recorded_at: datetime = moment(nullable=False)
    status: BatchStatus = word(BatchStatus, nullable=False)
    rows: int
    claims: int
    new: int
    revised: int
    unchanged: int
    rejected: int
    warnings: int


class BatchFile(SQLModel, table=True):
    """The bytes of a batch's file as they came, in parts that are compressed by zlib: what all rows were read from."""

    __tablename__ = "batch_file"

    batch_id: int = Field(foreign_key="batch.id", primary_key=True)
    part: int = Field(primary_key=True)
    compressed: bytes = Field(sa_type=LargeBinary)


class BatchRow(SQLModel, table=True):
    """A row of a batch that was rejected, as it came: ``cells`` maps column to text."""

    __tablename__ = "batch_row"

    batch_id: int = Field(foreign_key="batch.id", primary_key=True)
    number: int = Field(primary_key=True)
    cells: dict[str, str] = Field(sa_column=Column(JSON, nullable=False))


class BatchIssue(SQLModel, table=True):
    """A problem that a batch raised; ``row`` None is about the whole file."""

    __tablename__ = "issue"
    __table_args__ = words_known(severity=Severity)

    id: int | None = Field(default=None, primary_key=True)
    batch_id: int = Field(foreign_key="batch.id", index=True)
    severity: Severity = word(Severity, nullable=False)
    code: str = Field(index=True)
    row: int | None = None
    column: str | None = None
    value: str | None = Field(default=None, sa_type=Text)
    message: str = Field(sa_type=Text)
    remedy: str = Field(sa_type=Text)
    resolved_at: datetime | None = moment()


class Withdrawal(SQLModel, table=True):
    """That a batch was taken back out of the register: by whom, when and why. A batch is withdrawn once."""

    __tablename__ = "withdrawal"
    __table_args__ = (CheckConstraint("length(trim(reason)) > 0", name="reason_is_given"),)

    batch_id: int = Field(primary_key=True, foreign_key="batch.id")
    recorded_by: str
    recorded_at: datetime = moment(nullable=False)
    reason: str = Field(sa_type=Text)


class Incident(SQLModel, table=True):
    """What several claims are about: one event. Which claims, is said by judgements, never by this row."""

    __tablename__ = "incident"

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True)
    recorded_at: datetime = moment(nullable=False)


class Claim(SQLModel, table=True):
    """One version of one claim: one measure, one group, one place, one period, one source, as it was said.

    ``origin_id`` is who first said it when the source relays; ``direct`` is true when the source speaks for itself. A
    relayed claim without an origin is one whose origin the source does not state. ``subset_of`` is the key of the total
    that this claim is a part of. ``incident_id`` is the incident that the row itself names; a judgement may link the
    claim to another.
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
        CheckConstraint("unit = 1 OR factor IS NULL OR factor > 0", name="factor_is_positive"),
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


class Repetition(SQLModel, table=True):
    """A row of a batch that says again what a version says that another batch brought: no new version, but a voice.

    If that other batch is withdrawn, the version stands on as this batch said it.
    """

    __tablename__ = "repetition"

    batch_id: int = Field(primary_key=True, foreign_key="batch.id")
    claim_id: int = Field(primary_key=True, foreign_key="claim.id", index=True)
    row: int


class Judgement(SQLModel, table=True):
    """Who or which rule decided something about an incident, when and why; undone, never deleted.

    A link or an unlink is of a claim (``claim_key``). A merge, a distinction, a possible duplicate and a cover are of
    two incidents: by a merge the claims of ``other_id``, later ones too, count with those of ``incident_id``. An
    override holds ``low``, ``best`` and ``high`` for ``measure`` and ``population``.
    """

    __tablename__ = "judgement"
    __table_args__ = (
        CheckConstraint("low <= best AND best <= high AND low <= high", name="low_best_high_in_order"),
        CheckConstraint("undone_at IS NULL OR undone_at >= recorded_at", name="undone_after_recorded"),
        CheckConstraint("kind NOT IN (1, 2) OR claim_key IS NOT NULL", name="link_names_its_claim"),
        CheckConstraint("(kind IN (6, 7, 8, 9)) = (other_id IS NOT NULL)", name="pair_names_the_other"),
        CheckConstraint("other_id <> incident_id", name="other_is_another"),
        *words_known(kind=JudgementKind, measure=Measure, population=Population),
    )

    id: int | None = Field(default=None, primary_key=True)
    kind: JudgementKind = word(JudgementKind, nullable=False)
    incident_id: int = Field(foreign_key="incident.id", index=True)
    other_id: int | None = Field(default=None, foreign_key="incident.id", index=True)
    claim_key: str | None = Field(default=None, index=True)
    measure: Measure | None = word(Measure)
    population: Population | None = word(Population)
    low: int | None = Field(default=None, sa_type=BigInteger)
    best: int | None = Field(default=None, sa_type=BigInteger)
    high: int | None = Field(default=None, sa_type=BigInteger)
    decided_by: str
    score: float | None = None
    reason: str = Field(sa_type=Text)
    recorded_at: datetime = moment(nullable=False)
    undone_at: datetime | None = moment()
    undone_reason: str | None = Field(default=None, sa_type=Text)


class Figure(SQLModel, table=True):
    """What the claims of one incident, measure and group are reconciled to under one policy, while that was known.

    Kept where there is something to reconcile: several claims (``members``, of which ``claims`` count, by ``origins``
    voices), or a judgement. The figure of a claim that stands alone is the claim. ``counted`` is false where the figure
    stays out of sums: it is discounted, or its incident tells in one what others tell one by one. ``chosen`` is whose
    best it is. Derived from claims and judgements by :mod:`db.upkeep`, in the transaction that changes those.
    """

    __tablename__ = "figure"
    __table_args__ = (
        CheckConstraint("superseded_at IS NULL OR superseded_at >= recorded_at", name="superseded_after_recorded"),
        *words_in_range(
            measure=Measure,
            population=Population,
            sex=Sex,
            age=Age,
            unit=Unit,
            policy=Policy,
            quantifier=Quantifier,
            corroboration=Corroboration,
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    incident_id: int = Field(foreign_key="incident.id", index=True)
    measure: Measure = word(Measure, nullable=False)
    population: Population = word(Population, nullable=False)
    sex: Sex | None = word(Sex)
    age: Age | None = word(Age)
    unit: Unit = word(Unit, nullable=False)
    policy: Policy = word(Policy, nullable=False)
    low: int | None = Field(default=None, sa_type=BigInteger)
    best: int | None = Field(default=None, sa_type=BigInteger)
    high: int | None = Field(default=None, sa_type=BigInteger)
    quantifier: Quantifier | None = word(Quantifier)
    vague_word: str | None = None
    chosen: str | None = None
    claims: int
    origins: int
    members: int
    corroboration: Corroboration = word(Corroboration, nullable=False)
    counted: bool
    recorded_at: datetime = moment(nullable=False)
    superseded_at: datetime | None = moment()


class ColumnMapRow(SQLModel, table=True):
    """What somebody said about the columns of a file: ``mapping`` is column to field, constants and words.

    ``columns_sha256`` names the set of columns, folded. The newest row of a set holds.
    """

    __tablename__ = "column_map"
    __table_args__ = (CheckConstraint("length(columns_sha256) = 64", name="columns_sha256_is_whole"),)

    id: int | None = Field(default=None, primary_key=True)
    columns_sha256: str = Field(index=True)
    mapping: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    recorded_by: str
    recorded_at: datetime = moment(nullable=False)
