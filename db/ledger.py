"""The one writer of the register: each verb runs in one transaction (``db.engine.writing``) and overwrites nothing.

A claim that comes again is compared by fingerprint: what says the same is left alone, what says something else
becomes a new version that supersedes the old one. A batch is in the register whole or not at all.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, select
from sqlmodel import Session, col

from db.drafts import BatchDraft, ClaimDraft, SourceDraft
from db.entries import chunks, ensure_documents, ensure_sources, insert_rows, link_to_incidents, supersede
from db.models import Batch, BatchIssue, BatchRow, Claim, Grade, Source
from db.vocabulary import BatchStatus, RevisionReason, Severity


@dataclass(frozen=True, slots=True)
class Recorded:
    """What :func:`record` did. ``batch`` is None if the very same file is in the register already, as ``earlier``."""

    batch: int | None
    new: int
    revised: int
    unchanged: int
    earlier: int | None = None


def record(session: Session, draft: BatchDraft, *, now: datetime | None = None) -> Recorded:
    """Put a batch into the register: its rows, issues, sources, documents, claims and incidents.

    Raises ``ValueError`` if two of its claims have one key: which of them holds is not ours to guess.
    """
    now = now or datetime.now(UTC)
    connection = session.connection()
    standing = _standing(connection, (claim.key for claim in draft.claims))
    _refuse_twins(draft.claims)
    fresh = [claim for claim in draft.claims if claim.key not in standing]
    known = [claim for claim in draft.claims if claim.key in standing]
    changed = [claim for claim in known if standing[claim.key].fingerprint != claim.fingerprint]
    counts = (len(fresh), len(changed), len(known) - len(changed))
    if not fresh and not changed and (earlier := _same_file(session, draft)) is not None:
        return Recorded(None, *counts, earlier=earlier)
    batch = _insert_batch(session, draft, counts, now)
    _record_claims(connection, fresh, changed, standing, batch, now)
    return Recorded(batch, *counts)


def describe_source(session: Session, draft: SourceDraft, *, now: datetime | None = None) -> int:
    """Write down what is known of a source and give it its grade; an earlier, different grade stays in the history.

    Returns the source's id.
    """
    now = now or datetime.now(UTC)
    source = session.scalars(select(Source).where(col(Source.name) == draft.name)).one_or_none()
    if source is None:
        source = Source(name=draft.name, kind=draft.kind, recorded_at=now)
    for name in ("kind", "name_ar", "url", "interests", "interests_ar", "reliability_note", "reliability_note_ar"):
        setattr(source, name, getattr(draft, name))
    source.aliases = list(draft.aliases)
    session.add(source)
    session.flush()
    assert source.id is not None  # noqa: S101  (flushed: the database gave it one)
    _grade(session, source.id, draft, now)
    return source.id


def _grade(session: Session, source_id: int, draft: SourceDraft, now: datetime) -> None:
    if draft.grade is None:
        return
    given = draft.grade
    held = session.scalars(
        select(Grade).where(
            col(Grade.source_id) == source_id,
            col(Grade.superseded_at).is_(None),
            col(Grade.measure) == given.measure if given.measure else col(Grade.measure).is_(None),
        )
    ).one_or_none()
    if held is not None:
        if (held.reliability, held.assessor, held.reason) == (given.reliability, given.assessor, given.reason):
            return
        held.superseded_at = now
    session.add(
        Grade(
            source_id=source_id,
            measure=given.measure,
            reliability=given.reliability,
            assessor=given.assessor,
            assessed_on=given.assessed_on,
            reason=given.reason,
            reason_ar=given.reason_ar,
            recorded_at=now,
        )
    )
    session.flush()


def _refuse_twins(claims: Sequence[ClaimDraft]) -> None:
    rows: dict[str, int] = {}
    for claim in claims:
        if claim.key in rows:
            raise ValueError(f"rows {rows[claim.key]} and {claim.row} claim the same thing ({claim.key})")
        rows[claim.key] = claim.row


class _Open(NamedTuple):
    """The open version of a claim."""

    id: int
    version: int
    fingerprint: str


def _standing(connection: Connection, keys: Iterable[str]) -> dict[str, _Open]:
    """The open version of each claim that is in the register already, by key."""
    found: dict[str, _Open] = {}
    for some in chunks(keys):
        statement = select(col(Claim.key), col(Claim.id), col(Claim.version), col(Claim.fingerprint)).where(
            col(Claim.superseded_at).is_(None), col(Claim.key).in_(some)
        )
        found.update((str(key), _Open._make(rest)) for key, *rest in connection.execute(statement))
    return found


def _same_file(session: Session, draft: BatchDraft) -> int | None:
    statement = select(col(Batch.id)).where(
        col(Batch.sha256) == draft.sha256, col(Batch.layout) == draft.layout, col(Batch.status) == BatchStatus.RECORDED
    )
    return session.scalars(statement.order_by(col(Batch.id).desc())).first()


def _insert_batch(session: Session, draft: BatchDraft, counts: tuple[int, int, int], now: datetime) -> int:
    new, revised, unchanged = counts
    batch = Batch(
        file_name=draft.file_name,
        sha256=draft.sha256,
        layout=draft.layout,
        layout_version=draft.layout_version,
        recorded_by=draft.recorded_by,
        recorded_at=now,
        status=BatchStatus.RECORDED,
        rows=len(draft.rows),
        claims=len(draft.claims),
        new=new,
        revised=revised,
        unchanged=unchanged,
        rejected=sum(row.rejected for row in draft.rows),
        warnings=sum(issue.severity is Severity.WARNING for issue in draft.issues),
    )
    session.add(batch)
    session.flush()
    assert batch.id is not None  # noqa: S101  (flushed: the database gave it one)
    number, connection = batch.id, session.connection()
    insert_rows(
        connection,
        BatchRow,
        ({"batch_id": number, "number": r.number, "rejected": r.rejected, "cells": r.cells} for r in draft.rows),
    )
    fields = ("severity", "code", "row", "column", "value", "message", "remedy")
    insert_rows(
        connection,
        BatchIssue,
        ({"batch_id": number} | {name: getattr(issue, name) for name in fields} for issue in draft.issues),
    )
    return number


def _record_claims(
    connection: Connection,
    fresh: list[ClaimDraft],
    changed: list[ClaimDraft],
    standing: dict[str, _Open],
    batch: int,
    now: datetime,
) -> None:
    sources = ensure_sources(connection, [*fresh, *changed], now)
    documents = ensure_documents(connection, [*fresh, *changed], now)

    def columns(claim: ClaimDraft, version: int, reason: RevisionReason | None) -> dict[str, Any]:
        span = claim.span or (None, None)
        return {name: getattr(claim, name) for name in _COPIED} | {
            "version": version,
            "revision_reason": reason,
            "source_id": sources[claim.source],
            "origin_id": sources[claim.origin] if claim.origin else None,
            "document_id": documents[claim.document.key] if claim.document else None,
            "batch_id": batch,
            "span_start": span[0],
            "span_end": span[1],
            "recorded_at": now,
            "superseded_at": None,
        }

    supersede(connection, (standing[claim.key].id for claim in changed), now)
    insert_rows(connection, Claim, (columns(claim, 1, None) for claim in fresh))
    insert_rows(
        connection,
        Claim,
        (
            columns(claim, standing[claim.key].version + 1, claim.revision_reason or RevisionReason.CORRECTION)
            for claim in changed
        ),
    )
    link_to_incidents(connection, fresh, changed, now)


_COPIED = (
    *("key", "row", "verbatim", "excerpt", "measure", "series", "low", "best", "high", "quantifier", "rule", "unit"),
    *("factor", "population", "sex", "age", "subset_of", "basis", "direct", "date_from", "date_to", "date_precision"),
    *("speaks_of", "published", "place", "pcode", "place_precision", "lat", "lon", "cause", "attributed_to"),
    *("credibility", "status", "definition", "notes", "fingerprint"),
)
