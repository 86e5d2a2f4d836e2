"""The problems of a batch into the register: what each kind says once, and of each problem its row and its kind."""

from collections.abc import Callable

import polars as pl
from sqlalchemy import Connection

from db.bulk.frames import begin_insert, insert_frame
from db.bulk.new_ids import next_ids
from db.entries import table_of
from db.models import BatchIssue, IssueKind
from db.problems import Kind, Problems

_SAID = {"severity": pl.Int16, **dict.fromkeys(Kind._fields[1:], pl.String)}


def begin_issues(connection: Connection, problems: Problems, batch: int) -> Callable[[], None]:
    """Insert the kinds of problems and begin to insert these, in their order (see ``db.bulk.frames.begin_insert``)."""
    told, table = problems.told, table_of(IssueKind)
    met = told["kind"].unique().sort()
    first = next_ids(connection, table, len(met))
    said = [(kind.severity.number, *kind[1:]) for kind in (problems.kinds[number] for number in met)]
    kinds = pl.DataFrame(said, schema=_SAID, orient="row").with_columns(
        id=pl.int_range(first, first + len(met), dtype=pl.Int64), batch_id=pl.lit(batch, pl.Int64)
    )
    insert_frame(connection, table, kinds)
    ids = pl.DataFrame({"kind": met, "kind_id": kinds["id"]})
    numbered = told.join(ids, on="kind", how="left", maintain_order="left").select("row", "kind_id")
    return begin_insert(connection, table_of(BatchIssue), numbered)
