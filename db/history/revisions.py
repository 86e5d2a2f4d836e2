"""How often a source's figures were mended, by how much, and what it took back. What a withdrawal did mends nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from statistics import median
from typing import Any, Final

import polars as pl
from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlmodel import Session, col

from db.columns.later import later_versions
from db.entries import table_of
from db.filters import Filters
from db.models import Batch, Claim, Source, Withdrawal
from db.types import as_stored
from db.views.frame import View
from db.vocabulary import ClaimStatus, Measure, Population, Quantifier, RevisionReason, Series, Unit, Word

_FIGURE: Final = ("low", "best", "high", "quantifier", "verbatim")
_SCHEMA: Final[dict[str, Any]] = {
    "key": pl.String,
    "version": pl.Int64,
    "source": pl.String,
    "measure": pl.Int16,
    "series": pl.Int16,
    "population": pl.Int16,
    "unit": pl.Int16,
    "low": pl.Int64,
    "best": pl.Int64,
    "high": pl.Int64,
    "quantifier": pl.Int16,
    "verbatim": pl.String,
    "date_from": pl.Date,
    "date_to": pl.Date,
    "speaks_of": pl.Date,
    "place": pl.String,
    "pcode": pl.String,
    "status": pl.Int16,
    "revision_reason": pl.Int16,
    "recorded_at": pl.Datetime(time_zone="UTC"),
}


@dataclass(frozen=True, slots=True)
class Stated:
    """The figure of one version, with its words."""

    low: int | None
    best: int | None
    high: int | None
    quantifier: Quantifier | None
    verbatim: str

    @property
    def says(self) -> tuple[int | None, int | None, int | None, Quantifier | None]:
        """What the words come to."""
        return self.low, self.best, self.high, self.quantifier

    @property
    def size(self) -> int | None:
        """The number that changes are measured by: best, else low, else high; of a word ("dozens") none is stated."""
        if self.quantifier is Quantifier.VAGUE:
            return None
        return next((bound for bound in (self.best, self.low, self.high) if bound is not None), None)


@dataclass(frozen=True, slots=True)
class Revision:
    """One version of a claim that mended an earlier one. ``taken_back``: the source stands by it no more."""

    source: str
    key: str
    measure: Measure
    series: Series
    population: Population
    unit: Unit
    before: Stated
    after: Stated
    reason: RevisionReason | None
    taken_back: bool
    recorded_at: datetime
    date_from: date | None
    date_to: date | None
    speaks_of: date | None
    place: str | None
    pcode: str | None

    @property
    def is_of_figure(self) -> bool:
        """Whether the figure is another, or stands no more; a revision may mend a place or a day alone."""
        return self.taken_back or self.before.says != self.after.says

    @property
    def change(self) -> int | None:
        """By how many people (or households) the figure changed; None if taken back or a figure has no number."""
        if self.taken_back or self.before.size is None or self.after.size is None:
            return None
        return self.after.size - self.before.size

    @property
    def percent(self) -> float | None:
        """The change in percent of the earlier figure; None where that is 0 or there is no change to speak of."""
        if self.change is None or not self.before.size:
            return None
        return 100 * self.change / self.before.size


@dataclass(frozen=True, slots=True)
class RevisionRecord:
    """A source's revisions in short: how many figures became others or were taken back, and the middle of their sizes.

    ``unchanged`` revisions mended something else of a claim than its figure.
    """

    source: str
    revisions: int
    figures: int
    raised: int
    lowered: int
    unchanged: int
    taken_back: int
    median_percent: float | None


def revisions(session: Session, filters: Filters) -> list[Revision]:
    """Every revision of the view's claims, the newest first. ``source`` is who first said it.

    The view's period is met by the day a toll or stock speaks of, else by when it happened; least reliability and
    corroboration, which are about figures as they stand, are not asked.
    """
    view = View.of(session, filters)
    revised = table_of(Claim).alias("revised")
    statements = (_versions(view, revised, these) for these in later_versions(session, revised))
    rows = [tuple(row) for statement in statements for row in session.connection().execute(statement)]
    read = pl.DataFrame(rows, schema=_SCHEMA, orient="row")
    versions = read.unique(["key", "version"], maintain_order=True).sort("key", "version")
    earlier = [pl.col(name).shift(1).over("key").alias(f"{name}_before") for name in (*_FIGURE, "version")]
    mended = versions.with_columns(earlier).filter(pl.col("version_before").is_not_null())
    ordered = mended.sort("recorded_at", "key", descending=[True, False])
    return [_revision(row) for row in ordered.iter_rows(named=True)]


def by_source(found: Iterable[Revision]) -> dict[str, RevisionRecord]:
    """The revisions of each source in short."""
    own: dict[str, list[Revision]] = {}
    for revision in found:
        own.setdefault(revision.source, []).append(revision)
    return {source: _record(source, theirs) for source, theirs in own.items()}


def _record(source: str, own: list[Revision]) -> RevisionRecord:
    changes = [revision.change for revision in own if revision.change is not None]
    sizes = [abs(revision.percent) for revision in own if revision.change and revision.percent is not None]
    return RevisionRecord(
        source=source,
        revisions=len(own),
        figures=len({revision.key for revision in own if revision.is_of_figure}),
        raised=sum(change > 0 for change in changes),
        lowered=sum(change < 0 for change in changes),
        unchanged=sum(not revision.is_of_figure for revision in own),
        taken_back=sum(revision.taken_back for revision in own),
        median_percent=median(sizes) if sizes else None,
    )


def _versions(view: View, revised: Any, these: ColumnElement[bool]) -> Any:
    """Every version, that came with its batch, of the claims that the view holds one of these revisions of."""
    origin = table_of(Source).alias("origin")
    named = {name: as_stored(getattr(Claim, name)) for name in _SCHEMA if name != "source"}
    named |= {"source": func.coalesce(origin.c.name, col(Source.name))}
    return (
        select(*(named[name].label(name) for name in _SCHEMA))
        .join(Source, col(Source.id) == col(Claim.source_id))
        .join(Batch, and_(col(Batch.id) == col(Claim.batch_id), col(Batch.recorded_at) == col(Claim.recorded_at)))
        .outerjoin(origin, origin.c.id == col(Claim.origin_id))
        .where(
            col(Claim.key).in_(revised_keys(view, revised, these)),
            col(Claim.batch_id).not_in(withdrawn_batches(view)),
            *recorded_by(col(Claim.recorded_at), view),
        )
    )


def revised_keys(view: View, claim: Any, these: ColumnElement[bool]) -> Select[Any]:
    """The keys of claims of which one of these versions, all later than a first one, meets the filters."""
    return select(claim.c.key).where(these, *meeting(view, claim.c))


def meeting(view: View, claim: Any) -> Iterable[ColumnElement[bool]]:
    """That a version, of a table's columns, was recorded by the view's moment and meets its filters."""
    filters = view.filters
    yield from recorded_by(claim.recorded_at, view)
    yield from _in_period(claim, filters)
    for column, wanted in (
        (claim.measure, filters.measure),
        (claim.series, filters.series),
        (claim.population, filters.population),
    ):
        if wanted is not None:
            yield column == wanted
    if view.pcodes is not None:
        yield claim.pcode.in_(view.pcodes)
    if view.sources is not None:
        yield or_(claim.source_id.in_(view.sources), claim.origin_id.in_(view.sources))


def _in_period(claim: Any, filters: Filters) -> Iterable[ColumnElement[bool]]:
    """Whether the claim may be of the view's period; one without a day is of every period or of none, as in a view."""
    running = claim.series.in_([Series.CUMULATIVE, Series.STOCK])
    spoken = func.coalesce(claim.speaks_of, claim.date_to, claim.date_from)
    last = case((running, spoken), else_=func.coalesce(claim.date_to, claim.date_from))
    first = case((running, spoken), else_=claim.date_from)
    if filters.since is not None:
        yield last >= filters.since
    if filters.until is not None:
        yield first <= filters.until


def withdrawn_batches(view: View) -> Select[Any]:
    """The files that were taken back at the view's moment."""
    return select(col(Withdrawal.batch_id)).where(*recorded_by(col(Withdrawal.recorded_at), view))


def recorded_by(recorded: Any, view: View) -> Iterable[ColumnElement[bool]]:
    """What was in the register at the view's moment."""
    if view.filters.as_of is not None:
        yield recorded <= view.filters.as_of


def _revision(row: dict[str, Any]) -> Revision:
    gone = row["status"] not in (ClaimStatus.ACTIVE.number, ClaimStatus.IN_REVIEW.number)
    plain = ("source", "key", "recorded_at", "date_from", "date_to", "speaks_of", "place", "pcode")
    return Revision(
        measure=Measure.of(row["measure"]),
        series=Series.of(row["series"]),
        population=Population.of(row["population"]),
        unit=Unit.of(row["unit"]),
        before=_stated(row, "_before"),
        after=_stated(row, ""),
        reason=_word(RevisionReason, row["revision_reason"]),
        taken_back=gone,
        **{name: row[name] for name in plain},
    )


def _stated(row: dict[str, Any], version: str) -> Stated:
    low, best, high, quantifier, verbatim = (row[f"{name}{version}"] for name in _FIGURE)
    return Stated(low, best, high, _word(Quantifier, quantifier), verbatim)


def _word(vocabulary: type[Word], number: int | None) -> Any:
    return None if number is None else vocabulary.of(number)
