"""What sources cover: how many claims each made of which month and which area, and who passes on whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import polars as pl
from sqlalchemy import select
from sqlmodel import Session, col

from db.columns.store import copy_for
from db.filters import Filters
from db.models import Source
from db.selection import covering
from db.selection.grouping import Grouping
from db.selection.selecting import Selection
from db.views.frame import View, load
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
    view = View.of(session, filters)
    copy = copy_for(session)
    if copy is None:
        counts = _counted(load(session, view).with_columns(month=_DAY.dt.truncate("1mo")), "month")
        return [Covered(source, number, month=month) for source, month, number in counts]
    named = _named(session, covering.by_month(Selection.of(copy, session, view)))
    return [Covered(source, number, month=month) for source, month, number in named]


def by_area(session: Session, filters: Filters) -> list[Covered]:
    """Claims by who first said them and governorate (the area of first order)."""
    view = View.of(session, filters)
    copy = copy_for(session)
    if copy is None:
        counts = _counted(load(session, view), "governorate")
        return [Covered(source, number, area=area) for source, area, number in counts]
    selection = Selection.of(copy, session, view)
    named = _named(session, covering.by_area(selection, Grouping.of(selection, session, "place")))
    return [Covered(source, number, area=area) for source, area, number in named]


def relays(session: Session, filters: Filters) -> list[Relay]:
    """Who passes on whom, most claims first. A relay is no second source."""
    view = View.of(session, filters)
    copy = copy_for(session)
    if copy is None:
        return [Relay(*row) for row in _relays(load(session, view)).iter_rows()]
    names = _names(session)
    found = [
        Relay(names[source], names[origin] if origin else None, claims, first, last)
        for source, origin, claims, first, last in covering.relays(Selection.of(copy, session, view))
    ]
    return sorted(found, key=lambda relay: (-relay.claims, relay.source, relay.origin is None, relay.origin or ""))


def _relays(claims: pl.DataFrame) -> pl.DataFrame:
    return (
        claims.filter(~pl.col("direct"))
        .group_by("source", "origin")
        .agg(pl.len(), first=_DAY.min(), last=_DAY.max())
        .sort("len", "source", "origin", descending=[True, False, False], nulls_last=True)
    )


def _named(session: Session, counts: Iterable[tuple[int, Any, int]]) -> list[tuple[str, Any, int]]:
    """Counts by the names of their sources, in order."""
    names = _names(session)
    found = [(names[who], key, number) for who, key, number in counts]
    known = sorted((each for each in found if each[1] is not None), key=lambda each: each[:2])
    return sorted([*known, *(each for each in found if each[1] is None)], key=lambda each: each[0])


def _names(session: Session) -> dict[int, str]:
    rows = session.connection().execute(select(col(Source.id), col(Source.name)))
    return {int(number or 0): name for number, name in rows}


def _counted(claims: pl.DataFrame, key: str) -> Iterable[tuple[str, Any, int]]:
    """Source, value of ``key`` and number of claims, in order."""
    return claims.group_by(source=_SPEAKS, key=pl.col(key)).len().sort("source", "key", nulls_last=True).iter_rows()
