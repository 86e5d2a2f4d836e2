"""What the register already says of what a file brings: the versions to compare its claims with, as claim frames."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

import polars as pl
from sqlalchemy import ColumnElement, Connection, and_, func, or_, select, true
from sqlmodel import col

from db.claim_frame import SCHEMA
from db.entries import WHOLE_TABLE, chunks
from db.models import Batch, Claim, Document, Incident, Source
from db.types import as_stored
from db.vocabulary import BatchStatus, ClaimStatus, Series

HELD: Final[dict[str, Any]] = {
    **{name: kind for name, kind in SCHEMA.items() if name not in {"title", "url", "publisher", "language", "spot"}},
    "id": pl.Int64,
    "version": pl.Int64,
    "batch": pl.Int64,
}
"""The columns of a version that the register holds: a claim's, and ``id``, ``version`` and ``batch``."""

CLAIMED: Final = tuple(name for name in HELD if name not in {"key", "row", "revision_reason", "id", "version", "batch"})
"""The columns that say what is claimed: a claim that comes again is a revision if any of them differs."""

_ORIGIN = Source.__table__.alias("first_speaker")  # type: ignore[attr-defined]  # an ORM alias is not safe between threads
_OPEN = col(Claim.superseded_at).is_(None)
_ACTIVE = col(Claim.status) == ClaimStatus.ACTIVE
_STANDS = and_(_OPEN, _ACTIVE)
_STANDS_ANYWHERE = and_(_OPEN.is_(true()), _ACTIVE)
"""For what no index finds: said so, SQLite reads the table from end to end instead of by its keys, one by one."""

_AT_A_TIME: Final = 50_000
"""Rows that are Python's objects at a time, which take several times the memory of columns."""


def says_other(suffix: str) -> pl.Expr:
    """Whether a claim differs from the version beside it, whose columns have the suffix."""
    return pl.any_horizontal(pl.col(name).ne_missing(pl.col(f"{name}{suffix}")) for name in CLAIMED)


def is_empty(connection: Connection) -> bool:
    """Whether the register holds no claim at all."""
    return connection.execute(select(col(Claim.id)).limit(1)).first() is None


def open_versions(connection: Connection, keys: pl.Series) -> pl.DataFrame:
    """The open version of each claim of these keys that the register has."""
    return _of(connection, keys, _OPEN)


def standing(connection: Connection, keys: pl.Series) -> pl.DataFrame:
    """The open versions of these keys that stand: not retracted, withdrawn or in review."""
    return _of(connection, keys, _STANDS)


def household_sizes(connection: Connection, keys: pl.Series) -> pl.DataFrame:
    """``key``, ``factor`` and ``factor_source`` of the claims of these keys that stand with a household size."""
    columns = (col(Claim.key), col(Claim.factor), col(Claim.factor_source))
    sized = select(*columns).where(col(Claim.factor).is_not(None))
    if len(keys) > WHOLE_TABLE:
        statements = [sized.where(_STANDS_ANYWHERE)]
    else:
        statements = [sized.where(_STANDS, col(Claim.key).in_(some)) for some in chunks(keys)]
    rows = [row for statement in statements for row in connection.execute(statement).fetchall()]
    schema = {name: HELD[name] for name in ("key", "factor", "factor_source")}
    return pl.DataFrame(rows, schema=schema, orient="row").join(pl.DataFrame({"key": keys}), on="key", how="semi")


def superseded(connection: Connection, keys: pl.Series) -> pl.DataFrame:
    """The versions of these keys that a batch which brought them later, and was not withdrawn, has superseded.

    What stands again because a batch was withdrawn has corrected nothing: what that batch said may be sent again.
    """
    past = _of(connection, keys, col(Claim.superseded_at).is_not(None))
    standing = open_versions(connection, past["key"]).select("key", brought_by="batch")
    withdrawn = pl.Series(_withdrawn(connection), dtype=pl.Int64).implode()
    beside = past.join(standing, on="key", how="left", maintain_order="left")
    kept = ~pl.col("batch").is_in(withdrawn) | (pl.col("brought_by") > pl.col("batch"))
    return beside.filter(kept).drop("brought_by")


def _withdrawn(connection: Connection) -> list[int]:
    statement = select(col(Batch.id)).where(col(Batch.status) == BatchStatus.WITHDRAWN)
    return [number for (number,) in connection.execute(statement) if number is not None]


def of_incidents(connection: Connection, codes: Iterable[str]) -> pl.DataFrame:
    """The claims that stand of the incidents of these codes."""
    coded = [select(col(Incident.id)).where(col(Incident.code).in_(some)) for some in chunks(codes)]
    return _frame(connection, [and_(_STANDS, col(Claim.incident_id).in_(ids)) for ids in coded])


def of_days(connection: Connection, days: Iterable[date]) -> pl.DataFrame:
    """The claims that stand of incidents that began on one of these days."""
    happened = and_(_STANDS, col(Claim.series) == Series.INCIDENT)
    return _frame(connection, [and_(happened, col(Claim.date_from).in_(some)) for some in chunks(days)])


def parts_of(connection: Connection, keys: pl.Series) -> pl.DataFrame:
    """The claims that stand which are parts of the totals of these keys."""
    return _frame(connection, [and_(_STANDS_ANYWHERE, col(Claim.subset_of).in_(some)) for some in chunks(keys)])


def lines_of(connection: Connection, sources: Iterable[str]) -> pl.DataFrame:
    """The stocks and tolls that these sources state."""
    told = and_(_STANDS_ANYWHERE, col(Claim.series).in_([Series.STOCK, Series.CUMULATIVE]))
    return _frame(connection, [and_(told, col(Source.name).in_(some)) for some in chunks(sources)])


def tolls_of(connection: Connection, speakers: Iterable[str]) -> pl.DataFrame:
    """The tolls that these sources state, or first stated."""
    told = and_(_STANDS_ANYWHERE, col(Claim.series) == Series.CUMULATIVE)
    named = [or_(col(Source.name).in_(some), _ORIGIN.c.name.in_(some)) for some in chunks(speakers)]
    return _frame(connection, [and_(told, who) for who in named])


def contents(connection: Connection, condition: ColumnElement[bool]) -> dict[int, int]:
    """What versions say, as a number that is equal for what says the same: by id, for comparing within this process."""
    frame = _frame(connection, [condition])
    return dict(zip(frame["id"], frame.select(pl.struct(CLAIMED).hash()).to_series(), strict=True))


def same_file(connection: Connection, sha256: str, layout: str) -> int | None:
    """The latest batch that brought these very bytes, read by the same layout."""
    statement = select(func.max(Batch.id)).where(
        col(Batch.sha256) == sha256, col(Batch.layout) == layout, col(Batch.status) == BatchStatus.RECORDED
    )
    return connection.scalar(statement)


def _of(connection: Connection, keys: pl.Series, condition: ColumnElement[bool]) -> pl.DataFrame:
    if len(keys) > WHOLE_TABLE:
        wanted = pl.DataFrame({"key": keys.unique()})
        return _frame(connection, [condition]).join(wanted, on="key", how="semi")
    return _frame(connection, [and_(condition, col(Claim.key).in_(some)) for some in chunks(keys)])


def _frame(connection: Connection, conditions: list[ColumnElement[bool]]) -> pl.DataFrame:
    named = {"batch": col(Claim.batch_id), "source": col(Source.name), "origin": _ORIGIN.c.name}
    named |= {"incident": col(Incident.code), "document": col(Document.key)}
    columns = [named[name] if name in named else as_stored(getattr(Claim, name)) for name in HELD]
    statement = (
        select(*columns)
        .join(Source, col(Source.id) == col(Claim.source_id))
        .outerjoin(_ORIGIN, _ORIGIN.c.id == col(Claim.origin_id))
        .outerjoin(Incident, col(Incident.id) == col(Claim.incident_id))
        .outerjoin(Document, col(Document.id) == col(Claim.document_id))
    )
    found = (connection.execute(statement.where(condition)).partitions(_AT_A_TIME) for condition in conditions)
    pieces = (pl.DataFrame(rows, schema=HELD, orient="row") for some in found for rows in some)
    return pl.concat([pl.DataFrame(schema=HELD), *pieces])
