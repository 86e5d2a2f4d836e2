"""What the ledger takes: claims, sources and batches as they come from ingest, before they have ids and versions."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from db.kept_files.packed_file import PackedFile
from db.problems import Problem, Problems
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
    SourceKind,
    Unit,
)


@dataclass(frozen=True, slots=True)
class GradeDraft:
    """A grade to give: who assessed the source, when and why. ``measure`` None: for claims of every kind."""

    reliability: Reliability
    assessor: str
    assessed_on: date
    reason: str
    reason_ar: str | None = None
    measure: Measure | None = None


@dataclass(frozen=True, slots=True)
class SourceDraft:
    """A source and its reliability note."""

    name: str
    kind: SourceKind = SourceKind.UNKNOWN
    name_ar: str | None = None
    aliases: tuple[str, ...] = ()
    url: str | None = None
    interests: str | None = None
    interests_ar: str | None = None
    reliability_note: str | None = None
    reliability_note_ar: str | None = None
    grade: GradeDraft | None = None


@dataclass(frozen=True, slots=True)
class DocumentDraft:
    """A published thing, named by all that is known of it."""

    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: date | None = None
    language: str | None = None

    @property
    def key(self) -> str:
        """The hash of its URL, or without one of title, publisher and day."""
        return document_key(self.url, self.title, self.publisher, self.published)


@dataclass(frozen=True, slots=True)
class ClaimDraft:
    """One claim as read from one row; ``incident`` is the code of the event that the row is about (series incident).

    ``spot`` names the place for comparing claims, however it is spelt: its P-code, or the folded words of a place that
    the gazetteer has not got. It is not stored. ``factor`` is people in a household, by the word of ``factor_source``.
    """

    key: str
    row: int
    source: str
    direct: bool
    verbatim: str
    measure: Measure
    series: Series
    rule: str
    origin: str | None = None
    document: DocumentDraft | None = None
    excerpt: str | None = None
    span: tuple[int, int] | None = None
    low: int | None = None
    best: int | None = None
    high: int | None = None
    quantifier: Quantifier | None = None
    unit: Unit = Unit.PERSON
    factor: float | None = None
    factor_source: str | None = None
    population: Population = Population.UNKNOWN
    sex: Sex | None = None
    age: Age | None = None
    subset_of: str | None = None
    basis: Basis | None = None
    date_from: date | None = None
    date_to: date | None = None
    date_precision: DatePrecision | None = None
    speaks_of: date | None = None
    published: date | None = None
    place: str | None = None
    pcode: str | None = None
    place_precision: PlacePrecision | None = None
    lat: float | None = None
    lon: float | None = None
    cause: str | None = None
    attributed_to: str | None = None
    credibility: Credibility | None = None
    status: ClaimStatus = ClaimStatus.ACTIVE
    definition: str | None = None
    notes: str | None = None
    incident: str | None = None
    spot: str | None = None
    revision_reason: RevisionReason | None = None


@dataclass(frozen=True, slots=True)
class Retraction:
    """A row that takes claims back without a figure of its own: whole claims by ``keys``, and their parts with them."""

    row: int
    keys: tuple[str, ...]
    reason: RevisionReason


@dataclass(frozen=True, slots=True)
class RowDraft:
    """A row as it came; ``number`` as a spreadsheet shows it (the header is row 1)."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class BatchDraft:
    """One file on its way in: ``claims`` as ``db.claim_frame`` says, the rejected rows as they came, every issue.

    ``rows`` counts the file's data rows. ``packed`` is the file itself, whose bytes the register keeps. ``issues`` that
    are still to be looked for are, while the claims are being written.
    """

    file_name: str
    sha256: str
    layout: str
    layout_version: int
    recorded_by: str
    claims: pl.DataFrame
    rows: int = 0
    rejects: Sequence[RowDraft] = ()
    issues: Problems | Sequence[Problem] | Callable[[], Problems] = ()
    retractions: Sequence[Retraction] = ()
    packed: PackedFile | None = None


def digest(*values: object) -> str:
    """32 hexadecimal characters that name a tuple of values (None is not the same as blank)."""
    text = "\x1f".join("\0" if value is None else str(value) for value in values)
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def document_key(url: str | None, title: str | None, publisher: str | None, published: object) -> str:
    """What names a document: its URL, or without one title, publisher and day."""
    return digest(url) if url else digest(title, publisher, published)
