"""What the claims of each source lack, and how long ago each source last spoke."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

import numpy as np
import polars as pl
from sqlalchemy import select
from sqlmodel import Session, col

from db.columns.numbers import NO_DAY
from db.columns.spans import day
from db.columns.store import Part, copy_for
from db.filters import Filters
from db.models import Source
from db.selection.counts import year_after
from db.selection.selecting import Selection
from db.views.frame import UNGRADED, View, load
from db.vocabulary import DatePrecision

STALE: Final = timedelta(days=180)
"""A source that has said nothing for longer, beside the newest claim of the view, is stale."""

_COUNTS: Final = ("claims", "unlocated", "undated", "ungraded")


@dataclass(frozen=True, slots=True)
class Wanting:
    """A source (who first said it, else who passes it on): its claims in the view and how many of them lack what.

    ``newest`` is the day on which it last published, else of which it last speaks, among what is known to the day, the
    week or the month; ``newest_year`` a year after it of which a claim says no more. ``behind_days``: how long before
    the newest claim of the view that was, a year being over on its last day. None: no claim of it has a day.
    """

    source: str
    claims: int
    unlocated: int
    undated: int
    ungraded: int
    newest: date | None
    newest_year: int | None
    behind_days: int | None

    @property
    def stale(self) -> bool:
        """Whether it has been silent for longer than :data:`STALE`."""
        return self.behind_days is not None and self.behind_days > STALE.days


Counted = tuple[str, int, int, int, int, date | None, date | None]
"""Source, counts, newest day, and the last day of the newest year among claims of which no more is known."""


def wanting(session: Session, filters: Filters) -> list[Wanting]:
    """Every source of the view, most claims first."""
    view = View.of(session, filters)
    copy = copy_for(session)
    if copy is None:
        counted = _of_frame(load(session, view))
    else:
        names = {number or 0: name for number, name in session.execute(select(col(Source.id), col(Source.name)))}
        counted = _of_columns(Selection.of(copy, session, view), names)
    latest = max((newest for *_, newest, _ in counted if newest is not None), default=None)
    found = [_judged(row, latest) for row in counted]
    return sorted(found, key=lambda each: (-each.claims, each.source))


def _judged(row: Counted, latest: date | None) -> Wanting:
    """How far behind the newest day of all; where no claim of the view has a day, nobody is behind."""
    source, claims, unlocated, undated, ungraded, newest, in_year = row
    spoke = max((day for day in (newest, in_year) if day), default=None)
    behind = max(0, ((latest or spoke) - spoke).days) if spoke else None
    return Wanting(source, claims, unlocated, undated, ungraded, newest, year_after(newest, in_year), behind)


def _of_frame(claims: pl.DataFrame) -> list[Counted]:
    no_day = pl.coalesce("date_from", "date_to", "speaks_of").is_null()
    said = pl.coalesce("published", "speaks_of", "date_to", "date_from")
    of_year = pl.col("date_precision").eq_missing(DatePrecision.D5.number)
    of_year &= pl.col("published").is_null() & pl.col("speaks_of").is_null()
    return (
        claims.group_by(source=pl.coalesce("speaker", "source"))
        .agg(
            claims=pl.len(),
            unlocated=pl.col("pcode").null_count(),
            undated=no_day.sum(),
            ungraded=(pl.col("rank") == UNGRADED).sum(),
            newest=said.filter(~of_year).max(),
            in_year=said.filter(of_year).max(),
        )
        .rows()
    )


def _of_columns(selection: Selection, names: dict[int, str]) -> list[Counted]:
    """The same on whole columns."""
    size = max(names, default=0) + 1
    counts = {name: np.zeros(size, np.int64) for name in _COUNTS}
    newest, in_year = np.full(size, NO_DAY), np.full(size, NO_DAY)
    for part, mask, _ in selection.each():
        own = np.flatnonzero(mask)
        who = np.where(part["speaker"] == 0, part["source"], part["speaker"])[own].astype(np.int64)
        of_year = (part["date_precision"] == DatePrecision.D5.number) & (part["published"] == NO_DAY)
        of_year &= part["speaks"] == NO_DAY
        lacks = {
            "claims": np.ones(part.rows, bool),
            "unlocated": part["place"] == 0,
            "undated": _first_known(part, ("first", "last", "speaks")) == NO_DAY,
            "ungraded": selection.ranks[part["speaker"], part["measure"]] == UNGRADED,
        }
        for name, lacking in lacks.items():
            counts[name] += np.bincount(who[lacking[own]], minlength=size)
        for latest, counting in ((newest, ~of_year), (in_year, of_year)):
            np.maximum.at(latest, who, np.where(counting, part["said"], NO_DAY)[own])
    spoke = np.flatnonzero(counts["claims"]).tolist()
    return [_row(names[n], [int(counts[name][n]) for name in _COUNTS], int(newest[n]), int(in_year[n])) for n in spoke]


def _row(source: str, counts: list[int], newest: int, in_year: int) -> Counted:
    claims, unlocated, undated, ungraded = counts
    return source, claims, unlocated, undated, ungraded, day(newest), day(in_year)


def _first_known(part: Part, columns: tuple[str, ...]) -> Any:
    """The first of these days that is known, for each row."""
    found = part[columns[-1]]
    for name in reversed(columns[:-1]):
        found = np.where(part[name] == NO_DAY, found, part[name])
    return found
