"""The questions that charts, tables, exports and the PDF ask of the register: (session, Filters) -> ``db.answers``.

Kinds are never added: there is no question whose answer mixes incidents, periods, tolls and stocks, so no page can show
such a sum.
"""

from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from typing import Any

import polars as pl
from sqlmodel import Session

from db import records
from db.answers import Choices, ClaimRecord, IncidentRecord, SourceRecord, Standing, Total
from db.columns import counts
from db.columns.held_figures import state_of
from db.columns.pages import claims_of_page
from db.columns.selection import Selection
from db.columns.store import copy_for
from db.columns.sums import IncidentSums
from db.columns.told import told
from db.figures import add_up, reconcile
from db.filters import Filters
from db.frame import UNGRADED, View, load
from db.incident_groups import By as By  # noqa: PLC0414  (callers know the word from here)
from db.incident_groups import with_groups
from db.judged import with_judgements
from db.lines import lines
from db.vocabulary import (
    Age,
    Basis,
    ClaimStatus,
    Corroboration,
    Measure,
    Policy,
    Population,
    Quantifier,
    Series,
    Sex,
    Unit,
    Word,
)


def standing(session: Session, filters: Filters) -> Standing:
    """What the view covers, and what its charts leave out."""
    view = View.of(session, filters)
    copy = copy_for(session)
    covered = (
        _counts(load(session, view)) if copy is None else counts.standing_counts(Selection.of(copy, session, view))
    )
    return Standing(
        **covered, policy=filters.policy, data_version=records.data_version(session, filters), as_of=filters.as_of
    )


def _counts(claims: pl.DataFrame) -> dict[str, Any]:
    days = claims.select(pl.coalesce("published", "speaks_of", "date_to", "date_from").max())
    return {
        "claims": claims.height,
        "incidents": claims["incident"].drop_nulls().n_unique(),
        "newest": days.item(),
        "unlocated": claims["pcode"].null_count(),
        "undated": claims.select(pl.coalesce("date_from", "date_to", "speaks_of").null_count()).item(),
        "ungraded": claims.filter(pl.col("rank") == UNGRADED).height,
        "in_review": claims.filter(pl.col("status") == ClaimStatus.IN_REVIEW.number).height,
    }


def totals(session: Session, filters: Filters, by: By | None = None) -> list[Total]:
    """The figures of the view, a row for each kind (and group): see :class:`db.answers.Total`.

    Grouped by place, what happened is put in its governorate; what is only known to a wider area has no group.
    Grouped by month, an incident is put in the month it began, if its date is known to the month; a toll or a stock
    in the month it speaks of; a period, or a figure of no stated kind, in the month that it lies in. What spans more
    than one month has no group: nobody says how much of it fell in which.
    """
    view = View.of(session, filters)
    found = [
        *(_incident_totals(session, view, by) if filters.series in {None, Series.INCIDENT} else ()),
        *(_line_totals(session, view, by) if filters.series is not Series.INCIDENT else ()),
    ]
    return sorted(found, key=_order)


def claims(session: Session, filters: Filters, *, limit: int | None = None, offset: int = 0) -> list[ClaimRecord]:
    """The claims of the view, newest happening first."""
    frame = load(session, View.of(session, filters))
    happened = pl.coalesce("date_to", "date_from", "speaks_of")
    ordered = frame.sort(happened, "key", descending=[True, False], nulls_last=True)
    return records.claims(session, filters, ordered.slice(offset, limit))


def incidents(session: Session, filters: Filters, *, limit: int | None = None, offset: int = 0) -> list[IncidentRecord]:
    """The incidents of the view with their reconciled figures, newest first."""
    view = View.of(session, filters)
    copy = copy_for(session)
    if copy is not None and limit is not None and filters.corroboration is None:
        frame = _happened(_active(claims_of_page(session, Selection.of(copy, session, view), limit, offset)))
        page = records.summarize(frame)
    else:
        frame = _happened(_active(load(session, view)))
        if filters.corroboration is not None:
            kept = _kept(_figures(frame, view), filters)
            frame = frame.join(kept.select("incident").unique(), on="incident", how="semi")
        page = records.summarize(frame).slice(offset, limit)
    figures = _figures(frame.join(page.select("incident"), on="incident", how="semi"), view)
    return records.incidents(session, page, _kept(figures, filters), filters.policy)


def sources(session: Session, filters: Filters) -> list[SourceRecord]:
    """The sources and origins of the view with their notes and grades, most claims first."""
    view = View.of(session, filters)
    copy = copy_for(session)
    if copy is None:
        spoken, relayed = records.spoken_and_relayed(load(session, view))
    else:
        selection = Selection.of(copy, session, view)
        spoken, relayed = counts.spoken(selection), counts.relayed(selection)
    return records.sources(session, filters, spoken, relayed)


def changed_at(session: Session) -> datetime | None:
    """The moment of the last change to what the register says; None for a register that says nothing yet."""
    return records.changed_at(session)


def choices(session: Session) -> Choices:
    """What the filter bar offers."""
    return records.choices(session)


def _active(claims: pl.DataFrame) -> pl.DataFrame:
    """What counts in figures: not what waits for review."""
    return claims.filter(pl.col("status") == ClaimStatus.ACTIVE.number)


def _happened(claims: pl.DataFrame) -> pl.DataFrame:
    """The claims about single incidents."""
    return claims.filter(pl.col("series") == Series.INCIDENT.number, pl.col("incident").is_not_null())


def _figures(claims: pl.DataFrame, view: View) -> pl.DataFrame:
    """What the claims of incidents are reconciled to, with what was judged of them."""
    return with_judgements(reconcile(claims, view.filters.policy), claims, view.judged)


def _kept(figures: pl.DataFrame, filters: Filters) -> pl.DataFrame:
    if filters.corroboration is None:
        return figures
    return figures.filter(pl.col("corroboration") == filters.corroboration.number)


def _summed(figures: pl.DataFrame, view: View) -> pl.DataFrame:
    """What enters sums: not what is set aside, unless it is what was asked for."""
    return figures if view.filters.corroboration is Corroboration.DISCOUNTED else figures.filter("counted")


def _incident_totals(session: Session, view: View, by: By | None) -> list[Total]:
    copy = copy_for(session)
    if copy is not None and by != "incident":
        rows = IncidentSums(session, Selection.of(copy, session, view), by).rows()
    else:
        happened = _happened(_active(load(session, view)))
        voices = happened.partition_by("source", maintain_order=True) if by == "source" else [happened]
        rows = [row for own in voices for row in _sum(own, view, by)]
    label = _labels(view, by)
    return [_total(row | {"series": Series.INCIDENT.number}, label) for row in rows]


def _sum(happened: pl.DataFrame, view: View, by: By | None) -> list[dict[str, Any]]:
    """Reconcile each incident, then add the incidents of each kind and group."""
    figures = with_groups(_summed(_kept(_figures(happened, view), view.filters), view), happened, by)
    days = figures.group_by("group", "measure").agg(since=pl.col("since").min(), until=pl.col("until").max())
    sums = add_up(figures, "group").join(days, on=["group", "measure"], nulls_equal=True)
    return sums.to_dicts()


def _line_totals(session: Session, view: View, by: By | None) -> list[Total]:
    copy = copy_for(session)
    if copy is None:
        return _of_lines(_active(load(session, view)), view, by)
    selection = Selection.of(copy, session, view)
    asked = view.filters.but(policy=Policy.ENVELOPE, corroboration=None)  # which change no line
    key = (asked, state_of(session), len(view.tree.places))
    return copy.remember_last(("lines", by), key, lambda: _of_lines(told(session, selection), view, by))


def _of_lines(claims: pl.DataFrame, view: View, by: By | None) -> list[Total]:
    told = claims.filter(pl.col("series") != Series.INCIDENT.number)
    group = {
        "month": _month_of_line(),
        "place": pl.col("governorate"),
        "source": pl.col("source"),
        "incident": pl.lit(None, pl.String),
        None: pl.lit(None, pl.String),
    }[by]
    found = lines(told.with_columns(group=group), view.tree.places, "group")
    renamed = found.rename({"date_from": "since", "date_to": "until", "subset_of": "part_of"})
    label = _labels(view, by)
    return [_total(row, label) for row in renamed.iter_rows(named=True)]


def _labels(view: View, by: By | None) -> Callable[[str | None], str | None]:
    """What a group is called: a place by its name, everything else as it is."""
    places = view.tree.places

    def label(group: str | None) -> str | None:
        return places[group].name_en if by == "place" and group in places else group

    return label


def _month_of_line() -> pl.Expr:
    """The month that a toll or a stock speaks of; of every other figure the one month that it lies in, if it is one."""
    speaks = pl.col("series").is_in([Series.CUMULATIVE.number, Series.STOCK.number])
    first, last = (pl.col(name).dt.strftime("%Y-%m") for name in ("date_from", "date_to"))
    spoken_of = pl.coalesce("speaks_of", "date_to", "date_from").dt.strftime("%Y-%m")
    return pl.when(speaks).then(spoken_of).when(first == last).then(first)


_COPIED = (
    *("low", "best", "high", "claims", "group", "word", "source", "origin", "definition", "place", "pcode"),
    *("since", "until", "speaks_of", "published", "key", "part_of"),
)


def _total(row: dict[str, Any], label: Callable[[str | None], str | None]) -> Total:
    """A row of a frame as a record: stored numbers become words."""
    words: dict[str, Any] = _in_words(tuple(row.get(name) for name in _WORDS))
    copied: dict[str, Any] = {name: row.get(name) for name in _COPIED}
    return Total(**words, **copied, incidents=row.get("incidents", 0), group_label=label(row["group"]))


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
