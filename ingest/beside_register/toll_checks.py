"""Traps of running tolls: one that falls, a counter that began again, days that don't come to its change."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

import polars as pl
from sqlalchemy import Connection

from db.series.falls import Bounds, Change, steps
from db.vocabulary import Quantifier, Series, Severity
from db.writing import recall
from ingest.beside_register.brought import Brought, Row, issue_of
from ingest.beside_register.grow_like_tolls import grow_like_tolls
from ingest.issues import Issue
from ingest.normalize.fold import plain

_KEPT = "Both are kept. If it was corrected or counted anew, say so in “reason” or “notes”."


def check_tolls(connection: Connection, brought: Brought, *, empty: bool) -> Iterator[Issue]:
    """The traps of the file's tolls, beside those of the register (``empty``: it has none)."""
    yield from _drops(connection, brought, empty=empty)
    yield from _days(brought)
    yield from grow_like_tolls(brought)


class _Toll(NamedTuple):
    """One figure of a running toll; ``claim`` where it is of this file."""

    moment: date
    row: int
    best: int
    bounds: Bounds | None
    at: str
    claim: Row | None


def _drops(connection: Connection, brought: Brought, *, empty: bool) -> Iterator[Issue]:
    """A running toll that falls: a correction, a new count or a mistake, never people who came back to life.

    One that is said less exactly ("at least 290,000" after 310,000) does not.
    """
    running = (pl.col("series") == Series.CUMULATIVE.number) & pl.col("best").is_not_null()
    ours = brought.claims.filter(running)
    tolls: dict[tuple[object, ...], list[_Toll]] = {}
    for claim in ours.iter_rows(named=True):
        _keep(tolls, claim, claim["spot"], f"row {claim['row']}", claim)
    if tolls and not empty:
        speakers = ours.select(pl.coalesce("origin", "source").unique()).to_series()
        held = recall.tolls_of(connection, speakers).filter(running).join(brought.claims, on="key", how="anti")
        for known in held.iter_rows(named=True):
            spot = brought.spot(known["place"], known["pcode"])
            _keep(tolls, known, spot, f"batch {known['batch']}, row {known['row']}", None)
    for line in tolls.values():
        ordered = sorted(line, key=lambda toll: (toll.moment, toll.row))
        for later, step in zip(ordered, steps(toll.bounds for toll in ordered), strict=True):
            if step.change is not None and step.before is not None:
                yield from _told(ordered[step.before], later, step.change)


def _told(earlier: _Toll, later: _Toll, change: Change) -> Iterator[Issue]:
    """That a toll falls, unless both figures are of one day, or both are in the register already."""
    told = later.claim or earlier.claim
    if later.moment > earlier.moment and told is not None:
        at = f"({earlier.at}, {earlier.moment}) to {later.best} ({later.at}, {later.moment})"
        code = "counter_reset" if change is Change.RESET else "toll_falls"
        yield issue_of(told, Severity.WARNING, code, f"The toll falls from {earlier.best} {at}.", _KEPT)


_TOLL = ("source", "origin", "measure", "population", "sex", "age", "basis", "date_from", "subset_of")


def _keep(tolls: dict[tuple[object, ...], list[_Toll]], claim: Row, spot: str | None, at: str, own: Row | None) -> None:
    moment = claim["speaks_of"] or claim["date_to"]
    if moment is None:
        return
    definition = plain(claim["definition"]) if claim["definition"] else None
    line = (*(claim[name] for name in _TOLL), definition, spot)
    about = claim["quantifier"] == Quantifier.ABOUT.number
    bounds = Bounds.of(claim["low"], claim["best"], claim["high"], about=about)
    tolls.setdefault(line, []).append(_Toll(moment, claim["row"], claim["best"], bounds, at, own))


_DAILY = ("source", "origin", "measure", "population", "sex", "age", "basis", "spot", "subset_of")


def _days(brought: Brought) -> Iterator[Issue]:
    """The figure of a day that is not what the toll grew by on that day, where the file states both."""
    figures, known = brought.claims, pl.col("best").is_not_null()
    toll = figures.filter(known, pl.col("series") == Series.CUMULATIVE.number, pl.col("subset_of").is_null())
    if toll.is_empty():
        return
    toll = toll.with_columns(day=pl.coalesce("speaks_of", "date_to")).unique([*_DAILY, "day"], keep="none")
    before = toll.select(*_DAILY, day=pl.col("day").dt.offset_by("1d"), before="best")
    grew = toll.join(before, on=[*_DAILY, "day"], nulls_equal=True).select(
        *_DAILY, "day", grew=pl.col("best") - pl.col("before")
    )
    happened = pl.col("series").is_in([Series.INCIDENT.number, Series.PERIOD.number])
    of_day = figures.filter(known, happened, pl.col("date_from") == pl.col("date_to")).with_columns(day="date_to")
    beside = of_day.join(grew, on=[*_DAILY, "day"], nulls_equal=True, maintain_order="left")
    for claim in beside.filter(pl.col("best") != pl.col("grew")).iter_rows(named=True):
        message = (
            f"The figure of {claim['day']} is {claim['best']}, and the toll changes by {claim['grew']} on that day."
        )
        remedy = "Both are kept, and never added. Ask which days the figure is of."
        yield issue_of(claim, Severity.WARNING, "daily_not_change", message, remedy)
