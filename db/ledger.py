"""The one writer of the register: each verb runs in one transaction (``db.engine.writing``) and overwrites nothing.

A claim that comes again is compared by fingerprint: what says the same is left alone, what says something else
becomes a new version that supersedes the old one. A batch is in the register whole or not at all.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, select
from sqlmodel import Session, col

from db import recall
from db.drafts import BatchDraft, ClaimDraft, SourceDraft
from db.entries import ensure_documents, ensure_sources, insert_rows, link_to_incidents, supersede
from db.models import Batch, BatchIssue, BatchRow, Claim, Grade, Source
from db.takeback import Taken, gone, take_back, taken
from db.vocabulary import BatchStatus, ClaimStatus, RevisionReason, Severity


@dataclass(frozen=True, slots=True)
class Recorded:
    """What :func:`record` did. ``batch`` is None if the very same file is in the register already, as ``earlier``.

    ``retracted`` are claims that were taken back without a figure in their place.
    """

    batch: int | None
    new: int
    revised: int
    unchanged: int
    earlier: int | None = None
    retracted: int = 0


def record(session: Session, draft: BatchDraft, *, now: datetime | None = None) -> Recorded:
    """Put a batch into the register: its rows, issues, sources, documents, claims and incidents.

    A claim that comes again is compared with the version that stands; see :func:`_says_more`.
    Raises ``ValueError`` if two of its claims have one key: which of them holds is not ours to guess.
    """
    now = now or datetime.now(UTC)
    connection = session.connection()
    _refuse_twins(draft.claims)
    held = recall.standing(connection, (claim.key for claim in draft.claims))
    earlier = recall.same_file(connection, draft.sha256, draft.layout)
    fresh = [claim for claim in draft.claims if claim.key not in held]
    known = [claim for claim in draft.claims if claim.key in held]
    changed = [claim for claim in known if _says_more(claim, held[claim.key], earlier)]
    gone = _gone(connection, draft, changed)
    counts = (len(fresh), len(changed), len(known) - len(changed))
    if not fresh and not changed and not gone and earlier is not None:
        return Recorded(None, *counts, earlier=earlier)
    batch = _insert_batch(session, draft, counts, now)
    _record_claims(connection, fresh, changed, held, batch, now)
    take_back(connection, gone, batch, now)
    return Recorded(batch, *counts, retracted=len(gone))


def _says_more(claim: ClaimDraft, held: recall.Standing, earlier: int | None) -> bool:
    """Whether a claim that comes again is a revision of the version that stands.

    A file that is in the register already, as batch ``earlier``, does not undo what was mended after it.
    """
    if earlier is not None and held.batch > earlier:
        return False
    confirms = claim.revision_reason is RevisionReason.RECONFIRMATION and held.reason is not claim.revision_reason
    return held.fingerprint != claim.fingerprint or (confirms and earlier is None)


def _gone(connection: Connection, draft: BatchDraft, changed: list[ClaimDraft]) -> list[Taken]:
    """What the batch takes back: by rows that say so, and parts that a total's corrected words no longer name."""
    totals = {claim.key: claim.row for claim in changed if claim.subset_of is None}
    parts = gone(connection, totals, {claim.key for claim in draft.claims})
    return [*taken(connection, draft.retractions), *parts]


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
    held: dict[str, recall.Standing],
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

    supersede(connection, (held[claim.key].id for claim in changed), now)
    insert_rows(connection, Claim, (columns(claim, 1, _first_reason(claim)) for claim in fresh))
    insert_rows(
        connection,
        Claim,
        (
            columns(claim, held[claim.key].version + 1, claim.revision_reason or RevisionReason.CORRECTION)
            for claim in changed
        ),
    )
    link_to_incidents(connection, fresh, changed, now)


def _first_reason(claim: ClaimDraft) -> RevisionReason | None:
    """A claim that is taken back in the row that first brings it keeps the reason; others revise nothing yet."""
    return claim.revision_reason if claim.status is ClaimStatus.RETRACTED else None


_COPIED = (
    *("key", "row", "verbatim", "excerpt", "measure", "series", "low", "best", "high", "quantifier", "rule", "unit"),
    *("factor", "population", "sex", "age", "subset_of", "basis", "direct", "date_from", "date_to", "date_precision"),
    *("speaks_of", "published", "place", "pcode", "place_precision", "lat", "lon", "cause", "attributed_to"),
    *("credibility", "status", "definition", "notes", "fingerprint"),
)
