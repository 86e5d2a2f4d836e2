"""The versions of claims that were written on one occasion, each beside the version that it superseded."""

from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import Select, and_, func, select, tuple_
from sqlmodel import Session, col

from db.entries import table_of
from db.history.change_records import Change, ChangeKind, Cursor, Said
from db.history.occasions import RECORDED
from db.models import Batch, Claim, Document, Incident, Source
from db.vocabulary import ClaimStatus, RevisionReason

STANDS: Final = frozenset({ClaimStatus.ACTIVE, ClaimStatus.IN_REVIEW})
TAKEN_BACK: Final = {
    ClaimStatus.RETRACTED: ChangeKind.CLAIM_RETRACTED,
    ClaimStatus.WITHDRAWN: ChangeKind.CLAIM_WITHDRAWN,
    ClaimStatus.REDACTED: ChangeKind.CLAIM_REDACTED,
}
_SAID: Final = tuple(field.name for field in fields(Said))
_CHUNK: Final = 1_000


class Deed(NamedTuple):
    """An occasion that wrote versions: its place in the log, the batch it is about, and who did it."""

    start: Cursor
    batch: int
    by: str | None


class Version(NamedTuple):
    """One version: who brought it, why and when, and what it says.

    What stands again because a file was withdrawn has no reason here: the one it was said for is not why it changed.
    """

    key: str
    version: int
    batch: int
    row: int
    reason: RevisionReason | None
    recorded_at: datetime
    said: Said


def claim_changes(session: Session, deed: Deed, after: Cursor | None = None) -> Iterator[Change]:
    """What an occasion changed, claim by claim, from a place within it on (None: from its start)."""
    spot, claim = (0, 0) if after is None else (after.spot, after.claim)
    spots = _brought if deed.start.rank == RECORDED else _withdrawn
    while found := session.connection().execute(spots(deed, spot, claim)).fetchall():
        earlier = _predecessors(session, [version for *_, version in found])
        versions = versions_of(session, {*earlier.values(), *(version for *_, version in found)})
        for spot, claim, version in found:
            before = versions.get(earlier.get(version, 0))
            yield _change(deed, deed.start._replace(spot=spot, claim=claim), before, versions[version])


def _change(deed: Deed, cursor: Cursor, before: Version | None, now: Version) -> Change:
    return Change(
        cursor=cursor,
        kind=_kind(deed, before, now),
        by=deed.by,
        reason=now.reason,
        before=None if before is None else before.said,
        after=now.said,
        batch=now.batch,
        row=now.row,
        claim=now.key,
        version=now.version,
    )


def _kind(deed: Deed, before: Version | None, now: Version) -> ChangeKind:
    if now.said.status not in STANDS:
        return TAKEN_BACK[now.said.status]
    if before is None:
        return ChangeKind.CLAIM_ADDED
    if deed.start.rank != RECORDED or before.said.status not in STANDS:
        return ChangeKind.CLAIM_RESTORED
    return ChangeKind.CLAIM_REVISED


def _brought(deed: Deed, spot: int, claim: int) -> Select[Any]:
    """Row, id and id again of the versions that came with a batch, along the index on batch and row."""
    own = table_of(Claim)
    wanted = (own.c.batch_id == deed.batch, own.c.recorded_at == deed.start.moment)
    further = tuple_(own.c.row, own.c.id) > (spot, claim)
    return select(own.c.row, own.c.id, own.c.id).where(*wanted, further).order_by(own.c.row, own.c.id).limit(_CHUNK)


def _withdrawn(deed: Deed, spot: int, claim: int) -> Select[Any]:
    """Row and id of the last version that a batch had of a claim, and the id of the one that its withdrawal wrote.

    Each condition is written so that one of the two partial indexes on keys serves it: of open and of superseded
    versions.
    """
    own, later, first, second = (table_of(Claim).alias(name) for name in ("own", "later", "first", "second"))
    moment = deed.start.moment
    last = select(func.max(later.c.version)).where(
        later.c.key == own.c.key,
        later.c.superseded_at.is_not(None),
        later.c.batch_id == deed.batch,
        later.c.recorded_at < moment,
    )
    written = func.coalesce(first.c.id, second.c.id)
    is_open = and_(first.c.key == own.c.key, first.c.superseded_at.is_(None), first.c.recorded_at == moment)
    is_past = and_(second.c.key == own.c.key, second.c.superseded_at.is_not(None), second.c.recorded_at == moment)
    return (
        select(own.c.row, own.c.id, written)
        .outerjoin(first, is_open)
        .outerjoin(second, is_past)
        .where(
            own.c.batch_id == deed.batch,
            own.c.superseded_at.is_not(None),
            own.c.recorded_at < moment,
            own.c.version == last.scalar_subquery(),
            written.is_not(None),
            tuple_(own.c.row, own.c.id) > (spot, claim),
        )
        .order_by(own.c.row, own.c.id)
        .limit(_CHUNK)
    )


def _predecessors(session: Session, ids: list[int]) -> dict[int, int]:
    """The versions that these versions superseded, by id."""
    now, before = (table_of(Claim).alias(name) for name in ("now", "before"))
    follows = and_(before.c.key == now.c.key, before.c.version == now.c.version - 1)
    statement = (
        select(now.c.id, before.c.id)
        .join(before, and_(follows, before.c.superseded_at.is_not(None)))
        .where(now.c.id.in_(ids), now.c.version > 1)
    )
    return {later: earlier for later, earlier in session.connection().execute(statement)}  # noqa: C416  (rows)


def versions_of(session: Session, ids: Iterable[int]) -> dict[int, Version]:
    """Versions by id, each told whole."""
    origin = table_of(Source).alias("first_speaker")
    named: dict[str, Any] = {"source": col(Source.name), "origin": origin.c.name}
    named |= {"incident": col(Incident.code), "document": func.coalesce(col(Document.title), col(Document.url))}
    said = [named[name] if name in named else col(getattr(Claim, name)) for name in _SAID]
    about = (Claim.id, Claim.key, Claim.version, Claim.batch_id, Claim.row, Claim.revision_reason, Claim.recorded_at)
    with_its_batch = col(Batch.recorded_at) == col(Claim.recorded_at)
    statement = (
        select(*(col(part) for part in about), with_its_batch, *said)
        .join(Batch, col(Batch.id) == col(Claim.batch_id))
        .join(Source, col(Source.id) == col(Claim.source_id))
        .outerjoin(origin, origin.c.id == col(Claim.origin_id))
        .outerjoin(Incident, col(Incident.id) == col(Claim.incident_id))
        .outerjoin(Document, col(Document.id) == col(Claim.document_id))
        .where(col(Claim.id).in_(list(ids)))
    )
    found: Iterable[Any] = session.connection().execute(statement)
    return {row[0]: _version(row) for row in found}


def _version(row: Any) -> Version:
    _, key, version, batch, number, reason, recorded_at, with_its_batch, *fields_said = row
    said = Said(*fields_said)
    why = reason if with_its_batch or said.status not in STANDS else None
    return Version(key, version, batch, number, why, recorded_at, said)
