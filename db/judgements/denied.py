"""Claims that were judged not to be about an incident: such a claim counts with none, unless it is linked to another.

A denial names one incident and one claim, whatever version of it stands; what the claim's row says of another incident,
or a link to another, holds beside it. Denials are few beside claims, so a view reads them all.
"""

import polars as pl
from sqlalchemy import Connection, select
from sqlmodel import col

from db.filters import Filters
from db.judgements.judged import held
from db.models import Judgement
from db.vocabulary import JudgementKind


def denied(connection: Connection, filters: Filters) -> list[tuple[str, int]]:
    """The keys of claims, each with the id of an incident that it is not about, as judged at the view's moment."""
    statement = select(col(Judgement.claim_key), col(Judgement.incident_id)).where(
        col(Judgement.kind) == JudgementKind.UNLINK, *held(filters)
    )
    return [(key, incident) for key, incident in connection.execute(statement.distinct()) if key and incident]


def without_denied(claims: pl.DataFrame, pairs: list[tuple[str, int]]) -> pl.DataFrame:
    """``claims`` (``key``, ``incident_id``, ``incident``) with no incident where ``pairs`` deny the one they have."""
    if not pairs:
        return claims
    table = pl.DataFrame(pairs, schema={"key": pl.String, "incident_id": pl.Int64}, orient="row")
    marked = claims.join(
        table.with_columns(gone=pl.lit(value=True)), on=["key", "incident_id"], how="left", maintain_order="left"
    )
    kept = pl.col("gone").is_null()
    return marked.with_columns(pl.when(kept).then(pl.col(n)).alias(n) for n in ("incident_id", "incident")).drop("gone")
