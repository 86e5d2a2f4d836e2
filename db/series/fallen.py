"""Tolls that stand below what they were, or say less, asked of the few lines that are shown: none stands unmarked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import polars as pl
from sqlmodel import Session

from db.answers import Total
from db.columns.store import copy_for
from db.filters import Filters
from db.lines.falls import Change, last_step
from db.lines.toll_falls import Before, falls_before
from db.selection.selecting import Selection
from db.selection.worded import tells_in_words
from db.series.running import Point, RunningLine, lines_among
from db.series.told import told_in
from db.views.frame import View
from db.vocabulary import Series


@dataclass(frozen=True, slots=True)
class Fallen:
    """How a toll came down, and what it was ``before``: a total of one claim, of the day on which it last stood.

    ``change`` is None where it did not come down: it is open, reads lower, and does not rule out what it was before.
    """

    change: Change | None
    before: Total


def fallen(session: Session, filters: Filters, shown: Iterable[Total]) -> dict[str, Fallen]:
    """Of the totals that are shown those tolls that fell or began anew and are still below what they were, by key.

    Parts of tolls are left out: each stands under the whole of its own day. A toll that counts from another day than
    the one before it is another toll.
    """
    asked = {total.key: total for total in shown if total.key and _may_fall(total)}
    if not asked:
        return {}
    view = View.of(session, filters)
    copy = copy_for(session)
    if copy is None:
        return _in_frame(told_in(session, view), asked)
    selection = Selection.of(copy, session, view)
    if tells_in_words(selection):
        return _in_frame(told_in(session, view), asked)
    question = ("fallen", frozenset((total.key, total.group, total.best, total.low) for total in asked.values()))
    return selection.once(question, lambda: _in_copy(session, selection, asked))


def _may_fall(total: Total) -> bool:
    """A line of one claim has nothing before it, but in a month its claims are those of the month."""
    several = total.claims > 1 or total.group is not None
    return total.series is Series.CUMULATIVE and total.part_of is None and several


def _in_copy(session: Session, selection: Selection, asked: dict[str, Total]) -> dict[str, Fallen]:
    """The same on whole columns."""
    found = falls_before(session, selection, asked.values())
    return {key: Fallen(fall.change, _as_total(asked[key], fall)) for key, fall in found}


def _in_frame(claims: pl.DataFrame, asked: dict[str, Total]) -> dict[str, Fallen]:
    tolls = lines_among(claims.filter(pl.col("series") == Series.CUMULATIVE.number), Series.CUMULATIVE)
    return {key: told for line in tolls for key, told in _of_line(line, asked)}


def _of_line(line: RunningLine, asked: dict[str, Total]) -> Iterator[tuple[str, Fallen]]:
    """The points of a line that are asked for, each with the last fall before it that it has not made up for."""
    figures = [point.bounds for point in line.points]
    for at, point in enumerate(line.points):
        step = last_step(figures[: at + 1]) if point.key in asked else None
        if step is not None and step.before is not None:
            yield point.key, Fallen(step.change, _as_total(asked[point.key], line.points[step.before]))


def _as_total(shown: Total, point: Point | Before) -> Total:
    """An earlier figure of the same line."""
    return replace(
        shown,
        **{name: getattr(point, name) for name in ("low", "best", "high", "quantifier", "word", "key")},
        convention=point.convention if isinstance(point, Point) else None,
        claims=1,
        until=None,
        speaks_of=point.day,
        published=None,
    )
