"""In which month, governorate or source a figure of an incident is put, when figures are added up by one of these."""

from typing import Literal

import polars as pl

from db.figures import GROUP
from db.gazetteer.places import Tree
from db.vocabulary import PlaceLevel

By = Literal["month", "place", "source", "incident"]


def with_groups(
    figures: pl.DataFrame, claims: pl.DataFrame, by: By | None, homes: pl.DataFrame, tree: Tree
) -> pl.DataFrame:
    """``figures`` with ``group`` and the days ``since`` and ``until`` that the claims which each is made of state.

    Month and governorate are those of the incident (``homes``, as of :func:`db.incidents.homes.homes_of`), whatever
    part of it is looked at. Figures by source are to be made of one source's claims.
    """
    whole = claims.filter(pl.col("subset_of").is_null())
    found = whole.group_by(GROUP).agg(
        pl.col("incident_id", "source").first(), since=pl.col("date_from").min(), until=pl.col("date_to").max()
    )
    grouped = found.join(_with_areas(homes, tree), on="incident_id", how="left").with_columns(group=_group(by))
    return figures.join(
        grouped.select(*GROUP, "group", "since", "until"),
        on=list(GROUP),
        how="left",
        nulls_equal=True,
        maintain_order="left",
    )


def _group(by: By | None) -> pl.Expr:
    first, last = (pl.col(name).dt.strftime("%Y-%m") for name in ("first", "last"))
    groups = {
        "month": pl.when(first == last).then(first),
        "place": pl.col("area"),
        "source": pl.col("source"),
        "incident": pl.col("incident"),
        None: pl.lit(None, pl.String),
    }
    return groups[by]


def _with_areas(homes: pl.DataFrame, tree: Tree) -> pl.DataFrame:
    """``area``: the governorate that holds the home; null for what is only known to a wider area."""
    areas = {pcode: tree.area(pcode, PlaceLevel.GOVERNORATE) for pcode in homes["pcode"].drop_nulls().unique()}
    named = {pcode: area.pcode if area else None for pcode, area in areas.items()}
    return homes.with_columns(area=pl.col("pcode").replace_strict(named, default=None, return_dtype=pl.String))
