"""The totals of a view: sums over incidents, and the lines of everything else, never in one."""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import Any

import polars as pl
from sqlmodel import Session

from db.answers import First, Largest, LineCount, Total
from db.columns.store import copy_for
from db.figures import SUM, add_up
from db.filters import Filters
from db.happened.reconciled import active, figures_of, happened_of, kept
from db.lines.line_totals import largest_lines, line_totals
from db.lines.line_totals import outdated_stocks as outdated_in_copy
from db.lines.of_claims import largest_of, lines
from db.selection.selecting import Selection
from db.selection.worded import tells_in_words
from db.series.told import told_in
from db.totals.sums import IncidentSums
from db.totals.under_convention import marked
from db.views.frame import View, load
from db.views.groups import Parting, areas_of, with_groups
from db.views.homes import homes_of
from db.vocabulary import (
    Age,
    Basis,
    Corroboration,
    Measure,
    Population,
    Quantifier,
    Series,
    Sex,
    Unit,
    Word,
)


def totals(session: Session, filters: Filters, by: Parting | None = None) -> list[Total]:
    """The figures of the view, a row for each kind (and group): see :class:`db.answers.Total`.

    Grouped by place, what happened is put in its governorate; what is only known to a wider area has no group.
    By district it is put in its district; what is known to the governorate alone, in the governorate.
    Grouped by month, an incident is put in the month it began, if its date is known to the month; a toll or a stock
    in the month it speaks of; a period, or a figure of no stated kind, in the month that it lies in. What spans more
    than one month has no group: nobody says how much of it fell in which.
    """
    view = View.of(session, filters)
    happened = _incident_totals(session, view, by) if filters.series in {None, Series.INCIDENT} else []
    told = _line_totals(session, view, by) if filters.series is not Series.INCIDENT else []
    return _marked(session, _together(happened, told), filters, by)


def largest(
    session: Session, filters: Filters, by: Parting | None = None, *, most: int, first: First = "largest"
) -> Largest:
    """The same where there may be more lines than can be shown: of each measure, kind, unit and group the first.

    A part (children, women) comes with the line of which it is one, and counts for none.
    """
    view = View.of(session, filters)
    happened = _incident_totals(session, view, by) if filters.series in {None, Series.INCIDENT} else []
    if filters.series is Series.INCIDENT:
        return Largest(tuple(_marked(session, happened, filters, by)), 0)
    shown, counts = _largest_lines(session, view, by, most, first)
    keys = {(total.key, total.group) for total in shown}
    wholes = sum((total.part_of, total.group) not in keys for total in shown)
    found = _marked(session, _together(happened, shown), filters, by)
    return Largest(tuple(found), sum(count.wholes for count in counts) - wholes, counts)


def _marked(session: Session, found: list[Total], filters: Filters, by: Parting | None) -> list[Total]:
    """The totals, with the view's convention on those that are others without it."""
    if filters.convention is None:
        return found
    return marked(found, totals(session, filters.but(convention=None), by), filters.convention)


def outdated_stocks(session: Session, view: View) -> int:
    """How many stocks of the view, parts aside, no longer stand (:mod:`db.series.outdated`)."""
    if view.filters.series not in {None, Series.STOCK}:
        return 0
    copy = copy_for(session)
    if copy is not None:
        selection = Selection.of(copy, session, view)
        return selection.once("outdated stocks", lambda: outdated_in_copy(session, selection))
    stocks = replace(view, filters=view.filters.but(series=Series.STOCK))
    return sum(count.outdated for count in largest_of(_of_lines(session, stocks, None), 1, "largest")[1])


def _together(happened: list[Total], told: list[Total]) -> list[Total]:
    """All in their order, in which the totals of incidents are already."""
    return sorted([*happened, *told], key=_order) if told else list(happened)


def _largest_lines(
    session: Session, view: View, by: Parting | None, most: int, first: First
) -> tuple[list[Total], tuple[LineCount, ...]]:
    copy = copy_for(session)
    if copy is None:
        return largest_of(_of_lines(session, view, by), most, first)
    selection = Selection.of(copy, session, view)
    if tells_in_words(selection):
        return largest_of(_line_totals(session, view, by), most, first)
    asked = ("largest lines", by, most, first)
    return selection.once(asked, lambda: largest_lines(session, selection, by, _labels(view, by), most, first))


def _summed(figures: pl.DataFrame, view: View) -> pl.DataFrame:
    """What enters sums: not what is set aside, unless it is what was asked for."""
    discounted = view.filters.corroboration is Corroboration.DISCOUNTED
    return figures.filter(~pl.col("left_out") if discounted else pl.col("counted"))


def _incident_totals(session: Session, view: View, by: Parting | None) -> list[Total]:
    copy, label = copy_for(session), _labels(view, by)
    if copy is not None and by != "incident":
        filters = view.filters.but(series=None)  # the same claims, which the page's other questions choose too
        selection = Selection.of(copy, session, replace(view, filters=filters))
        asked = ("totals", by, filters.policy, filters.corroboration)
        return selection.once(asked, lambda: IncidentSums(session, selection, by).totals(label))
    happened = happened_of(active(load(session, view)))
    voices = happened.partition_by("source", maintain_order=True) if by == "source" else [happened]
    rows = [row for own in voices for row in _sum(session, own, view, by)]
    return sorted((_total(row | {"series": Series.INCIDENT.number}, label) for row in rows), key=_order)


def _sum(session: Session, happened: pl.DataFrame, view: View, by: Parting | None) -> list[dict[str, Any]]:
    """Reconcile each incident, then add the incidents of each kind and group."""
    if happened.is_empty():
        return []
    homes = homes_of(session, view, happened["incident_id"].unique() if by in {"month", "place", "district"} else [])
    summed = _summed(kept(figures_of(session, happened, view, by), view.filters), view)
    figures = with_groups(summed, happened, by, homes, view.tree)
    days = figures.group_by("group", *SUM).agg(since=pl.col("since").min(), until=pl.col("until").max())
    return add_up(figures, "group").join(days, on=["group", *SUM], nulls_equal=True).to_dicts()


def _line_totals(session: Session, view: View, by: Parting | None) -> list[Total]:
    copy = copy_for(session)
    if copy is None:
        return _of_lines(session, view, by)
    selection = Selection.of(copy, session, view)
    if tells_in_words(selection):
        return selection.once(("line totals", by), lambda: _of_lines(session, view, by))
    return selection.once(("line totals", by), lambda: line_totals(session, selection, by, _labels(view, by)))


def _of_lines(session: Session, view: View, by: Parting | None) -> list[Total]:
    told = told_in(session, view).filter(pl.col("series") != Series.INCIDENT.number)
    groups = {
        "month": _month_of_line(),
        "source": pl.col("source"),
        "incident": pl.lit(None, pl.String),
        None: pl.lit(None, pl.String),
    }
    group = areas_of(told["pcode"], view.tree, by) if by in {"place", "district"} else groups[by]
    found = lines(told.with_columns(group=group), view.tree.places, "group")
    if by != "month":
        found = found.join(told.select("key", "outdated"), on="key", how="left", maintain_order="left")
    renamed = found.rename({"date_from": "since", "date_to": "until", "subset_of": "part_of"})
    label = _labels(view, by)
    return [_total(row, label) for row in renamed.iter_rows(named=True)]


def _labels(view: View, by: Parting | None) -> Callable[[str | None], str | None]:
    """What a group is called: a place by its name, everything else as it is."""
    places = view.tree.places

    def label(group: str | None) -> str | None:
        return places[group].name_en if by in {"place", "district"} and group in places else group

    return label


def _month_of_line() -> pl.Expr:
    """The month that a toll or a stock speaks of; of every other figure the one month that it lies in, if it is one."""
    speaks = pl.col("series").is_in([Series.CUMULATIVE.number, Series.STOCK.number])
    first, last = (pl.col(name).dt.strftime("%Y-%m") for name in ("date_from", "date_to"))
    spoken_of = pl.coalesce("speaks_of", "date_to", "date_from").dt.strftime("%Y-%m")
    return pl.when(speaks).then(spoken_of).when(first == last).then(first)


_COPIED = (
    *("low", "best", "high", "claims", "group", "word", "source", "origin", "definition", "place", "pcode"),
    *("since", "until", "speaks_of", "published", "key", "part_of", "covered"),
)


def _total(row: dict[str, Any], label: Callable[[str | None], str | None]) -> Total:
    """A row of a frame as a record: stored numbers become words."""
    words: dict[str, Any] = _in_words(tuple(row.get(name) for name in _WORDS))
    copied: dict[str, Any] = {name: row.get(name) for name in _COPIED}
    copied |= {"outdated": row.get("outdated", False)}
    copied |= {name: row.get(name, 0) for name in ("incidents", "unbounded")}
    return Total(**words, **copied, group_label=label(row["group"]))


_WORDS: dict[str, type[Word]] = {
    "measure": Measure,
    "series": Series,
    "population": Population,
    "unit": Unit,
    "quantifier": Quantifier,
    "sex": Sex,
    "age": Age,
    "basis": Basis,
}


@lru_cache(maxsize=4096)
def _in_words(numbers: tuple[int | None, ...]) -> dict[str, Any]:
    """Stored numbers as words; 0 and None are none. Few combinations make up all the rows of an answer."""
    pairs = zip(_WORDS.items(), numbers, strict=True)
    return {name: vocabulary.of(number) if number else None for (name, vocabulary), number in pairs}


def _order(total: Total) -> tuple[Any, ...]:
    """Measure and series in the vocabulary's order, then group, the newest and largest line, parts after totals."""
    day = total.speaks_of or total.until or total.since
    return (
        total.measure.number,
        total.series.number,
        total.group is None,
        total.group or "",
        total.source or "",
        -(day.toordinal() if day else 0),
        total.part_of is not None,
        -(total.best or total.low or total.high or 0),
        *(word.number if word else 0 for word in (total.population, total.unit, total.sex, total.age)),
        total.key or "",
    )
