"""Claims that a person holds back until somebody has looked at them: seen, and in no figure while they wait.

A hold names a claim by its key, whatever version of it stands. Holds are few beside claims, so a view reads them all.
"""

import polars as pl
from sqlalchemy import Connection, select
from sqlmodel import col

from db.entries import chunks
from db.filters import Filters
from db.judgements.judged import held
from db.models import Claim, Judgement
from db.vocabulary import ClaimStatus, JudgementKind


def waiting(connection: Connection, filters: Filters) -> list[str]:
    """The keys of the claims that wait at the view's moment."""
    held_back = select(col(Judgement.claim_key)).where(col(Judgement.kind) == JudgementKind.REVIEW, *held(filters))
    return sorted({key for key in connection.scalars(held_back) if key is not None})


def waiting_versions(connection: Connection, filters: Filters) -> list[int]:
    """The ids of all versions of the claims that wait, ascending."""
    keys = waiting(connection, filters)
    if not keys:
        return []
    versions = (select(col(Claim.id)).where(col(Claim.key).in_(some)) for some in chunks(keys))
    return sorted(number for statement in versions for number in connection.scalars(statement) if number is not None)


def with_waiting(claims: pl.DataFrame, keys: list[str]) -> pl.DataFrame:
    """``claims`` (``key``, ``status``), of which those of ``keys`` that stand are in review."""
    if not keys:
        return claims
    waits = pl.col("key").is_in(keys) & (pl.col("status") == ClaimStatus.ACTIVE.number)
    return claims.with_columns(
        status=pl.when(waits).then(ClaimStatus.IN_REVIEW.number).otherwise("status").cast(pl.Int16)
    )
