"""Household sizes that the register holds: a file that says nothing of them takes none back."""

import polars as pl
from sqlalchemy import Connection

from db.vocabulary import Unit
from db.writing import recall


def with_sizes_held(connection: Connection, claims: pl.DataFrame) -> pl.DataFrame:
    """Claims, those of households with the size that stands for them."""
    households = claims.filter(pl.col("unit") == Unit.HOUSEHOLD.number)
    if households.is_empty():
        return claims
    held = recall.household_sizes(connection, households["key"])
    if held.is_empty():
        return claims
    beside = claims.select("key", "unit").join(held, on="key", how="left", maintain_order="left")
    of_these = pl.when(pl.col("unit") == Unit.HOUSEHOLD.number)
    return claims.with_columns(beside.select(of_these.then(name).alias(name) for name in ("factor", "factor_source")))
