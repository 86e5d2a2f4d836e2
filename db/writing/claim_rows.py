"""Claim frames into the table of claims: names become ids, and the rows go in by bulk."""

from collections.abc import Callable
from datetime import datetime

import polars as pl
from sqlalchemy import Connection

from db.entries import ensure_documents, ensure_sources, table_of
from db.models import Claim
from db.writing.bulk import begin_insert, moment_text
from db.writing.claims_ahead import WRITTEN, ClaimsAhead
from db.writing.incident_rows import incident_ids
from db.writing.side_file import room_for_more

_IDS = {"source": "source_id", "origin": "origin_id", "document": "document_id"}
_STORED = tuple(column.name for column in Claim.__table__.c)  # type: ignore[attr-defined]


def with_ids(connection: Connection, claims: pl.DataFrame, now: datetime) -> pl.DataFrame:
    """Versions with the ids of what they name: sources, documents and incidents are made where there are none yet.

    ``claims`` is a claim frame with a column ``version``; it gets ``source_id``, ``origin_id``, ``document_id`` and
    ``incident_id``.
    """
    named = pl.concat([claims["source"], claims["origin"]]).drop_nulls().unique()
    ids = {"source": ensure_sources(connection, named, now)}
    ids["origin"] = ids["source"]
    documents = claims.filter(pl.col("document").is_not_null()).unique("document", keep="first", maintain_order=True)
    documents = documents.select("title", "url", "publisher", "published", "language", key="document")
    ids["document"] = ensure_documents(connection, documents, now)
    incidents = incident_ids(connection, claims["incident"], now).alias("incident_id")
    return claims.with_columns(incidents, *(_number(name, found).alias(_IDS[name]) for name, found in ids.items()))


def begin_versions(
    connection: Connection, claims: pl.DataFrame, batch: int, now: datetime, ahead: ClaimsAhead | None = None
) -> Callable[[], None]:
    """Begin to insert versions (see ``db.writing.bulk.begin_insert``); ``claims`` is as :func:`with_ids` gives it.

    Where they were written ahead, a column ``at`` says where each stands there.
    """
    constant = {"batch_id": batch, "recorded_at": moment_text(now)}
    if ahead is not None and len(claims) and room_for_more(connection):
        ahead.begin(claims.select("at", *(name for name in _STORED if name in claims.columns and name not in WRITTEN)))
        return lambda: ahead.take(connection, table_of(Claim), constant)
    whole = claims.with_columns(pl.lit(value).alias(name) for name, value in constant.items())
    return begin_insert(connection, table_of(Claim), whole.select(name for name in _STORED if name in whole.columns))


def _number(name: str, found: dict[str, int]) -> pl.Expr:
    if not found:
        return pl.lit(None, pl.Int64)
    return pl.col(name).replace_strict(found, default=None, return_dtype=pl.Int64)
