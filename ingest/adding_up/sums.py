"""Rows beside the sums of the rows that lie in their area: which of them add up others, and which may do so."""

from typing import Final

import polars as pl

from ingest.adding_up.figures import EVERYWHERE

NEAR: Final = 0.05
"""The share of a figure by which the sum of its parts may miss it and still be taken for the same people."""
NEAR_FROM_PERSONS: Final = 20
"""The least figure that is compared so: of a few people one is already more than that share."""
OFTEN: Final = 1 / 3
"""The share of a source's rows of one level, beside which several parts stand, that must come to their sums.

Where fewer do, such rows are events whose place is known less closely, and a few are the sum of others by chance.
"""

ROW: Final = ("at", "batch", "row")


def rows_beside_parts(figures: pl.DataFrame) -> pl.DataFrame:
    """The rows about an area of whose parts their source speaks on the same day, the narrowest areas first.

    ``figures`` as ``ingest.adding_up.figures`` says. For each row ``parts`` (how many, at most, one of its figures
    has), ``told`` (the rows of them), ``comes_to`` (what the parts of its first figure add up to), ``figure``, and
    ``adds_up``: that it adds them up. A row that does so is no part of a wider one.
    """
    parts = _parts(figures)
    found = [_level(figures, parts, [])]
    sums = found[0].select("at")
    for level in _levels(figures, parts):
        beside = _level(figures, parts.join(sums, on="at", how="anti"), level)
        found.append(beside)
        sums = pl.concat([sums, beside.filter("adds_up").select("at")])
    return pl.concat(found)


def _parts(figures: pl.DataFrame) -> pl.DataFrame:
    """Each figure once for every area that holds it and that a row is about."""
    columns = ("alike", "at", "row", "batch", "figure")
    inside = figures.filter(pl.col("within").list.len() > 0)
    held = inside.select(*columns, held="within").explode("held")
    if (figures["area"] != EVERYWHERE).all():
        return held
    placed = figures.filter(pl.col("area").ne_missing(EVERYWHERE))
    return pl.concat([held, placed.select(*columns, held=pl.lit(EVERYWHERE))])


def _levels(figures: pl.DataFrame, parts: pl.DataFrame) -> list[list[str]]:
    """The areas that have parts, by how many areas lie around them, the narrowest first; everywhere comes last."""
    held = parts["held"].unique()
    areas = figures.filter(pl.col("area").is_in(held.implode())).select("area", "depth").unique()
    return [level["area"].to_list() for level in areas.sort("depth", descending=True).partition_by("depth")]


def _level(figures: pl.DataFrame, parts: pl.DataFrame, areas: list[str]) -> pl.DataFrame:
    """The rows about areas of one level beside their parts."""
    whole = figures.filter(pl.col("area").is_in(areas), ~pl.col("event"))
    of = parts.filter(pl.col("held").is_in(areas)).join(
        whole, left_on=["alike", "held"], right_on=["alike", "area"], how="semi"
    )
    added = of.group_by("alike", area="held").agg(
        comes_to=pl.col("figure").sum(), parts=pl.len(), told=pl.struct("batch", "row")
    )
    beside = whole.join(added, on=["alike", "area"], how="left", maintain_order="left")
    return _judged(beside.with_columns(pl.col("comes_to", "parts").fill_null(0)))


def _judged(beside: pl.DataFrame) -> pl.DataFrame:
    figure, comes_to = pl.col("figure"), pl.col("comes_to")
    missed = (figure - comes_to).abs()
    near = (missed == 0) | ((figure >= NEAR_FROM_PERSONS) & (missed <= NEAR * figure))
    rows = (
        beside.with_columns(near=near, exact=missed == 0)
        .sort("parts", descending=True, maintain_order=True)
        .group_by(ROW, maintain_order=True)
        .agg(
            pl.col("source", "measure", "figure", "comes_to", "parts", "told", "verbatim", "said_whole").first(),
            near=pl.col("near").all(),
            exact=pl.col("exact").all(),
            above=(figure >= comes_to).all(),
        )
        .filter(pl.col("parts") > 0)
    )
    several = pl.col("parts") > 1
    often = (pl.col("near") & several).sum().over("source") >= OFTEN * several.sum().over("source")
    table = (pl.col("near") & several).any().over("source") & often
    adds_up = (pl.col("said_whole") & pl.col("above")) | (table & pl.col("near") & (several | pl.col("exact")))
    return rows.with_columns(adds_up=adds_up).select(_COLUMNS)


_COLUMNS: Final = (*ROW, "source", "measure", "figure", "comes_to", "parts", "told", "verbatim", "adds_up")
