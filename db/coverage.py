"""What sources cover: how many claims each made of which month and which area, and who passes on whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import polars as pl
from sqlmodel import Session

from db.filters import Filters
from db.frame import View, load
from db.vocabulary import Series

_SPEAKS: Final = pl.col("speaker").fill_null(pl.col("source"))
_DAY: Final = (
    pl.when(pl.col("series").is_in([Series.CUMULATIVE.number, Series.STOCK.number]))
    .then(pl.coalesce("speaks_of", "date_to", "published"))
    .otherwise(pl.coalesce("date_from", "date_to", "speaks_of", "published"))
)


@dataclass(frozen=True, slots=True)
class Covered:
    """How many claims a source made of a month (its first day) or an area (a P-code); None: not known, or wider."""

    source: str
    claims: int
    month: date | None = None
    area: str | None = None


@dataclass(frozen=True, slots=True)
class Relay:
    """That ``source`` passes on what ``origin`` said (None: it does not say who), and over which days it spoke."""

    source: str
    origin: str | None
    claims: int
    first: date | None
    last: date | None


def by_month(session: Session, filters: Filters) -> list[Covered]:
    """Claims by who first said them and month: of tolls and stocks the day they speak of, else when it happened."""
    claims = load(session, View.of(session, filters))
    counts = _counted(claims.with_columns(month=_DAY.dt.truncate("1mo")), "month")
    return [Covered(source, number, month=month) for source, month, number in counts]


def by_area(session: Session, filters: Filters) -> list[Covered]:
    """Claims by who first said them and governorate (the area of first order)."""
    counts = _counted(load(session, View.of(session, filters)), "governorate")
    return [Covered(source, number, area=area) for source, area, number in counts]


def relays(session: Session, filters: Filters) -> list[Relay]:
    """Who passes on whom, most claims first. A relay is no second source."""
    passed_on = load(session, View.of(session, filters)).filter(~pl.col("direct"))
    found = (
        passed_on.group_by("source", "origin")
        .agg(pl.len(), first=_DAY.min(), last=_DAY.max())
        .sort("len", "source", "origin", descending=[True, False, False], nulls_last=True)
    )
    return [Relay(*row) for row in found.iter_rows()]


def _counted(claims: pl.DataFrame, key: str) -> Iterable[tuple[str, Any, int]]:
    """Source, value of ``key`` and number of claims, in order."""
    return claims.group_by(source=_SPEAKS, key=pl.col(key)).len().sort("source", "key", nulls_last=True).iter_rows()
