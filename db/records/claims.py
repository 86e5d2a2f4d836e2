"""Claims as records: with the names behind their references."""

from datetime import datetime
from typing import Any

import polars as pl
from sqlalchemy import select
from sqlmodel import Session, col

from db.answers import ClaimRecord
from db.filters import Filters
from db.history.claim_changes import STANDS
from db.models import Batch, Claim, Document, Place, Source
from db.vocabulary import ClaimStatus, Reliability, RevisionReason

_ORIGIN = Source.__table__.alias("origin")  # type: ignore[attr-defined]  # an ORM alias is not safe between threads
_CHUNK = 5_000
_NO_REASON = RevisionReason.RETRACTION
"""What is kept with a claim that stands again and was never revised (see ``db.writing.versions``)."""
_OF_CLAIM = tuple(name for name in ClaimRecord.__dataclass_fields__ if hasattr(Claim, name))


def claims(
    session: Session, filters: Filters, frame: pl.DataFrame, order: list[int] | None = None
) -> list[ClaimRecord]:
    """The claims whose ids the frame holds, in its order or in that of the ids given.

    A version that was superseded after the view's moment is shown as it stood then: not superseded.
    """
    found: dict[int, ClaimRecord] = {}
    extra = {number: said for number, *said in frame.select("id", "rank", "incident", "status").iter_rows()}
    ids = frame["id"].to_list() if order is None else order
    for start in range(0, len(ids), _CHUNK):
        statement = (
            select(Claim, col(Source.name), _ORIGIN.c.name, Place, Document, col(Batch.recorded_at))
            .join(Batch, col(Batch.id) == col(Claim.batch_id))
            .join(Source, col(Source.id) == col(Claim.source_id))
            .outerjoin(_ORIGIN, _ORIGIN.c.id == col(Claim.origin_id))
            .outerjoin(Place, col(Place.pcode) == col(Claim.pcode))
            .outerjoin(Document, col(Document.id) == col(Claim.document_id))
            .where(col(Claim.id).in_(ids[start : start + _CHUNK]))
        )
        for row in session.execute(statement):
            found[row[0].id] = _claim(row, extra[row[0].id], filters.as_of)
    return [found[number] for number in ids]


def _claim(row: Any, extra: list[Any], as_of: datetime | None) -> ClaimRecord:
    """A row as a record; ``extra`` is what the view makes of the claim: its speaker's rank, incident and status."""
    claim, source, origin, place, document, came_at = row
    rank, incident, status = extra
    copied = {name: getattr(claim, name) for name in _OF_CLAIM}
    superseded, stands = claim.superseded_at, claim.status in STANDS
    return ClaimRecord(
        **copied
        | {
            "source": source,
            "origin": origin,
            "span": None if claim.span_start is None else (claim.span_start, claim.span_end),
            "place_name": place.name_en if place else None,
            "place_name_ar": place.name_ar if place else None,
            "reliability": Reliability.of(rank) if rank <= len(Reliability) else None,
            "title": document.title if document else None,
            "publisher": document.publisher if document else None,
            "url": document.url if document else None,
            "incident": incident,
            "status": ClaimStatus.of(status),
            "batch": claim.batch_id,
            "superseded_at": None if as_of and superseded and superseded > as_of else superseded,
            "revision_reason": None if stands and claim.revision_reason is _NO_REASON else claim.revision_reason,
            "restored": stands and claim.recorded_at != came_at,
        }
    )
