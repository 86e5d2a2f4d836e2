"""Claim frames into the table of claims: names become ids, and the rows go in by bulk."""

from datetime import datetime

import polars as pl
from sqlalchemy import Connection

from db.bulk import moment_text
from db.entries import ensure_documents, ensure_incidents, ensure_sources, table_of
from db.models import Claim
from db.repeating import insert_alike

_IDS = {"source": "source_id", "origin": "origin_id", "document": "document_id", "incident": "incident_id"}
_STORED = tuple(column.name for column in Claim.__table__.c)  # type: ignore[attr-defined]

_TOGETHER = (
    ("date_from", "date_to", "date_precision", "speaks_of"),
    ("place", "pcode", "place_precision", "lat", "lon"),
    (
        *("verbatim", "span_start", "span_end", "measure", "series", "low", "best", "high", "quantifier", "rule"),
        *("unit", "factor", "population", "sex", "age", "basis"),
    ),
    (
        *("source_id", "origin_id", "direct", "document_id", "cause", "attributed_to", "definition"),
        *("status", "credibility", "revision_reason", "version", "batch_id", "recorded_at"),
    ),
)
"""Columns that are the same in many claims of a file: when, where, how many of whom, and who says so."""


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
    rows = stored.select(name for name in _STORED if name in stored.columns)
    insert_alike(connection, table_of(Claim), rows, _TOGETHER)


def _number(name: str, found: dict[str, int]) -> pl.Expr:
    if not found:
        return pl.lit(None, pl.Int64)
    return pl.col(name).replace_strict(found, default=None, return_dtype=pl.Int64)
