"""Claim frames into the table of claims: names become ids, and the rows go in by bulk."""

from collections.abc import Callable
from datetime import datetime

import polars as pl
from sqlalchemy import Connection

from db.bulk.frames import begin_insert, moment_text
from db.entries import ensure_documents, ensure_sources, table_of
from db.models import Claim
from db.writing.incident_rows import incident_ids

_IDS = {"source": "source_id", "origin": "origin_id", "document": "document_id"}
_STORED = tuple(column.name for column in Claim.__table__.c)  # type: ignore[attr-defined]


def with_ids(connection: Connection, claims: pl.DataFrame, now: datetime) -> tuple[pl.DataFrame, Callable[[], None]]:
    """Versions with the ids of what they name: sources and documents are made where there are none yet.

    Incidents, which may be many, are made by what comes with them; it is to be called before the claims are there.

    ``claims`` is a claim frame with a column ``version``; it gets ``source_id``, ``origin_id``, ``document_id`` and
    ``incident_id``.
    """
    named = pl.concat([claims["source"], claims["origin"]]).drop_nulls().unique()
    ids = {"source": ensure_sources(connection, named, now)}
    ids["origin"] = ids["source"]
    documents = claims.filter(pl.col("document").is_not_null()).unique("document", keep="first", maintain_order=True)
    documents = documents.select("title", "url", "publisher", "published", "language", key="document")
    ids["document"] = ensure_documents(connection, documents, now)
    incidents, insert_incidents = incident_ids(connection, claims["incident"], now)
    numbers = [_number(name, found).alias(_IDS[name]) for name, found in ids.items()]
    return claims.with_columns(incidents.alias("incident_id"), *numbers), insert_incidents


def begin_versions(connection: Connection, claims: pl.DataFrame, batch: int, now: datetime) -> Callable[[], None]:
    """Begin to insert versions (see ``db.bulk.frames.begin_insert``); ``claims`` is as :func:`with_ids` gives it."""
    constant = {"batch_id": batch, "recorded_at": moment_text(now)}
    whole = claims.with_columns(pl.lit(value).alias(name) for name, value in constant.items())
    return begin_insert(connection, table_of(Claim), whole.select(name for name in _STORED if name in whole.columns))


def _number(name: str, found: dict[str, int]) -> pl.Expr:
    if not found:
        return pl.lit(None, pl.Int64)
    return pl.col(name).replace_strict(found, default=None, return_dtype=pl.Int64)
