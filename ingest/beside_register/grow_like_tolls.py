"""Figures read as events that grow as a running total does: added up, the dead of each day would count on all later."""

from collections.abc import Iterator
from typing import Final

import polars as pl

from db.vocabulary import ClaimStatus, Measure, Series, Severity
from ingest.beside_register.brought import Brought
from ingest.issues import Issue
from ingest.layouts.fields import generic

FEWEST_DAYS: Final = 3
FROM_PERSONS: Final = 20
"""The least figure that is looked at: of a few people one more is already a tenth."""
MOST_GROWTH: Final = 0.1
"""The share of itself by which a running total may grow from one day to the next; events of a place differ by more."""

_LINE: Final = ("source", "origin", "measure", "population", "sex", "age", "unit", "basis", "spot")
_REMEDY: Final = "They are added. If each holds those before it, write “cumulative” into “series”."


def grow_like_tolls(brought: Brought) -> Iterator[Issue]:
    """A warning in the last row of each source's figures of one place that never fall from day to day and grow slowly.

    Publishers' files are not looked at: their layouts know which figures are running totals.
    """
    if brought.layout != generic().id:
        return
    events = brought.claims.lazy().filter(
        pl.col("series") == Series.INCIDENT.number,
        pl.col("status") == ClaimStatus.ACTIVE.number,
        pl.col("subset_of").is_null(),
        pl.col("best").is_not_null(),
        pl.col("date_from").is_not_null(),
    )
    large = events.filter(pl.col("best") >= FROM_PERSONS)
    often = large.group_by(_LINE).len().filter(pl.col("len") >= FEWEST_DAYS)
    lines = events.join(often, on=_LINE, how="semi", nulls_equal=True).sort("date_from", "row")
    step, before = pl.col("best").diff().drop_nulls(), pl.col("best").shift(1).slice(1)
    found = lines.group_by(_LINE, maintain_order=True).agg(
        pl.col("row", "verbatim").last(),
        days=pl.col("date_from").n_unique(),
        figures=pl.len(),
        first=pl.col("best").first(),
        last=pl.col("best").last(),
        small=(pl.col("best") < FROM_PERSONS).any(),
        slow=((step >= 0) & (step <= MOST_GROWTH * before)).all(),
        rises=(step > 0).sum(),
    )
    one_a_day = (pl.col("figures") == pl.col("days")) & (pl.col("days") >= FEWEST_DAYS)
    like = found.filter(one_a_day, ~pl.col("small"), pl.col("slow"), pl.col("rises") > 1)
    for line in like.sort("row", "measure").collect().iter_rows(named=True):
        message = (
            f"The figures of {line['source']} for this place grow from {line['first']:,} to {line['last']:,} over "
            f"{line['days']} days, never falling and each by less than a tenth, as a running total does."
        )
        column = Measure.of(line["measure"]).value
        yield Issue(Severity.WARNING, "grows_like_toll", message, _REMEDY, line["row"], column, line["verbatim"])
