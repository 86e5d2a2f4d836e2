"""Rows whose figures are what all other rows of their source and day come to, whatever they are called."""

from typing import Final

import polars as pl

_ROW = ("at", "batch", "row")
_TOLD = ("measure", "figure", "verbatim")
FEWEST_OTHERS = 2
FEWEST_FIGURES = 2
"""Figures of one row that all are sums; fewer come to one by chance, but for a row whose place alone is not known."""


MANY_OTHERS: Final = 3
FROM_PERSONS: Final = 20
"""A single figure of so many people, beside so many others, is a sum by chance seldom enough to be told."""


def rows_like_totals(figures: pl.DataFrame) -> pl.DataFrame:
    """The rows that may be totals by their figures alone.

    ``batch, row, measure, figure, verbatim`` (of its first figure), and ``adds_up``: that it is one, for it names a
    place that nobody knows, too, and states several figures, or does so on several days.
    """
    unknown = pl.col("depth").is_null()
    beside = figures.select(
        *_ROW, *_TOLD, "event", where=pl.struct("source", "place").hash(), unknown=unknown, day="alike"
    ).with_columns(
        exact=(pl.col("figure") * 2 == pl.col("figure").sum().over("day")) & (pl.len().over("day") > FEWEST_OTHERS),
        alone=pl.col("unknown") & (pl.col("unknown").sum().over("day") == 1),
        others=pl.len().over("day") - 1,
    )
    some = beside["at"].filter(beside["exact"]).unique()
    candidates = beside.filter(pl.col("at").is_in(some.implode()), ~pl.col("event"))
    rows = candidates.group_by(_ROW, maintain_order=True).agg(
        pl.col(_TOLD).first(),
        pl.col("where").first(),
        pl.col("exact", "alone", "unknown").all(),
        several=pl.len() >= FEWEST_FIGURES,
        large=(pl.col("figure") >= FROM_PERSONS).all(),
        many=(pl.col("others") >= MANY_OTHERS).all(),
    )
    large = pl.col("unknown") & pl.col("large")
    sums = rows.filter("exact").with_columns(again=large & (pl.len().over("where") > 1))
    found = sums.filter(pl.col("several") | pl.col("alone") | pl.col("again") | (large & pl.col("many")))
    adds_up = (pl.col("several") & pl.col("alone")) | pl.col("again")
    return found.select("batch", "row", *_TOLD, adds_up=adds_up)
