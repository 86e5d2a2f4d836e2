"""Traps of running tolls: one that falls, a counter that began again, days that don't come to its change."""

from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple

import polars as pl
from sqlalchemy import Connection

from db.lines.falls import Bounds, Change, steps
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
    said: "_Said"
    at: str
    claim: Row | None


class _Said(NamedTuple):
    """What a claim says: its ``number`` if it is exactly one, its words, and the bounds of what it may be."""

    number: int | None
    words: str
    bounds: Bounds | None

    @classmethod
    def of(cls, claim: Row, which: str = "") -> "_Said":
        """Of a claim; ``which`` ends the names of its columns."""
        names = ("low", "best", "high", "verbatim", "quantifier")
        low, best, high, words, quantifier = (claim[f"{name}{which}"] for name in names)
        number = best if best is not None and low == best == high else None
        about = quantifier == Quantifier.ABOUT.number
        return cls(number, words, Bounds.of(low, best, high, about=about))


def _drops(connection: Connection, brought: Brought, *, empty: bool) -> Iterator[Issue]:
    """A running toll that falls: a correction, a new count or a mistake, never people who came back to life.

    One that is said less exactly ("at least 290,000" after 310,000) does not.
    """
    running = (pl.col("series") == Series.CUMULATIVE.number) & _STATED
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
        for later, step in zip(ordered, steps(toll.said.bounds for toll in ordered), strict=True):
            if step.change is not None and step.before is not None:
                yield from _told(ordered[step.before], later, step.change)


def _told(earlier: _Toll, later: _Toll, change: Change) -> Iterator[Issue]:
    """That a toll falls, unless both figures are of one day, or both are in the register already."""
    told = later.claim or earlier.claim
    if later.moment > earlier.moment and told is not None:
        before, after = _alike(earlier.said, later.said)
        at = f"({earlier.at}, {earlier.moment}) to {after} ({later.at}, {later.moment})"
        code = "counter_reset" if change is Change.RESET else "toll_falls"
        yield issue_of(told, Severity.WARNING, code, f"The toll falls from {before} {at}.", _KEPT)


def _alike(*said: _Said) -> list[str]:
    """Figures as a sentence writes them: as numbers where each is one, else each in its own words."""
    if any(figure.number is None for figure in said):
        return [repr(figure.words) for figure in said]
    return [str(figure.number) for figure in said]


_STATED: Final = pl.any_horizontal(pl.col("low", "best", "high").is_not_null())
_COUNTED: Final = ("source", "origin", "direct", "measure", "population", "sex", "age", "unit", "basis")


def _keep(tolls: dict[tuple[object, ...], list[_Toll]], claim: Row, spot: str | None, at: str, own: Row | None) -> None:
    moment = claim["speaks_of"] or claim["date_to"]
    if moment is None:
        return
    is_part = claim["subset_of"] is not None  # of a day's whole, and one line over all days
    line = (*(claim[name] for name in _COUNTED), is_part, claim["date_from"], _plain(claim["definition"]), spot)
    tolls.setdefault(line, []).append(_Toll(moment, claim["row"], _Said.of(claim), at, own))


def _plain(definition: str | None) -> str | None:
    return plain(definition) if definition else None


_DAILY: Final = (*_COUNTED, "spot", "subset_of")
_OF_TOLL: Final = ("_before", "_now")
_SAYS: Final = ("low", "best", "high", "quantifier", "verbatim", "date_from", "definition")


def _days(brought: Brought) -> Iterator[Issue]:
    """The figure of a day that can't be what the toll grew by on that day, where the file states both."""
    figures = brought.claims.filter(_STATED)
    toll = figures.filter(pl.col("series") == Series.CUMULATIVE.number, pl.col("subset_of").is_null())
    if toll.is_empty():
        return
    toll = toll.with_columns(day=pl.coalesce("speaks_of", "date_to")).unique([*_DAILY, "day"], keep="none")
    toll = toll.select(*_DAILY, "day", *_SAYS)
    before = toll.with_columns(pl.col("day").dt.offset_by("1d"))
    happened = pl.col("series").is_in([Series.INCIDENT.number, Series.PERIOD.number])
    beside = figures.filter(happened, pl.col("date_from") == pl.col("date_to")).with_columns(day="date_to")
    for which, of_toll in zip(_OF_TOLL, (before, toll), strict=True):
        named = of_toll.rename({name: f"{name}{which}" for name in _SAYS})
        beside = beside.join(named, on=[*_DAILY, "day"], nulls_equal=True, maintain_order="left")
    for claim in beside.iter_rows(named=True):
        yield from _of_day(claim)


def _of_day(claim: Row) -> Iterator[Issue]:
    """That a figure of a day contradicts its toll, where both tolls are of one definition and count from one day."""
    begun, defined = ([claim[f"{name}{which}"] for which in _OF_TOLL] for name in ("date_from", "definition"))
    if len(set(begun)) > 1 or len(set(map(_plain, defined))) > 1:
        return
    said, earlier, later = (_Said.of(claim, which) for which in ("", *_OF_TOLL))
    if not _contradicts(said.bounds, earlier.bounds, later.bounds):
        return
    if said.number is None or earlier.number is None or later.number is None:
        figure, first, last = (repr(each.words) for each in (said, earlier, later))
        changes = f"goes from {first} to {last}"
    else:
        figure, changes = str(said.number), f"changes by {later.number - earlier.number}"
    message = f"The figure of {claim['day']} is {figure}, and the toll {changes} on that day."
    remedy = "Both are kept, and never added. Ask which days the figure is of."
    yield issue_of(claim, Severity.WARNING, "daily_not_change", message, remedy)


def _contradicts(day: Bounds | None, before: Bounds | None, now: Bounds | None) -> bool:
    """Whether all that a day may be lies beyond all that the toll may have grown by on it."""
    if day is None or before is None or now is None:
        return False
    grew_least = None if now.least is None or before.most is None else now.least - before.most
    grew_most = None if now.most is None or before.least is None else now.most - before.least
    too_few = day.most is not None and grew_least is not None and day.most < grew_least
    too_many = day.least is not None and grew_most is not None and day.least > grew_most
    return too_few or too_many
