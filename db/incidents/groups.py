"""In which month, governorate or source a figure of an incident is put, when figures are added up by one of these."""

from typing import Literal

import polars as pl

from db.figures import GROUP
from db.vocabulary import DatePrecision

By = Literal["month", "place", "source", "incident"]

MONTH_IS_KNOWN = pl.col("date_precision").is_null() | (pl.col("date_precision") <= DatePrecision.D4.number)

_GROUP_OF = {
    "month": pl.col("date_from").filter(MONTH_IS_KNOWN).min().dt.strftime("%Y-%m"),
    "place": pl.col("governorate").drop_nulls().mode().sort().first(),
    "source": pl.col("source").first(),
    "incident": pl.col("incident").first(),
    None: pl.lit(None, pl.String).first(),
}


def with_groups(figures: pl.DataFrame, claims: pl.DataFrame, by: By | None) -> pl.DataFrame:
    """``figures`` with ``group`` and the days ``since`` and ``until``, as the claims that each is made of say them.

    The month is that of the earliest day that a claim states to the month; the governorate the one that most claims
    name. Figures by source are to be made of one source's claims.
    """
    whole = claims.filter(pl.col("subset_of").is_null())
    found = whole.group_by(GROUP).agg(
        group=_GROUP_OF[by], since=pl.col("date_from").min(), until=pl.col("date_to").max()
    )
    return figures.join(found, on=list(GROUP), how="left", nulls_equal=True, maintain_order="left")
