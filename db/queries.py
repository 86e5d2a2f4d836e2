"""The questions that charts, tables, exports and the PDF ask of the register: (session, Filters) -> ``db.answers``.

Kinds are never added: there is no question whose answer mixes incidents, periods, tolls and stocks, so no page can show
such a sum.
"""

from dataclasses import replace
from datetime import datetime
from typing import Any, Literal

import polars as pl
from sqlmodel import Session

from db import records
from db.answers import Choices, ClaimRecord, IncidentRecord, SourceRecord, Standing, Total
from db.figures import add_up, reconcile
from db.filters import Filters
from db.frame import UNGRADED, View, load
from db.judged import with_judgements
from db.lines import lines
from db.vocabulary import (
    Age,
    Basis,
    ClaimStatus,
    Corroboration,
    Measure,
    Population,
    Quantifier,
    Series,
    Sex,
    Unit,
)

By = Literal["month", "place", "source", "incident"]


def standing(session: Session, filters: Filters) -> Standing:
    """What the view covers, and what its charts leave out."""
    claims = load(session, View.of(session, filters))
    days = claims.select(pl.coalesce("published", "speaks_of", "date_to", "date_from").max())
    return Standing(
        claims=claims.height,
        incidents=claims["incident"].drop_nulls().n_unique(),
        newest=days.item(),
        policy=filters.policy,
        unlocated=claims["pcode"].null_count(),
        undated=claims.select(pl.coalesce("date_from", "date_to", "speaks_of").null_count()).item(),
        ungraded=claims.filter(pl.col("rank") == UNGRADED).height,
        in_review=claims.filter(pl.col("status") == ClaimStatus.IN_REVIEW.number).height,
        data_version=records.data_version(session, filters),
        as_of=filters.as_of,
    )


def totals(session: Session, filters: Filters, by: By | None = None) -> list[Total]:
    """The figures of the view, a row for each kind (and group): see :class:`db.answers.Total`.

    Grouped by place, what happened is put in its governorate; what is only known to a wider area has no group.
    Grouped by month, an incident is put in the month it began, if its date is known to the month; a toll or a stock
    in the month it speaks of; a period, or a figure of no stated kind, in the month that it lies in. What spans more
    than one month has no group: nobody says how much of it fell in which.
    """
    view = View.of(session, filters)
    claims = _active(load(session, view))
    found = [*_of_incidents(claims, view, by), *_of_lines(claims, view, by)]
    names = {pcode: place.name_en for pcode, place in view.tree.places.items()}
    return sorted((_labelled(total, by, names) for total in found), key=_order)


def claims(session: Session, filters: Filters, *, limit: int | None = None, offset: int = 0) -> list[ClaimRecord]:
    """The claims of the view, newest happening first."""
    frame = load(session, View.of(session, filters))
    happened = pl.coalesce("date_to", "date_from", "speaks_of")
    ordered = frame.sort(happened, "key", descending=[True, False], nulls_last=True)
    return records.claims(session, filters, ordered.slice(offset, limit))


def incidents(session: Session, filters: Filters, *, limit: int | None = None, offset: int = 0) -> list[IncidentRecord]:
    """The incidents of the view with their reconciled figures, newest first."""
    view = View.of(session, filters)
    frame = _happened(_active(load(session, view)))
    if filters.corroboration is not None:
        kept = _kept(_figures(frame, view), filters)
        frame = frame.join(kept.select("incident").unique(), on="incident", how="semi")
    page = records.summarize(frame).slice(offset, limit)
    figures = _figures(frame.join(page.select("incident"), on="incident", how="semi"), view)
    return records.incidents(session, page, _kept(figures, filters), filters.policy)


def sources(session: Session, filters: Filters) -> list[SourceRecord]:
    """The sources and origins of the view with their notes and grades, most claims first."""
    return records.sources(session, filters, load(session, View.of(session, filters)))


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


_MONTH_IS_KNOWN = pl.col("date_precision").is_null() | (pl.col("date_precision") <= 4)


def _of_incidents(claims: pl.DataFrame, view: View, by: By | None) -> list[Total]:
    happened = _happened(claims)
    if by == "source":
        return [
            total
            for (name,), own in happened.group_by(["source"], maintain_order=True)
            for total in _sum(own.with_columns(group=pl.lit(name)), view)
        ]
    group = {
        "month": pl.col("date_from").filter(_MONTH_IS_KNOWN).min().dt.strftime("%Y-%m").over("incident"),
        "place": pl.col("governorate").drop_nulls().mode().sort().first().over("incident"),
        "incident": pl.col("incident"),
        None: pl.lit(None, pl.String),
    }[by]
    return _sum(happened.with_columns(group=group), view)


def _sum(happened: pl.DataFrame, view: View) -> list[Total]:
    """Reconcile each incident, then add the incidents of each kind and group."""
    groups = happened.group_by("incident").agg(
        pl.col("group").first(), since=pl.col("date_from").min(), until=pl.col("date_to").max()
    )
    figures = _summed(_kept(_figures(happened, view), view.filters), view).join(groups, on="incident")
    days = figures.group_by("group", "measure").agg(since=pl.col("since").min(), until=pl.col("until").max())
    sums = add_up(figures, "group").join(days, on=["group", "measure"], nulls_equal=True)
    return [_total(row | {"series": Series.INCIDENT.number}) for row in sums.iter_rows(named=True)]


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
    return [_total(row) for row in renamed.iter_rows(named=True)]


def _month_of_line() -> pl.Expr:
    """The month that a toll or a stock speaks of; of every other figure the one month that it lies in, if it is one."""
    speaks = pl.col("series").is_in([Series.CUMULATIVE.number, Series.STOCK.number])
    first, last = (pl.col(name).dt.strftime("%Y-%m") for name in ("date_from", "date_to"))
    spoken_of = pl.coalesce("speaks_of", "date_to", "date_from").dt.strftime("%Y-%m")
    return pl.when(speaks).then(spoken_of).when(first == last).then(first)


def _total(row: dict[str, Any]) -> Total:
    """A row of a frame as a record: stored numbers become words."""
    plain = ("low", "best", "high", "claims", "group", "word", "source", "origin", "definition", "place", "pcode")
    days = ("since", "until", "speaks_of", "published", "key", "part_of")
    copied: dict[str, Any] = {name: row.get(name) for name in (*plain, *days)}
    return Total(
        measure=Measure.of(row["measure"]),
        series=Series.of(row["series"]),
        population=Population.of(row["population"]),
        unit=Unit.of(row["unit"]),
        quantifier=Quantifier.of(row["quantifier"]) if row["quantifier"] else None,
        sex=Sex.of(row["sex"]) if row["sex"] else None,
        age=Age.of(row["age"]) if row["age"] else None,
        basis=Basis.of(row["basis"]) if row.get("basis") else None,
        incidents=row.get("incidents", 0),
        **copied,
    )


def _labelled(total: Total, by: By | None, places: dict[str, str]) -> Total:
    label = places.get(total.group, total.group) if by == "place" and total.group else total.group
    return replace(total, group_label=label)


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
    )
