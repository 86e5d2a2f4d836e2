"""The incidents that claims name, found or made as columns: a large file names hundreds of thousands."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

import polars as pl
from sqlalchemy import Connection, select
from sqlmodel import col

from db.bulk.frames import begin_insert, moment_text
from db.bulk.new_ids import newest, next_ids
from db.entries import WHOLE_TABLE, chunks, table_of
from db.models import Incident

_CODED: Final[dict[str, Any]] = {"incident": pl.String, "id": pl.Int64}


def incident_ids(connection: Connection, codes: pl.Series, now: datetime) -> tuple[pl.Series, Callable[[], None]]:
    """The id of the incident of each code, null where there is none, and what inserts those that the register lacks."""
    wanted = codes.drop_nulls().unique(maintain_order=True)
    known = _known(connection, wanted)
    fresh = wanted.filter(~wanted.is_in(known["incident"].implode())) if len(known) else wanted
    first = next_ids(connection, table_of(Incident), len(fresh))
    made = pl.DataFrame({"incident": fresh}).with_columns(id=pl.int_range(first, first + len(fresh), dtype=pl.Int64))
    stored = made.select("id", code="incident", recorded_at=pl.lit(moment_text(now)))
    insert, found = begin_insert(connection, table_of(Incident), stored), pl.concat([known, made])
    numbered = pl.DataFrame({"incident": codes}).join(found, on="incident", how="left", maintain_order="left")
    return numbered["id"], insert


def _known(connection: Connection, codes: pl.Series) -> pl.DataFrame:
    """The incidents that the register has; the whole table is read where that is less than to ask for each code."""
    statement = select(col(Incident.code), col(Incident.id))
    if codes.is_empty() or not newest(connection, table_of(Incident)):
        return pl.DataFrame(schema=_CODED)
    if len(codes) > WHOLE_TABLE:
        return pl.DataFrame(connection.execute(statement).fetchall(), schema=_CODED, orient="row")
    found = [row for some in chunks(codes) for row in connection.execute(statement.where(col(Incident.code).in_(some)))]
    return pl.DataFrame(found, schema=_CODED, orient="row")
