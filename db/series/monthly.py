"""Movements by month: what one source counts under one definition, over the places that it may be added over.

Movements of one line in one month add up over places that do not hold each other. What can't be known to be apart is
not added: periods of one place that overlap, and places that are not in the gazetteer beside others. Where the source
counts an area and places in it, the area stands and its parts are left out.
"""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import polars as pl
from sqlmodel import Session

from db.conventions.registry import Convention
from db.filters import Filters
from db.gazetteer.places import Tree
from db.series.told import told_in
from db.views.frame import View
from db.vocabulary import Age, Basis, Measure, Population, Quantifier, Series, Sex, Unit, Word

_LINE: Final = (
    *("measure", "source", "origin", "direct", "population", "sex", "age", "unit", "basis", "definition_key"),
)
_MONTH: Final = (*_LINE, "month")


@dataclass(frozen=True, slots=True)
class Month:
    """The movements of a month (its first day) over ``places`` (None: not counted).

    ``quantifier`` and ``word`` are set where one claim alone stands behind it. ``added`` is false where the claims may
    be of the same movements: then there are no bounds. ``convention`` is that of the view where it read one of the
    claims otherwise. ``covered``: for how many of its ``days`` there are figures, in the place with the fewest and in
    that with the most; None where each place has all of them, or no figure is told.
    """

    start: date
    low: int | None
    best: int | None
    high: int | None
    claims: int
    places: int | None
    added: bool
    convention: Convention | None = None
    quantifier: Quantifier | None = None
    word: str | None = None
    covered: tuple[int, int] | None = None

    @property
    def days(self) -> int:
        """How many days the month has."""
        return monthrange(self.start.year, self.start.month)[1]


@dataclass(frozen=True, slots=True)
class MonthlyLine:
    """One source's movements under one definition by month, the oldest first; at least one month."""

    measure: Measure
    population: Population
    unit: Unit
    source: str
    origin: str | None
    direct: bool
    sex: Sex | None
    age: Age | None
    basis: Basis | None
    definition: str | None
    months: tuple[Month, ...]

    @property
    def claims(self) -> int:
        """How many claims stand behind the line."""
        return sum(month.claims for month in self.months)


@dataclass(frozen=True, slots=True)
class Monthly:
    """The lines of a view, most claims first; ``longer`` counts claims of no one month, which stand in none."""

    lines: tuple[MonthlyLine, ...]
    longer: int


def monthly(session: Session, filters: Filters, measures: Iterable[Measure]) -> Monthly:
    """The claims of a period of these measures, but for parts (children, women), by line and month."""
    if filters.series not in (None, Series.PERIOD):
        return Monthly((), 0)
    view = View.of(session, filters.but(series=Series.PERIOD))  # so that nothing else is read
    wanted = [measure.number for measure in measures]
    claims = told_in(session, view).filter(
        pl.col("measure").is_in(wanted),
        pl.col("subset_of").is_null(),
    )
    first, last = (pl.col(name).dt.truncate("1mo") for name in ("date_from", "date_to"))
    keyed = claims.with_columns(month=pl.when(first == last).then(first))
    within = _outermost(keyed.filter(pl.col("month").is_not_null()), view.tree)
    lines = _summed(within).sort("month").partition_by(_LINE, maintain_order=True)
    told = sorted(map(_line, lines), key=lambda line: (-line.claims, line.measure.number, line.source))
    return Monthly(tuple(told), keyed["month"].null_count())


def _outermost(claims: pl.DataFrame, tree: Tree) -> pl.DataFrame:
    """Without what lies in a place that the same line counts in the same month."""
    pairs = [(p, up.pcode) for p in claims["pcode"].drop_nulls().unique() for up in tree.upward(p) if up.pcode != p]
    around = pl.DataFrame(pairs, schema={"pcode": pl.String, "wider": pl.String}, orient="row")
    counted = claims.select(*_MONTH, wider="pcode").drop_nulls("wider").unique()
    inner = (
        claims.select("id", "pcode", *_MONTH)
        .join(around, on="pcode")
        .join(counted, on=[*_MONTH, "wider"], how="semi", nulls_equal=True)
    )
    return claims.join(inner, on="id", how="anti", maintain_order="left")


def _summed(claims: pl.DataFrame) -> pl.DataFrame:
    """One row for each line and month; ``added`` is false where the claims may be of the same movements."""
    in_time = claims.sort("date_from", "date_to", "key")
    place = [*_MONTH, "place_key"]
    overlaps = pl.col("date_from") <= pl.col("date_to").cum_max().shift(1).over(place)
    unknown = pl.col("pcode").is_null() | (pl.col("place_key") != pl.col("pcode"))  # a camp in a district, say
    alone = pl.col("place_key").n_unique() == 1
    apart = ~pl.col("overlaps").any() & (alone | ~pl.col("unknown").any())
    gaps = apart & _has_gaps()
    return (
        in_time.with_columns(overlaps=overlaps.fill_null(value=False), unknown=unknown, days=_DAYS.sum().over(place))
        .group_by(_MONTH, maintain_order=True)
        .agg(
            added=apart,
            low=pl.when(apart & (pl.col("low").count() > 0)).then(pl.col("low").sum()),
            best=pl.when(apart & (pl.col("best").null_count() == 0)).then(pl.col("best").sum()),
            high=pl.when(apart & (pl.col("high").null_count() == 0)).then(pl.col("high").sum()),
            claims=pl.len(),
            places=pl.col("place_key").n_unique(),
            definition=pl.col("definition").last(),
            convention=pl.col("convention").drop_nulls().first(),
            fewest_days=pl.when(gaps).then(pl.col("days").min()),
            most_days=pl.col("days").max(),
            **{name: pl.when(pl.len() == 1).then(pl.col(name).first()) for name in ("quantifier", "word")},
        )
    )


_DAYS: Final = (
    pl.when(pl.any_horizontal(pl.col("low", "best", "high").is_not_null()))
    .then((pl.col("date_to") - pl.col("date_from")).dt.total_days() + 1)
    .otherwise(0)
)
"""Of how many days a claim tells a figure."""


def _has_gaps() -> pl.Expr:
    """Whether a month has a figure, and a place has not one for each of its ``days``."""
    whole = pl.col("month").first().dt.days_in_month()
    return (pl.col("days").max() > 0) & (pl.col("days").min() < whole)


def _line(months: pl.DataFrame) -> MonthlyLine:
    last = months.row(-1, named=True)
    figures = ("low", "best", "high", "claims", "places", "added", "word")
    return MonthlyLine(
        measure=Measure.of(last["measure"]),
        population=Population.of(last["population"]),
        unit=Unit.of(last["unit"]),
        sex=_word(Sex, last["sex"]),
        age=_word(Age, last["age"]),
        basis=_word(Basis, last["basis"]),
        months=tuple(
            Month(
                row["month"],
                **{name: row[name] for name in figures},
                convention=_convention(row),
                covered=None if row["fewest_days"] is None else (row["fewest_days"], row["most_days"]),
                quantifier=_word(Quantifier, row["quantifier"]),
            )
            for row in months.iter_rows(named=True)
        ),
        **{name: last[name] for name in ("source", "origin", "direct", "definition")},
    )


def _convention(row: dict[str, Any]) -> Convention | None:
    return Convention(row["convention"]) if row["convention"] else None


def _word(vocabulary: type[Word], number: int | None) -> Any:
    return None if number is None else vocabulary.of(number)
