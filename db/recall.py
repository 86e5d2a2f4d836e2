"""What the register already says of what a file brings: the standing claims to compare its claims with."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select
from sqlmodel import col

from db.entries import chunks
from db.models import Batch, Claim, Incident, Judgement, Source
from db.vocabulary import (
    Age,
    Basis,
    BatchStatus,
    ClaimStatus,
    JudgementKind,
    Measure,
    Population,
    RevisionReason,
    Series,
    Sex,
)

_ORIGIN = Source.__table__.alias("first_speaker")  # type: ignore[attr-defined]  # an ORM alias is not safe between threads


class Known(NamedTuple):
    """An open version of a claim, as far as another claim is compared with it. ``row`` is that of its ``batch``."""

    key: str
    batch: int
    row: int
    source: str
    origin: str | None
    measure: Measure
    series: Series
    population: Population
    sex: Sex | None
    age: Age | None
    basis: Basis | None
    low: int | None
    best: int | None
    high: int | None
    verbatim: str
    definition: str | None
    subset_of: str | None
    date_from: date | None
    date_to: date | None
    speaks_of: date | None
    place: str | None
    pcode: str | None
    status: ClaimStatus
    incident: str | None

    @property
    def speaker(self) -> str:
        """Who says it: the origin where the source passes it on, else the source."""
        return self.origin or self.source


def by_key(connection: Connection, keys: Iterable[str]) -> dict[str, Known]:
    """The open versions of the claims of these keys."""
    return {known.key: known for some in chunks(keys) for known in _known(connection, col(Claim.key).in_(some))}


def by_incident(connection: Connection, codes: Iterable[str]) -> dict[str, list[Known]]:
    """The claims that stand, by the code of the incident that they are about."""
    found: dict[str, list[Known]] = {}
    for some in chunks(codes):
        for known in _known(connection, col(Incident.code).in_(some)):
            found.setdefault(known.incident or "", []).append(known)
    return found


def of_days(connection: Connection, days: Iterable[date]) -> Iterator[Known]:
    """The claims of incidents that began on one of these days."""
    for some in chunks(days):
        yield from _known(connection, and_(col(Claim.series) == Series.INCIDENT, col(Claim.date_from).in_(some)))


def tolls_of(connection: Connection, speakers: Iterable[str]) -> Iterator[Known]:
    """The tolls that these sources state, or first stated."""
    for some in chunks(speakers):
        named = or_(col(Source.name).in_(some), _ORIGIN.c.name.in_(some))
        yield from _known(connection, and_(col(Claim.series) == Series.CUMULATIVE, named))


def parts_of(connection: Connection, keys: Iterable[str]) -> Iterator[Known]:
    """The claims that are parts of the totals of these keys."""
    for some in chunks(keys):
        yield from _known(connection, col(Claim.subset_of).in_(some))


def is_empty(connection: Connection) -> bool:
    """Whether the register holds no claim at all."""
    return connection.execute(select(col(Claim.id)).limit(1)).first() is None


class Past(NamedTuple):
    """A version of a claim that another has superseded."""

    key: str
    fingerprint: str
    batch: int


def superseded(connection: Connection, keys: Iterable[str]) -> Iterator[Past]:
    """The versions of these claims that no longer stand."""
    for some in chunks(keys):
        statement = select(col(Claim.key), col(Claim.fingerprint), col(Claim.batch_id)).where(
            col(Claim.superseded_at).is_not(None), col(Claim.key).in_(some)
        )
        yield from (Past._make(row) for row in connection.execute(statement))


class Standing(NamedTuple):
    """What an open version is compared by when its claim comes again."""

    id: int
    version: int
    fingerprint: str
    reason: RevisionReason | None
    batch: int


def standing(connection: Connection, keys: Iterable[str]) -> dict[str, Standing]:
    """The open version of each claim that is in the register already, by key."""
    found: dict[str, Standing] = {}
    for some in chunks(keys):
        statement = select(
            col(Claim.key),
            col(Claim.id),
            col(Claim.version),
            col(Claim.fingerprint),
            col(Claim.revision_reason),
            col(Claim.batch_id),
        ).where(col(Claim.superseded_at).is_(None), col(Claim.key).in_(some))
        found.update((str(key), Standing._make(rest)) for key, *rest in connection.execute(statement))
    return found


def same_file(connection: Connection, sha256: str, layout: str) -> int | None:
    """The latest batch that brought these very bytes, read by the same layout."""
    statement = select(func.max(Batch.id)).where(
        col(Batch.sha256) == sha256, col(Batch.layout) == layout, col(Batch.status) == BatchStatus.RECORDED
    )
    return connection.scalar(statement)


def _known(connection: Connection, condition: ColumnElement[bool]) -> Iterator[Known]:
    named = {"batch": col(Claim.batch_id), "source": col(Source.name), "origin": _ORIGIN.c.name}
    named |= {"incident": col(Incident.code)}
    columns = [named[name] if name in named else getattr(Claim, name) for name in Known._fields]
    link = and_(
        col(Judgement.claim_key) == col(Claim.key),
        col(Judgement.kind) == JudgementKind.LINK,
        col(Judgement.undone_at).is_(None),
    )
    statement = (
        select(*columns)
        .join(Source, col(Source.id) == col(Claim.source_id))
        .outerjoin(_ORIGIN, _ORIGIN.c.id == col(Claim.origin_id))
        .outerjoin(Judgement, link)
        .outerjoin(Incident, col(Incident.id) == col(Judgement.incident_id))
        .where(col(Claim.superseded_at).is_(None), col(Claim.status) == ClaimStatus.ACTIVE, condition)
    )
    yield from (Known._make(row) for row in connection.execute(statement).fetchall())
