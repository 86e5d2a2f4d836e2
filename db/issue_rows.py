"""The problems of a batch into the table of issues."""

import polars as pl
from sqlalchemy import Connection

from db.entries import table_of
from db.models import BatchIssue
from db.problems import Kind, Problems
from db.repeating import insert_repeating


def insert_issues(connection: Connection, problems: Problems, batch: int) -> None:
    """Insert problems in their order."""
    schema = {"severity": pl.Int16, **dict.fromkeys(Kind._fields[1:], pl.String)}
    said = [(kind.severity.number, *kind[1:]) for kind in problems.kinds]
    kinds = pl.DataFrame(said, schema=schema, orient="row").with_columns(batch_id=pl.lit(batch, pl.Int64))
    insert_repeating(connection, table_of(BatchIssue), problems.told, {"kind": kinds})
