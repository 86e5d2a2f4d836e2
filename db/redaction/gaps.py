"""Where gaps are: what people are told of them, and what files must not bring back."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import polars as pl
from sqlalchemy import Connection, func, select
from sqlmodel import Session, col

from db.entries import chunks
from db.models import Claim, RedactedClaim, RedactedFile, Redaction, Source

GAP: Final[dict[str, Any]] = {
    **dict.fromkeys(("key", "source", "column", "left"), pl.String),
    **dict.fromkeys(("start", "end"), pl.Int64),
}
"""A gap of a claim that stands: in which ``column``, what is ``left`` there, and where in it the figure stands."""


@dataclass(frozen=True, slots=True)
class Gap:
    """That texts of a claim were taken away: by whom, when, why, from which ``fields``; ``exact``: a piece of them."""

    redaction: int
    by: str
    when: datetime
    reason: str
    fields: tuple[str, ...]
    exact: bool


def gaps_of(session: Session, keys: Iterable[str]) -> dict[str, list[Gap]]:
    """The gaps of claims by their keys, the oldest first; claims without one are not in it."""
    found: dict[str, dict[int, Gap]] = defaultdict(dict)
    statement = (
        select(col(Claim.key), Redaction, col(RedactedClaim.fields))
        .join(RedactedClaim, col(RedactedClaim.claim_id) == col(Claim.id))
        .join(Redaction, col(Redaction.id) == col(RedactedClaim.redaction_id))
        .order_by(col(Redaction.id))
    )
    for some in chunks(keys):
        for key, made, fields in session.execute(statement.where(col(Claim.key).in_(some))):
            earlier = found[key].get(made.id)
            every = tuple(sorted({*fields, *(earlier.fields if earlier else ())}))
            found[key][made.id] = Gap(made.id, made.recorded_by, made.recorded_at, made.reason, every, made.exact)
    return {key: list(gaps.values()) for key, gaps in found.items()}


def redactions(connection: Connection) -> int:
    """How many redactions were ever made: what was worked out of texts before one of them is worked out anew."""
    return connection.scalar(select(func.count()).select_from(Redaction)) or 0


def gaps_held(connection: Connection) -> pl.DataFrame:
    """The gaps of all claims as they stand: a frame of :data:`GAP`; empty where nothing was ever redacted."""
    if not redactions(connection):
        return pl.DataFrame(schema=GAP)
    columns = ("verbatim", "excerpt", "notes", "definition")
    marked = select(col(Claim.key)).join(RedactedClaim, col(RedactedClaim.claim_id) == col(Claim.id))
    statement = (
        select(
            *(col(Claim.key), col(Source.name), col(Claim.span_start), col(Claim.span_end)),
            *(col(getattr(Claim, name)) for name in columns),
        )
        .join(Source, col(Source.id) == col(Claim.source_id))
        .where(col(Claim.superseded_at).is_(None), col(Claim.key).in_(marked))
    )
    of_claims: dict[str, set[str]] = defaultdict(set)
    about = select(col(Claim.key), col(RedactedClaim.fields)).join(Claim, col(Claim.id) == col(RedactedClaim.claim_id))
    for key, fields in connection.execute(about):
        of_claims[key] |= set(fields)
    rows = [
        (key, source, column, text, *((start, end) if column == "verbatim" else (None, None)))
        for key, source, start, end, *texts in connection.execute(statement)
        for column, text in zip(columns, texts, strict=True)
        if text and column in of_claims[key]
    ]
    return pl.DataFrame(rows, schema=GAP, orient="row")


def file_redacted(session: Session, batch: int) -> Redaction | None:
    """The latest redaction that changed the kept file of a batch."""
    statement = (
        select(Redaction)
        .join(RedactedFile, col(RedactedFile.redaction_id) == col(Redaction.id))
        .where(col(RedactedFile.batch_id) == batch)
    )
    return session.scalars(statement.order_by(col(Redaction.id).desc()).limit(1)).first()


def redacted_after(session: Session, after: datetime) -> list[Redaction]:
    """The redactions that were made after a moment, oldest first."""
    statement = select(Redaction).where(col(Redaction.recorded_at) > after).order_by(col(Redaction.id))
    return list(session.scalars(statement))
