"""Claim frames into the table of claims: names become ids, and the rows go in by bulk."""

from datetime import datetime

import polars as pl
from sqlalchemy import Connection

from db.bulk import insert_frame, moment_text
from db.entries import ensure_documents, ensure_incidents, ensure_sources, table_of
from db.models import Claim

_IDS = {"source": "source_id", "origin": "origin_id", "document": "document_id", "incident": "incident_id"}
_STORED = tuple(column.name for column in Claim.__table__.c)  # type: ignore[attr-defined]


def insert_claims(connection: Connection, claims: pl.DataFrame, batch: int, now: datetime) -> None:
    """Insert versions, with the sources, documents and incidents that they name and the register has not got yet.

    ``claims`` is a claim frame with a column ``version``.
    """
    named = pl.concat([claims["source"], claims["origin"]]).drop_nulls().unique()
    ids = {"source": ensure_sources(connection, named, now)}
    ids["origin"] = ids["source"]
    documents = claims.filter(pl.col("document").is_not_null()).unique("document", keep="first", maintain_order=True)
    documents = documents.select("title", "url", "publisher", "published", "language", key="document")
    ids["document"] = ensure_documents(connection, documents, now)
    codes = claims["incident"].drop_nulls().unique(maintain_order=True)
    ids["incident"] = ensure_incidents(connection, codes, now)
    stored = claims.with_columns(
        *(_number(name, found).alias(_IDS[name]) for name, found in ids.items()),
        batch_id=pl.lit(batch, pl.Int64),
        recorded_at=pl.lit(moment_text(now)),
    )
    insert_frame(connection, table_of(Claim), stored.select(name for name in _STORED if name in stored.columns))


def _number(name: str, found: dict[str, int]) -> pl.Expr:
    if not found:
        return pl.lit(None, pl.Int64)
    return pl.col(name).replace_strict(found, default=None, return_dtype=pl.Int64)
