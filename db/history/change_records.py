"""What the change log is made of: one record for each thing that changed what the register says, and where it stands.

A change carries what was said before and after, so that whoever follows the log needs no second question.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Final, NamedTuple, Self

from db.vocabulary import (
    Age,
    Basis,
    ClaimStatus,
    Credibility,
    DatePrecision,
    JudgementKind,
    Measure,
    PlacePrecision,
    Population,
    Quantifier,
    Reliability,
    Series,
    Sex,
    Unit,
)


class ChangeKind(StrEnum):
    """What happened. A claim is *restored* when it stands again after it did not, or as an earlier file had said it."""

    BATCH_RECORDED = "batch_recorded"
    BATCH_WITHDRAWN = "batch_withdrawn"
    CLAIM_ADDED = "claim_added"
    CLAIM_REVISED = "claim_revised"
    CLAIM_RETRACTED = "claim_retracted"
    CLAIM_WITHDRAWN = "claim_withdrawn"
    CLAIM_REDACTED = "claim_redacted"
    CLAIM_RESTORED = "claim_restored"
    JUDGEMENT_MADE = "judgement_made"
    JUDGEMENT_UNDONE = "judgement_undone"
    GRADE_GIVEN = "grade_given"
    SOURCE_CHANGED = "source_changed"
    ISSUES_RESOLVED = "issues_resolved"
    TEXTS_REDACTED = "texts_redacted"
    PLACE_CHANGED = "place_changed"


class CursorError(ValueError):
    """A text that is no place in the log; the message names it and the way out."""


class Cursor(NamedTuple):
    """A place in the log, which sorts as the log does and stays where it is whatever is recorded later.

    ``moment`` is when, ``rank`` which kind of occasion, ``occasion`` its id; ``spot`` and ``claim`` lead to one claim
    of a batch or a withdrawal (0 and 0: the occasion itself).
    """

    moment: datetime
    rank: int
    occasion: int
    spot: int = 0
    claim: int = 0

    def __str__(self) -> str:
        since_epoch = (self.moment - _EPOCH) // timedelta(microseconds=1)
        return "-".join(str(part) for part in (since_epoch, *self[1:]))

    @classmethod
    def read(cls, text: str) -> Self:
        """The place that a text names. Raises :class:`CursorError`."""
        try:
            if not _WRITTEN.fullmatch(text):
                raise ValueError
            moment, rank, *ids = (int(part) for part in text.split("-"))
            if max(ids) >= _TOO_LARGE:
                raise ValueError
            return cls(_EPOCH + timedelta(microseconds=moment), rank, *ids)
        except (ValueError, OverflowError):
            told = f"cursor: {text!r} is not a place in the change log"
            raise CursorError(f"{told}; take it from an earlier answer, or leave it out") from None


_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_WRITTEN: Final = re.compile(r"[0-9]{1,18}-[0-9](-[0-9]{1,10}){3}")
_TOO_LARGE: Final = 2**31
"""Ids are smaller than this in every database."""


@dataclass(frozen=True, slots=True)
class Said:
    """What one version of a claim says: its words, how they were read, about whom, where and when."""

    status: ClaimStatus
    verbatim: str
    low: int | None
    best: int | None
    high: int | None
    quantifier: Quantifier | None
    rule: str
    unit: Unit
    factor: float | None
    factor_source: str | None
    measure: Measure
    series: Series
    population: Population
    sex: Sex | None
    age: Age | None
    subset_of: str | None
    basis: Basis | None
    source: str
    origin: str | None
    direct: bool
    date_from: date | None
    date_to: date | None
    date_precision: DatePrecision | None
    speaks_of: date | None
    published: date | None
    place: str | None
    pcode: str | None
    place_precision: PlacePrecision | None
    lat: float | None
    lon: float | None
    cause: str | None
    attributed_to: str | None
    credibility: Credibility | None
    definition: str | None
    notes: str | None
    excerpt: str | None
    document: str | None
    incident: str | None


CLASSES: Final = (
    *("measure", "series", "population", "sex", "age", "unit", "factor", "factor_source"),
    *("basis", "cause", "attributed_to"),
)
"""The fields of a claim that put its figure into a class: what and whom it counts, in which unit, how, what did it."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What a batch brought: its file, how it was read, and how many rows and claims."""

    file: str
    layout: str
    layout_version: int
    rows: int
    claims: int
    new: int
    revised: int
    unchanged: int
    rejected: int


@dataclass(frozen=True, slots=True)
class Decided:
    """What a judgement says; ``other`` is the second incident of a judgement about two, ``key`` the claim of a link.

    A review is of a claim and names no ``incident``.
    """

    id: int
    kind: JudgementKind
    incident: str | None
    other: str | None
    key: str | None
    measure: Measure | None
    population: Population | None
    low: int | None
    best: int | None
    high: int | None
    score: float | None


@dataclass(frozen=True, slots=True)
class Graded:
    """A grade of a source; ``measure`` None: for claims of every kind."""

    source: str
    measure: Measure | None
    reliability: Reliability
    assessed_on: date


@dataclass(frozen=True, slots=True)
class Described:
    """One thing that is known of a source: a ``field`` of ``db.models.sources.SOURCE_FIELDS`` and its ``value``."""

    source: str
    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Closed:
    """Problems of a file that were closed: of which kind, in which ``row`` (None: in all), and how many."""

    file: str
    code: str
    row: int | None
    issues: int


@dataclass(frozen=True, slots=True)
class Kept:
    """Whether a place of the gazetteer is ``confidential``, with all that lies in it."""

    pcode: str
    place: str
    confidential: bool


@dataclass(frozen=True, slots=True)
class Withheld:
    """Texts that were taken away, without them: of a claim (``key``), a ``file`` or a document, from which ``fields``.

    ``claims`` and ``texts`` count those in which something is gone; ``exact``: a piece of them.
    """

    key: str | None
    file: str | None
    document: int | None
    fields: tuple[str, ...]
    exact: bool
    claims: int
    texts: int


Content = Said | Counted | Decided | Graded | Described | Closed | Kept | Withheld


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of the log: at which ``moment`` who changed what, and why.

    ``before`` and ``after`` are what stood and what stands (None: nothing). ``claim`` is the key of the claim and
    ``version`` the version that the change made; ``batch`` is the file that brought it, or that was withdrawn.
    ``reason`` is a revision reason for a claim, a sentence elsewhere.
    """

    cursor: Cursor
    kind: ChangeKind
    by: str | None
    reason: str | None
    before: Content | None
    after: Content | None
    batch: int | None = None
    row: int | None = None
    claim: str | None = None
    version: int | None = None

    @property
    def moment(self) -> datetime:
        """When the register came to know it."""
        return self.cursor.moment

    @property
    def changed(self) -> tuple[str, ...]:
        """The fields in which ``after`` differs from ``before``; none where one of them is not there."""
        if self.before is None or self.after is None:
            return ()
        return tuple(
            name
            for name in self.after.__dataclass_fields__
            if getattr(self.after, name) != getattr(self.before, name, None)
        )
