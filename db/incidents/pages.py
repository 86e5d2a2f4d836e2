"""The incidents of a view a page at a time, in the order that a reader asks for; and how many there are."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

import numpy as np
import polars as pl
from sqlmodel import Session

from db import records
from db.answers import IncidentRecord
from db.columns.numbers import NO_DAY
from db.columns.store import copy_for
from db.filters import Filters
from db.happened.apart import with_parts
from db.happened.reconciled import active, figures_of, happened_of, kept
from db.selection.pages import ids_about
from db.selection.selecting import Selection
from db.totals.corroborated import corroborated
from db.views.frame import View, load, read_chosen
from db.vocabulary import Measure, Series


class Order(StrEnum):
    """What stands first; what is equal stands by its last day, the latest first."""

    NEWEST = "newest"
    OLDEST = "oldest"
    CLAIMS = "claims"
    KILLED = "killed"
    INJURED = "injured"


_MEASURES: Final = {Order.KILLED: Measure.KILLED, Order.INJURED: Measure.INJURED}
_NOTHING: Final = -1
"""What an incident is put in order by of which no claim states a number."""


@dataclass(frozen=True, slots=True)
class IncidentPage:
    """Some incidents in their order, and how many incidents the view has."""

    incidents: tuple[IncidentRecord, ...]
    total: int


def incident_page(
    session: Session, filters: Filters, order: Order = Order.NEWEST, *, limit: int | None = None, offset: int = 0
) -> IncidentPage:
    """A page of the view's incidents. By killed or injured: by the largest number that any claim of them states."""
    view = View.of(session, filters)
    copy = copy_for(session)
    end = None if limit is None else offset + limit
    if copy is None:
        ids, claims = _of_frame(session, view, order)
        shown = ids[offset:end].tolist()
    else:
        selection = corroborated(session, Selection.of(copy, session, view))
        ids = selection.once(("incidents", order), lambda: _of_columns(selection, order))
        shown = ids[offset:end].tolist()
        claims = happened_of(active(read_chosen(session, view, ids_about(selection, shown))))
    return IncidentPage(_records(session, view, claims, shown), len(ids))


def _of_frame(session: Session, view: View, order: Order) -> tuple[Any, pl.DataFrame]:
    """The ids of all incidents in order, with their claims, from the register itself."""
    claims = happened_of(active(load(session, view)))
    if view.filters.corroboration is not None:
        found = kept(figures_of(session, claims, view), view.filters)
        claims = claims.join(found.select("incident").unique(), on="incident", how="semi")
    days = [pl.col(name).to_physical().fill_null(NO_DAY) for name in ("date_from", "date_to")]
    told = claims.select("incident_id", "measure", *days, size=pl.max_horizontal("low", "best", "high").fill_null(-1))
    column = {name: told[name].to_numpy() for name in told.columns}
    scores = _Scores(int(told["incident_id"].max() or 0))  # type: ignore[arg-type]  # a column of whole numbers
    scores.add(column["incident_id"], column["measure"], column["size"], column["date_from"], column["date_to"])
    return scores.ordered(order), claims


def _of_columns(selection: Selection, order: Order) -> Any:
    """The same ids from the copy."""
    scores = _Scores(selection.most_incident)
    for part, mask, incident in selection.each():
        chosen = mask & (part["series"] == Series.INCIDENT.number) & selection.counting(part)
        own = np.flatnonzero(chosen & (incident > 0))
        size = np.maximum.reduce([part[name][own] for name in ("low", "best", "high")])
        size = np.where(part["missing"][own] == 7, _NOTHING, size)
        scores.add(incident[own], part["measure"][own], size, part["first"][own], part["last"][own])
    return scores.ordered(order)


class _Scores:
    """What incidents are put in order by, a value for each id."""

    def __init__(self, most: int) -> None:
        self._claims = np.zeros(most + 1, np.int64)
        self._first, self._last = np.full(most + 1, 2**31 - 1), np.full(most + 1, NO_DAY)
        self._largest = {order: np.full(most + 1, _NOTHING, np.float64) for order in _MEASURES}

    def add(self, incident: Any, measure: Any, size: Any, first: Any, last: Any) -> None:
        """Take claims in: their incidents, measures, largest numbers, first and last days."""
        self._claims += np.bincount(incident, minlength=len(self._claims))
        dated = first != NO_DAY
        np.minimum.at(self._first, incident[dated], first[dated])
        np.maximum.at(self._last, incident, last)
        for order, wanted in _MEASURES.items():
            own = measure == wanted.number
            np.maximum.at(self._largest[order], incident[own], size[own])

    def ordered(self, order: Order) -> Any:
        """The ids of all incidents with a claim."""
        ids = np.flatnonzero(self._claims)
        least_first = {
            Order.NEWEST: -self._last,
            Order.OLDEST: self._first,
            Order.CLAIMS: -self._claims,
            **{one: -largest for one, largest in self._largest.items()},
        }[order]
        return ids[np.lexsort((ids, -self._last[ids], least_first[ids]))].astype(np.int32)


def _records(session: Session, view: View, claims: pl.DataFrame, wanted: list[int]) -> tuple[IncidentRecord, ...]:
    places_of = {"incident_id": pl.Series(wanted, dtype=pl.Int64), "at": pl.Series(range(len(wanted)), dtype=pl.Int64)}
    order = pl.DataFrame(places_of)
    own = claims.join(order, on="incident_id", how="inner", maintain_order="left")
    places = own.select("incident", "at").unique()
    summary = records.summarize(own).join(places, on="incident").sort("at")
    figures = with_parts(session, view, own, kept(figures_of(session, own, view), view.filters))
    return tuple(records.incidents(session, summary, figures, view.filters.policy))
