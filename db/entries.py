"""What the ledger writes around its claims: sources and documents, found or made, in bulk."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any, TypeVar

import polars as pl
from sqlalchemy import Connection, Table, bindparam, select, update
from sqlmodel import SQLModel, col

from db.bulk.frames import insert_frame, moment_text
from db.models import Claim, Document, Source
from db.vocabulary import SourceKind

T = TypeVar("T")

CHUNK = 5_000
"""Values in one statement: large enough for speed, small enough for the databases' limits on parameters."""


def supersede(connection: Connection, ids: Iterable[int], now: datetime) -> None:
    """Close these versions."""
    table = table_of(Claim)
    statement = update(table).where(table.c.id == bindparam("of")).values(superseded_at=now)
    for some in chunks(ids):
        connection.execute(statement, [{"of": number} for number in some])


def ensure_sources(connection: Connection, names: Iterable[str], now: datetime) -> dict[str, int]:
    """Ids of all sources by name; one that nobody has described yet is made, of unknown kind and ungraded."""
    known = _source_ids(connection)
    blank = {"kind": SourceKind.UNKNOWN, "aliases": [], "confidential": False, "recorded_at": now}
    insert_rows(connection, Source, ({"name": name, **blank} for name in sorted(set(names) - known.keys())))
    return _source_ids(connection)


def _source_ids(connection: Connection) -> dict[str, int]:
    found = connection.execute(select(col(Source.name), col(Source.id)))
    return {name: number for name, number in found if number is not None}


def ensure_documents(connection: Connection, documents: pl.DataFrame, now: datetime) -> dict[str, int]:
    """Ids of documents by key. ``documents``: ``key, title, url, publisher, published, language``, one row each."""
    known = _ids(connection, Document, "key", documents["key"])
    fresh = documents.filter(~pl.col("key").is_in(list(known)))
    insert_frame(connection, table_of(Document), fresh.with_columns(recorded_at=pl.lit(moment_text(now))))
    return known | _ids(connection, Document, "key", fresh["key"])


def _ids(connection: Connection, model: type[SQLModel], name: str, values: Iterable[str]) -> dict[str, int]:
    """Ids by the column ``name``; the whole table is read where that is less than to ask for each value."""
    table = table_of(model)
    statement = select(table.c[name], table.c.id)
    wanted = list(values)
    if len(wanted) > WHOLE_TABLE:
        return {value: number for value, number in connection.execute(statement)}  # noqa: C416  (rows, not pairs)
    ids: dict[str, int] = {}
    for some in chunks(wanted):
        ids.update((value, number) for value, number in connection.execute(statement.where(table.c[name].in_(some))))
    return ids


WHOLE_TABLE = 50_000
"""Values beyond which a table is read whole."""


def table_of(model: type[SQLModel]) -> Table:
    """The table of a model."""
    return model.__table__  # type: ignore[attr-defined,no-any-return]


def insert_rows(connection: Connection, model: type[SQLModel], rows: Iterable[dict[str, Any]]) -> None:
    """Insert rows that are few."""
    for some in chunks(rows):
        connection.execute(table_of(model).insert(), some)


def chunks(items: Iterable[T]) -> Iterator[list[T]]:
    """Items in lists of :data:`CHUNK`."""
    iterator = iter(items)
    while some := list(islice(iterator, CHUNK)):
        yield some
