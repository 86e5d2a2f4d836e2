"""Parts (children, women) beside the totals that they are parts of, in the file and in the register."""

from collections.abc import Iterator

import polars as pl
from sqlalchemy import Connection

from db.vocabulary import ClaimStatus, Severity
from db.writing import recall
from ingest.beside_register.brought import Brought, issue_of, told
from ingest.checks import LOOK
from ingest.issues import Issue


def check_parts(connection: Connection, brought: Brought, *, empty: bool) -> Iterator[Issue]:
    """A part (children, women) without the total that it is a part of, or above it."""
    parts = brought.claims.filter(pl.col("subset_of").is_not_null())
    if parts.is_empty():
        return
    totals = brought.claims.select("key", "high").filter(pl.col("key").is_in(parts["subset_of"].unique().implode()))
    missing = parts["subset_of"].unique().filter(~parts["subset_of"].unique().is_in(totals["key"].implode()))
    if len(missing) and not empty:
        totals = pl.concat([totals, recall.standing(connection, missing).select("key", "high")])
    known = totals.select(subset_of="key", total="high", found=pl.lit(value=True))
    beside = parts.join(known, on="subset_of", how="left", maintain_order="left")
    for claim in beside.filter(pl.col("found").is_null()).iter_rows(named=True):
        message = "The total that this figure is a part of is neither in the file nor in the register."
        remedy = "Send the total too; a part alone is counted nowhere."
        yield issue_of(claim, Severity.WARNING, "part_without_total", message, remedy)
    for claim in beside.filter(pl.col("low") > pl.col("total")).iter_rows(named=True):
        message = f"The part, {claim['low']}, is above its total, {claim['total']}."
        yield issue_of(claim, Severity.WARNING, "part_above_total", message, LOOK)


def parts_of_revised(connection: Connection, brought: Brought) -> Iterator[Issue]:
    """A total that is corrected below a part of it which the register has."""
    totals = brought.claims.filter(pl.col("subset_of").is_null(), pl.col("high").is_not_null())
    known = recall.standing(connection, totals["key"]).select("key")
    revised = totals.join(known, on="key", how="semi")
    parts = recall.parts_of(connection, revised["key"]).join(brought.claims, on="key", how="anti")
    beside = parts.select("low", part="key", key="subset_of").join(revised, on="key", suffix="_of_total")
    for claim in beside.filter(pl.col("low") > pl.col("high")).iter_rows(named=True):
        message = f"The total, {claim['high']}, is below a part of it that the register has, {claim['low']}."
        yield issue_of(claim, Severity.WARNING, "part_above_total", message, LOOK)


def parts_left(connection: Connection, brought: Brought) -> Iterator[Issue]:
    """A total that is taken back while parts of it stand, which rows of their own brought."""
    taken = brought.claims.filter(pl.col("status") == ClaimStatus.RETRACTED.number, pl.col("subset_of").is_null())
    rows = dict(taken.select("key", "row").iter_rows())
    rows |= {key: retraction.row for retraction in brought.retractions for key in retraction.keys}
    parts = recall.parts_of(connection, pl.Series(list(rows), dtype=pl.String))
    own = pl.col("key").str.starts_with(pl.col("subset_of") + "/")  # named by the total's own words: they go with it
    left = parts.filter(~own, ~pl.col("key").is_in(list(rows))).join(brought.claims, on="key", how="anti")
    left = left.filter(pl.col("subset_of").is_in(recall.standing(connection, parts["subset_of"])["key"].implode()))
    for part in left.sort("batch", "row").unique("subset_of", keep="first", maintain_order=True).iter_rows(named=True):
        count = left.filter(pl.col("subset_of") == part["subset_of"]).height
        message = (
            f"The total is taken back, and its parts stand, {count} in all, as {part['verbatim']!r} in {told(part)}."
        )
        remedy = "Take them back too, or send their total anew."
        yield Issue(Severity.WARNING, "parts_left", message, remedy, rows[part["subset_of"]])
