"""In which month, area or source a figure of an incident is put, when figures are added up by one of these."""

from typing import Literal

import polars as pl

from db.figures import GROUP
from db.gazetteer.places import Tree
from db.vocabulary import PlaceLevel

By = Literal["month", "place", "source", "incident"]
"""What anybody may ask totals by; places are governorates, so that what is handed on can be."""
Parting = By | Literal["district"]
"""What the charts of the house ask for too: a district, or the governorate where no district is known."""


def with_groups(
    figures: pl.DataFrame, claims: pl.DataFrame, by: Parting | None, homes: pl.DataFrame, tree: Tree
) -> pl.DataFrame:
    """``figures`` with ``group`` and the days ``since`` and ``until`` that the claims which each is made of state.

    Month and area are those of the incident (``homes``, as of :func:`db.views.homes.homes_of`), whatever
    part of it is looked at. Figures by source are to be made of one source's claims.
    """
    whole = claims.filter(pl.col("subset_of").is_null())
    found = whole.group_by(GROUP).agg(
        pl.col("incident_id", "source").first(), since=pl.col("date_from").min(), until=pl.col("date_to").max()
    )
    grouped = found.join(_with_areas(homes, tree, by), on="incident_id", how="left").with_columns(group=_group(by))
    return figures.join(
        grouped.select(*GROUP, "group", "since", "until"),
        on=list(GROUP),
        how="left",
        nulls_equal=True,
        maintain_order="left",
    )


def _group(by: Parting | None) -> pl.Expr:
    first, last = (pl.col(name).dt.strftime("%Y-%m") for name in ("first", "last"))
    groups = {
        "month": pl.when(first == last).then(first),
        "place": pl.col("area"),
        "district": pl.col("area"),
        "source": pl.col("source"),
        "incident": pl.col("incident"),
        None: pl.lit(None, pl.String),
    }
    return groups[by]


def _with_areas(homes: pl.DataFrame, tree: Tree, by: Parting | None) -> pl.DataFrame:
    """``area``: that which holds the home (:func:`area_of`); null for what is only known to a wider one."""
    return homes.with_columns(area=areas_of(homes["pcode"], tree, by))


def areas_of(pcodes: pl.Series, tree: Tree, by: Parting | None) -> pl.Series:
    """For each P-code that of its area: see :func:`area_of`."""
    named = {pcode: area_of(pcode, tree, by) for pcode in pcodes.drop_nulls().unique()}
    return pcodes.replace_strict(named, default=None, return_dtype=pl.String)


def area_of(pcode: str | None, tree: Tree, by: Parting | None) -> str | None:
    """The P-code of the governorate that holds a place; by district of its district, if it is known so nearly."""
    district = tree.area(pcode, PlaceLevel.DISTRICT) if by == "district" else None
    area = district or tree.area(pcode, PlaceLevel.GOVERNORATE)
    return area.pcode if area else None
