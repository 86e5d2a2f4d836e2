"""Versions of claims as a frame of columns, ready to be reconciled and counted; words stay the integers they are.

Every claim has its *speaker*: the origin where the source relays one, the source where it speaks for itself, nobody
(null) where it relays without saying whom.
"""

from collections.abc import Iterable

import polars as pl
from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlmodel import Session, col

from db.filters import Filters
from db.gazetteer.places import Tree
from db.judgements.denied import denied, without_denied
from db.judgements.judged import Judged, held
from db.judgements.waiting import waiting, with_waiting
from db.models import Batch, Claim, Grade, Incident, Judgement, Source
from db.types import as_stored
from db.views.view import View
from db.vocabulary import ClaimStatus, JudgementKind, PlaceLevel, Quantifier, Reliability, Series

UNGRADED = 7
"""The rank of a speaker whom nobody has graded: after F, which is a grade."""

_ORIGIN = Source.__table__.alias("origin")  # type: ignore[attr-defined]  # an ORM alias is not safe between threads

_SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "id": pl.Int64,
    "batch_id": pl.Int64,
    "key": pl.String,
    "source_id": pl.Int64,
    "source": pl.String,
    "origin_id": pl.Int64,
    "origin": pl.String,
    "direct": pl.Boolean,
    "measure": pl.Int16,
    "series": pl.Int16,
    "low": pl.Int64,
    "best": pl.Int64,
    "high": pl.Int64,
    "quantifier": pl.Int16,
    "unit": pl.Int16,
    "population": pl.Int16,
    "sex": pl.Int16,
    "age": pl.Int16,
    "subset_of": pl.String,
    "basis": pl.Int16,
    "date_from": pl.Date,
    "date_to": pl.Date,
    "date_precision": pl.Int16,
    "speaks_of": pl.Date,
    "published": pl.Date,
    "recorded_at": pl.Datetime(time_zone="UTC"),
    "place": pl.String,
    "pcode": pl.String,
    "place_precision": pl.Int16,
    "attributed_to": pl.String,
    "status": pl.Int16,
    "definition": pl.String,
    "verbatim": pl.String,
    "span_start": pl.Int64,
    "span_end": pl.Int64,
    "incident_id": pl.Int64,
    "incident": pl.String,
}


def read_versions(session: Session, view: View, *where: ColumnElement[bool]) -> pl.DataFrame:
    """Versions that fulfil conditions on ``Claim``, linked and graded as at the view's moment, by ``id``."""
    fields = [name for name in _SCHEMA if name not in {"source", "origin", "incident", "incident_id"}]
    named = {name: as_stored(getattr(Claim, name)).label(name) for name in fields}
    named |= {"source": col(Source.name), "origin": _ORIGIN.c.name}
    named |= {"incident_id": col(Incident.id), "incident": col(Incident.code)}
    named |= {"recorded_at": col(Batch.recorded_at)}  # a version that a withdrawal put back is as old as what it says
    statement = (
        select(*(named[name] for name in _SCHEMA))
        .join(Source, col(Source.id) == col(Claim.source_id))
        .join(Batch, col(Batch.id) == col(Claim.batch_id))
        .outerjoin(_ORIGIN, _ORIGIN.c.id == col(Claim.origin_id))
        .outerjoin(Judgement, and_(*_links(view.filters)))
        .outerjoin(Incident, col(Incident.id) == func.coalesce(col(Judgement.incident_id), col(Claim.incident_id)))
        .where(*where)
        .order_by(col(Claim.id))
    )
    rows = session.connection().execute(statement).fetchall()
    said = pl.DataFrame(rows, schema=_SCHEMA, orient="row")
    seen = with_waiting(said, waiting(session.connection(), view.filters))
    frame = _with_roots(without_denied(seen, denied(session.connection(), view.filters)), view.judged)
    ranked = with_ranks(with_speakers(with_words(frame)), grades(session, view.filters))
    return _with_areas(ranked, view.tree).filter(pl.col("rank") <= _least_rank(view.filters))


def conditions(view: View) -> Iterable[ColumnElement[bool]]:
    """The filter as SQL conditions on ``Claim`` (all but what needs grades or figures).

    Period and place of what happened are left to :mod:`db.views.homes`, because an incident is in one of each.
    """
    filters = view.filters
    yield known(Claim, filters)
    yield col(Claim.status).in_([ClaimStatus.ACTIVE, ClaimStatus.IN_REVIEW])
    for column, wanted in (
        (col(Claim.measure), filters.measure),
        (col(Claim.series), filters.series),
        (col(Claim.population), filters.population),
    ):
        if wanted is not None:
            yield column == wanted
    if view.sources is not None:
        yield or_(col(Claim.source_id).in_(view.sources), col(Claim.origin_id).in_(view.sources))
    if filters.seeks_homes:
        yield or_(col(Claim.series) == Series.INCIDENT, and_(*_in_period_and_place(view)))


def known(model: type[Claim] | type[Grade], filters: Filters) -> ColumnElement[bool]:
    """What was in the register at the moment that the view looks at (default: now)."""
    recorded, superseded = col(model.recorded_at), col(model.superseded_at)
    if filters.as_of is None:
        return superseded.is_(None)
    return and_(recorded <= filters.as_of, or_(superseded.is_(None), superseded > filters.as_of))


def _in_period_and_place(view: View) -> Iterable[ColumnElement[bool]]:
    """Tolls and stocks by the day they speak of; everything else by whether it may have happened in the period."""
    filters, begins = view.filters, col(Claim.date_from)
    speaks = col(Claim.series).in_([Series.CUMULATIVE, Series.STOCK])
    day = func.coalesce(col(Claim.speaks_of), col(Claim.date_to), begins)
    if view.pcodes is not None:
        yield col(Claim.pcode).in_(view.pcodes)
    if filters.since is not None:
        ends = func.coalesce(col(Claim.date_to), begins)
        yield or_(and_(speaks, day >= filters.since), and_(~speaks, ends >= filters.since))
    if filters.until is not None:
        yield or_(and_(speaks, day <= filters.until), and_(~speaks, begins <= filters.until))


def _links(filters: Filters) -> Iterable[ColumnElement[bool]]:
    yield col(Judgement.claim_key) == col(Claim.key)
    yield col(Judgement.kind) == JudgementKind.LINK
    yield from held(filters)


def _with_roots(frame: pl.DataFrame, judged: Judged) -> pl.DataFrame:
    """The claims of merged incidents under the incident with which they count."""
    if not judged.roots:
        return frame
    number = pl.col("incident_id")
    moved = pl.col("root").is_not_null()
    roots = pl.DataFrame(
        [(merged, root, judged.codes[root]) for merged, root in judged.roots.items()],
        schema={"incident_id": pl.Int64, "root": pl.Int64, "code": pl.String},
        orient="row",
    )
    return (
        frame.join(roots, on="incident_id", how="left", maintain_order="left")
        .with_columns(
            incident_id=pl.when(moved).then("root").otherwise(number),
            incident=pl.when(moved).then("code").otherwise("incident"),
        )
        .drop("root", "code")
    )


def with_words(frame: pl.DataFrame) -> pl.DataFrame:
    """``word``: the vague word itself ("millions"), which is shown in place of its low."""
    length = pl.col("span_end") - pl.col("span_start")
    vague = pl.col("quantifier") == Quantifier.VAGUE.number
    return frame.with_columns(word=pl.when(vague).then(pl.col("verbatim").str.slice(pl.col("span_start"), length)))


def with_speakers(frame: pl.DataFrame) -> pl.DataFrame:
    """``speaker`` and ``speaker_id``: the origin, else a source that speaks for itself, else nobody."""
    itself = pl.when(pl.col("direct"))
    return frame.with_columns(
        speaker=pl.col("origin").fill_null(itself.then(pl.col("source"))),
        speaker_id=pl.col("origin_id").fill_null(itself.then(pl.col("source_id"))),
    )


def grades(session: Session, filters: Filters) -> list[tuple[int, int | None, int]]:
    """The grades that stood at the view's moment: source, measure (None: of every kind), reliability, as numbers."""
    statement = select(col(Grade.source_id), col(Grade.measure), col(Grade.reliability)).where(known(Grade, filters))
    return [
        (source, measure.number if measure else None, reliability.number)
        for source, measure, reliability in session.connection().execute(statement)
    ]


def with_ranks(frame: pl.DataFrame, given: list[tuple[int, int | None, int]]) -> pl.DataFrame:
    """``rank``: the speaker's grade for this kind of claim, else for claims of every kind (A 1 ... F 6, none 7).

    ``given`` are grades as :func:`grades` gives them.
    """
    table = pl.DataFrame(given, schema={"speaker_id": pl.Int64, "measure": pl.Int16, "grade": pl.Int16}, orient="row")
    special = table.filter(pl.col("measure").is_not_null()).rename({"grade": "special"})
    general = table.filter(pl.col("measure").is_null()).drop("measure")
    return (
        frame.join(special, on=["speaker_id", "measure"], how="left")
        .join(general, on="speaker_id", how="left")
        .with_columns(rank=pl.coalesce("special", "grade").fill_null(UNGRADED))
        .drop("special", "grade")
    )


def _with_areas(frame: pl.DataFrame, tree: Tree) -> pl.DataFrame:
    """``governorate``: the P-code of the governorate that holds the place; null for a wider or unknown place."""
    areas = {}
    for pcode in frame["pcode"].drop_nulls().unique():
        area = tree.area(pcode, PlaceLevel.GOVERNORATE)
        areas[pcode] = area.pcode if area else None
    return frame.with_columns(governorate=pl.col("pcode").replace_strict(areas, default=None, return_dtype=pl.String))


def _least_rank(filters: Filters) -> int:
    return UNGRADED if filters.reliability is None else Reliability(filters.reliability).number
