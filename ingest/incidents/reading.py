"""The register's incidents and what is said of them, as the matcher takes them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl
from sqlalchemy import ColumnElement, SmallInteger, and_, exists, func, select, type_coerce
from sqlmodel import Session, col

from db.gazetteer.places import Tree
from db.models import Batch, Claim, Document, Incident, Judgement, Source
from db.types import WordType
from db.vocabulary import ClaimStatus, JudgementKind, PlaceLevel, PlacePrecision, Series
from ingest.incidents.sides import CLAIMS, sides_of
from ingest.incidents.statements import built_from
from ingest.layouts.fields import generic
from ingest.normalize.source import known_names

_ORIGIN = Source.__table__.alias("origin")  # type: ignore[attr-defined]  # an ORM alias is not safe between threads
_UNLINK = Judgement.__table__.alias("unlink")  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Known:
    """``sides``: incidents as :data:`ingest.incidents.sides.SIDES`; ``built``: who says to be built from whom;
    ``names``: all names of each settlement by P-code."""

    sides: pl.DataFrame
    built: pl.DataFrame
    names: dict[str, tuple[str, ...]]


def known_incidents(session: Session, since: date | None = None, until: date | None = None) -> Known:
    """What stands in the register now; ``since`` and ``until`` are days on which an incident may have happened."""
    tree = Tree.of(session)
    claims = _with_own_points(_claims(session, since, until), tree)
    areas = {}
    for pcode in claims["pcode"].drop_nulls().unique():
        area = tree.area(pcode, PlaceLevel.GOVERNORATE)
        areas[pcode] = area.pcode if area else None
    sides = sides_of(claims, areas)
    origins = claims.select("incident_id", "origin").drop_nulls().unique().rename({"incident_id": "id"})
    sources = session.execute(select(col(Source.name), col(Source.name_ar), col(Source.aliases)))
    spelt = known_names((name, name_ar, aliases) for name, name_ar, aliases in sources)
    names = {
        pcode: tuple(name for name in (place.name_en, place.name_ar, *place.aliases) if name)
        for pcode, place in tree.places.items()
        if place.level is PlaceLevel.SETTLEMENT
    }
    return Known(sides, built_from(sides, origins, spelt), names)


def _claims(session: Session, since: date | None, until: date | None) -> pl.DataFrame:
    incident = func.coalesce(col(Judgement.incident_id), col(Claim.incident_id))
    named = {name: _plain(getattr(Claim, name)).label(name) for name in CLAIMS if hasattr(Claim, name)}
    named |= {
        "incident_id": col(Incident.id).label("incident_id"),
        "code": col(Incident.code),
        "incident_recorded_at": col(Incident.recorded_at).label("incident_recorded_at"),
        "source": col(Source.name).label("source"),
        "origin": _ORIGIN.c.name.label("origin"),
        "title": col(Document.title),
        "layout": col(Batch.layout),
    }
    statement = (
        select(*(named[name] for name in (*CLAIMS, "layout")))
        .join(Batch, col(Batch.id) == col(Claim.batch_id))
        .join(Source, col(Source.id) == col(Claim.source_id))
        .outerjoin(_ORIGIN, _ORIGIN.c.id == col(Claim.origin_id))
        .outerjoin(Document, col(Document.id) == col(Claim.document_id))
        .outerjoin(Judgement, and_(*_links()))
        .join(Incident, col(Incident.id) == incident)
        .where(*_standing(since, until), ~_denied())
    )
    rows = session.connection().execute(statement).fetchall()
    kinds = {name: _TYPES.get(name, pl.String) for name in (*CLAIMS, "layout")}
    return pl.DataFrame(rows, schema=kinds, orient="row")


def _with_own_points(claims: pl.DataFrame, tree: Tree) -> pl.DataFrame:
    """A point beside the name of an area is nearer than the area, unless it is no more than the area's middle.

    So it is in a form that people filled in, which has no column for how exact a place is; publishers who state that
    put the middle of an area, as they take it, where they know no more.
    """
    middles = pl.DataFrame(
        [(place.pcode, place.lat, place.lon) for place in tree.places.values()], schema=_MIDDLE, orient="row"
    )
    off = pl.max_horizontal((pl.col(name) - pl.col(f"middle_{name}")).abs() for name in ("lat", "lon"))
    own = (pl.col("layout") == generic().id) & pl.col("lat").is_not_null() & (off > _MIDDLE_DEGREES)
    precision = pl.when(own.fill_null(value=False)).then(PlacePrecision.P2.number).otherwise("place_precision")
    pointed = claims.join(middles, on="pcode", how="left", maintain_order="left")
    return pointed.with_columns(place_precision=precision.cast(pl.Int16)).select(CLAIMS)


_MIDDLE: dict[str, Any] = {"pcode": pl.String, "middle_lat": pl.Float64, "middle_lon": pl.Float64}
_MIDDLE_DEGREES = 0.02
"""Two kilometres: a point so near is the area's middle, as another map has it."""


_TYPES: dict[str, Any] = {
    **dict.fromkeys(("incident_id", "batch_id", "low", "best", "high"), pl.Int64),
    **dict.fromkeys(("measure", "population", "sex", "age", "place_precision"), pl.Int16),
    **dict.fromkeys(("date_from", "date_to"), pl.Date),
    **dict.fromkeys(("lat", "lon"), pl.Float64),
    "incident_recorded_at": pl.Datetime(time_zone="UTC"),
}


def _standing(since: date | None, until: date | None) -> Iterable[ColumnElement[bool]]:
    yield col(Claim.superseded_at).is_(None)
    yield col(Claim.status).in_([ClaimStatus.ACTIVE, ClaimStatus.IN_REVIEW])
    yield col(Claim.series) == Series.INCIDENT
    if since is not None:
        yield func.coalesce(col(Claim.date_to), col(Claim.date_from)) >= since
    if until is not None:
        yield col(Claim.date_from) <= until


def _links() -> Iterable[ColumnElement[bool]]:
    """The incident that somebody linked a claim to, in place of its row's own."""
    yield col(Judgement.claim_key) == col(Claim.key)
    yield col(Judgement.kind) == JudgementKind.LINK
    yield col(Judgement.undone_at).is_(None)


def _denied() -> ColumnElement[bool]:
    """Whether somebody judged that the claim is not about the incident."""
    return exists().where(
        _UNLINK.c.claim_key == col(Claim.key),
        _UNLINK.c.incident_id == col(Incident.id),
        _UNLINK.c.kind == JudgementKind.UNLINK,
        _UNLINK.c.undone_at.is_(None),
    )


def _plain(attribute: Any) -> Any:
    """A word's column as the number that is stored."""
    return type_coerce(attribute, SmallInteger) if isinstance(attribute.type, WordType) else attribute
