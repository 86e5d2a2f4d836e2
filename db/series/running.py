"""Tolls and stocks over time: every figure of each line with its day, never joined over sources, definitions or starts.

A line is as in :mod:`db.lines.of_claims`, but that a part (children, women) is one line over all its days, though each
day is a part of another total.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import polars as pl
from sqlmodel import Session

from db.conventions.registry import Convention
from db.filters import Filters
from db.lines.falls import Bounds, Change, steps
from db.series.told import told_in
from db.views.frame import View
from db.vocabulary import Age, Basis, Measure, Population, Quantifier, Series, Sex, Unit, Word

_LINE = (
    *("measure", "source", "origin", "direct", "population", "sex", "age", "unit", "basis"),
    *("part", "start", "place_key", "definition_key"),
)
_POINT = ("key", "day", "low", "best", "high", "quantifier", "word", "convention")


@dataclass(frozen=True, slots=True)
class Point:
    """One figure on the day it speaks of. ``before`` is the figure that a toll falls from, where ``change`` is set.

    ``convention`` is that of the view where it read the figure in the claim's words.
    """

    key: str
    day: date
    low: int | None
    best: int | None
    high: int | None
    quantifier: Quantifier | None
    word: str | None
    change: Change | None = None
    before: "Point | None" = None
    convention: Convention | None = None

    @property
    def bounds(self) -> Bounds | None:
        """What it leaves open; None without a number."""
        return Bounds.of(self.low, self.best, self.high, about=self.quantifier is Quantifier.ABOUT)


@dataclass(frozen=True, slots=True)
class RunningLine:
    """One speaker's figures for one definition, group, place and start, the oldest first; at least one.

    ``since`` is the day that a toll counts from. ``part``: the line is a part of another one and is never added to it.
    ``spot`` is equal for lines of the same place, and is the P-code where the place is the one that it names.
    ``outdated``: a stock whose newest figure no longer stands (:mod:`db.series.outdated`).
    """

    measure: Measure
    series: Series
    population: Population
    unit: Unit
    source: str
    origin: str | None
    direct: bool
    part: bool
    points: tuple[Point, ...]
    sex: Sex | None = None
    age: Age | None = None
    basis: Basis | None = None
    place: str | None = None
    pcode: str | None = None
    definition: str | None = None
    since: date | None = None
    spot: str | None = None
    outdated: bool = False

    @property
    def latest(self) -> Point:
        """The newest figure."""
        return self.points[-1]


@dataclass(frozen=True, slots=True)
class Running:
    """The lines of a view, the largest latest figure first, and how many ``more`` lines there are.

    Stocks that no longer stand come after those that do.
    In no line are claims without a day (``undated``), and those without a place of which their source makes several for
    one day (``unplaced``): they are of different places, and nobody knows which.
    """

    lines: tuple[RunningLine, ...]
    more: int
    undated: int
    unplaced: int


def running(session: Session, filters: Filters, series: Series, *, most: int | None = None) -> Running:
    """The lines of ``series`` (cumulative or stock) in a view; with ``most`` the largest so many of each measure.

    Of two figures of one line for one day the one that was published, then recorded, later stands.
    """
    if series not in (Series.CUMULATIVE, Series.STOCK):
        raise ValueError(f"{series.value} figures do not run over time; ask for cumulative or stock")
    if filters.series not in (None, series):
        return Running((), 0, 0, 0)
    view = View.of(session, filters.but(series=series))  # so that nothing else is read
    claims = told_in(session, view)
    in_lines = _in_lines(claims, series)
    dated = in_lines.filter(pl.col("day").is_not_null())
    placed = dated.filter(~_of_unknown_places())
    chosen, more = _largest(_of_days(placed), most)
    return Running(_lines(chosen, series), more, claims.height - dated.height, dated.height - placed.height)


def lines_among(claims: pl.DataFrame, series: Series) -> tuple[RunningLine, ...]:
    """The lines that told claims of one series make (:func:`db.series.told.told_in`), each line's claims all there."""
    dated = _in_lines(claims, series).filter(pl.col("day").is_not_null())
    chosen, _ = _largest(_of_days(dated.filter(~_of_unknown_places())), None)
    return _lines(chosen, series)


def _lines(chosen: pl.DataFrame, series: Series) -> tuple[RunningLine, ...]:
    return tuple(_line(part, series) for part in chosen.partition_by("line", maintain_order=True))


def _in_lines(claims: pl.DataFrame, series: Series) -> pl.DataFrame:
    """The claims with what names their line and the ``day`` they speak of."""
    tolls = series is Series.CUMULATIVE
    return claims.with_columns(
        day=pl.coalesce("speaks_of", "date_to", "published"),
        part=pl.col("subset_of").is_not_null(),
        start=pl.col("date_from") if tolls else pl.lit(None, pl.Date),
    )


def _of_unknown_places() -> pl.Expr:
    """Claims of a line without a place that says different things of one day."""
    said = pl.struct("low", "best", "high").n_unique().over(*_LINE, "day")
    return pl.col("place_key").is_null() & (said.max().over(_LINE) > 1)


def _of_days(claims: pl.DataFrame) -> pl.DataFrame:
    """One claim for each line and day, by day."""
    return (
        claims.sort("published", "recorded_at", "key", descending=[True, True, False], nulls_last=True)
        .unique([*_LINE, "day"], keep="first", maintain_order=True)
        .sort("day", maintain_order=True)
    )


def _largest(dated: pl.DataFrame, most: int | None) -> tuple[pl.DataFrame, int]:
    """The claims with the number of their ``line`` in the order of the latest figure; and how many lines are left."""
    lines = (
        dated.group_by(_LINE, maintain_order=True)
        .agg(
            size=pl.coalesce("best", "low", "high").last(),
            first=pl.col("key").first(),
            outdated=pl.col("outdated").last(),
        )
        .sort(
            *("measure", "part", "outdated", "size", "first"),
            descending=[False, False, False, True, False],
            nulls_last=True,
        )
    )
    kept = lines if most is None else lines.group_by("measure", "unit", "part", maintain_order=True).head(most)
    numbered = kept.select(*_LINE).with_row_index("line")
    return dated.join(numbered, on=list(_LINE), nulls_equal=True).sort("line", "day"), lines.height - kept.height


def _line(claims: pl.DataFrame, series: Series) -> RunningLine:
    """One line; of several spellings of place and definition the newest."""
    last = claims.row(-1, named=True)
    points = tuple(_point(row) for row in claims.select(_POINT).iter_rows(named=True))
    return RunningLine(
        measure=Measure.of(last["measure"]),
        series=series,
        population=Population.of(last["population"]),
        unit=Unit.of(last["unit"]),
        sex=_word(Sex, last["sex"]),
        age=_word(Age, last["age"]),
        basis=_word(Basis, last["basis"]),
        since=last["start"],
        spot=last["place_key"],
        outdated=last["outdated"],
        points=_marked(points) if series is Series.CUMULATIVE else points,
        **{name: last[name] for name in ("source", "origin", "direct", "part", "place", "pcode", "definition")},
    )


def _marked(points: tuple[Point, ...]) -> tuple[Point, ...]:
    """The figures of a toll, with what each does to it; nothing is said of a stock that falls."""
    return tuple(
        point
        if step.change is None or step.before is None
        else replace(point, change=step.change, before=points[step.before])
        for point, step in zip(points, steps(point.bounds for point in points), strict=True)
    )


def _point(row: dict[str, Any]) -> Point:
    words = {"quantifier": _word(Quantifier, row["quantifier"])}
    return Point(**row | words | {"convention": row["convention"] and Convention(row["convention"])})


def _word(vocabulary: type[Word], number: int | None) -> Any:
    return None if number is None else vocabulary.of(number)
