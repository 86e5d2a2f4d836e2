"""Rows whose figures are what all other rows of their source and day come to, whatever they are called."""

import polars as pl

_ROW = ("at", "batch", "row")
_TOLD = ("measure", "figure", "verbatim")
FEWEST_OTHERS = 2
FEWEST_FIGURES = 2
"""Figures of one row that all are sums; fewer come to one by chance, but for a row whose place alone is not known."""


def rows_like_totals(figures: pl.DataFrame) -> pl.DataFrame:
    """The rows that may be totals by their figures alone.

    ``batch, row, measure, figure, verbatim`` (of its first figure), and ``adds_up``: that it is one, for it names a
    place that nobody knows, too, and states several figures.
    """
    unknown = pl.col("depth").is_null()
    beside = figures.select(*_ROW, *_TOLD, "event", unknown=unknown, day="alike").with_columns(
        exact=(pl.col("figure") * 2 == pl.col("figure").sum().over("day")) & (pl.len().over("day") > FEWEST_OTHERS),
        alone=pl.col("unknown") & (pl.col("unknown").sum().over("day") == 1),
    )
    some = beside["at"].filter(beside["exact"]).unique()
    candidates = beside.filter(pl.col("at").is_in(some.implode()), ~pl.col("event"))
    rows = candidates.group_by(_ROW, maintain_order=True).agg(
        pl.col(_TOLD).first(), pl.col("exact", "alone").all(), several=pl.len() >= FEWEST_FIGURES
    )
    found = rows.filter(pl.col("exact"), pl.col("several") | pl.col("alone"))
    return found.select("batch", "row", *_TOLD, adds_up=pl.col("several") & pl.col("alone"))
