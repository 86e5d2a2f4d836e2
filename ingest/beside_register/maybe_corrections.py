"""Rows that may correct what their speaker said before: the same day and place under another key, whatever the figure.

A row without an id is named by its words, and a place spelt in another way, a population that is known now or an id
that is given now is another key; the earlier figure then stands beside the corrected one. What has ids on both sides,
or incidents of its own, is told apart by them.
"""

from collections.abc import Callable, Iterator
from typing import Final

import polars as pl

from db.vocabulary import Population, Severity
from ingest.beside_register.brought import Brought, Row, issue_of, told
from ingest.beside_register.said_twice import comparable, other_claims
from ingest.issues import Issue
from ingest.layouts.own_ids import ids_are_the_senders
from ingest.normalize.alike import alike, told_closer
from ingest.normalize.fold import plain

_ABOUT: Final = ("speaker", "measure", "sex", "age", "unit", "date_from", "date_to")
_SAID: Final = ("key", "batch", "row", "place", "low", "best", "high", "population", "definition", "basis", "incident")
_OURS: Final = ("key", "row", "verbatim", *_SAID[3:], *_ABOUT, "pcode", "spot")


def maybe_corrections(brought: Brought) -> Iterator[Issue]:
    """A warning for each new claim that may be an earlier one of its speaker, corrected."""
    if not ids_are_the_senders(brought.layout):
        return
    ours = comparable(brought.claims).select(_OURS).join(brought.held, on="key", how="anti", maintain_order="left")
    held = comparable(other_claims(brought)).select(*_SAID, "verbatim", *_ABOUT, "pcode", "spot")
    found = pl.concat(_pairs(ours, held, brought)).filter(_may_be_one())
    for claim in found.sort("row", "row_held").unique("key", keep="first", maintain_order=True).iter_rows(named=True):
        yield _told(claim)


def _pairs(ours: pl.DataFrame, held: pl.DataFrame, brought: Brought) -> list[pl.DataFrame]:
    """What one speaker says of one day and place, and of two whose names may be one's; not both with ids."""
    unnamed = pl.col("key").str.starts_with("h-")
    sides = ((ours.filter(unnamed), held), (ours.filter(~unnamed), held.filter(unnamed)))
    every = []
    for one, other in sides:
        placed = one.filter(pl.col("spot").is_not_null())
        same = placed.join(other, on=[*_ABOUT, "spot"], how="inner", suffix="_held", nulls_equal=True)
        every.append(same.filter(_other_figure()).drop("pcode", "pcode_held", "spot"))
        every.append(_nearly(placed, other, brought).drop("pcode", "pcode_held", "spot", "spot_held", "area"))
        every.append(_closer(placed, other, brought).drop("pcode", "pcode_held", "spot", "spot_held", "town"))
    return every


def _nearly(ours: pl.DataFrame, held: pl.DataFrame, brought: Brought) -> pl.DataFrame:
    """Pairs in one governorate whose places are not the same, one of them unknown, with nearly the same name."""
    sides = [side.with_columns(area=_area(side, brought)).drop_nulls("area") for side in (ours, held)]
    pairs = sides[0].join(sides[1], on=[*_ABOUT, "area"], how="inner", suffix="_held", nulls_equal=True)
    return _named(pairs, alike)


def _closer(ours: pl.DataFrame, held: pl.DataFrame, brought: Brought) -> pl.DataFrame:
    """Pairs whose places have one name, beside which one of the two names the area around it and the other does not."""
    sides = [side.with_columns(area=_area(side, brought), town=_town(side)) for side in (ours, held)]
    pairs = sides[0].join(sides[1], on=[*_ABOUT, "town"], how="inner", suffix="_held", nulls_equal=True)
    one_without = pl.any_horizontal(pl.col("area", "area_held").is_null())
    return _named(pairs.filter(one_without).drop("area", "area_held"), told_closer)


def _area(claims: pl.DataFrame, brought: Brought) -> pl.Series:
    areas = {pcode: brought.area(pcode) for pcode in claims["pcode"].drop_nulls().unique()}
    return claims["pcode"].replace_strict(areas, default=None, return_dtype=pl.String)


def _town(claims: pl.DataFrame) -> pl.Series:
    towns = {place: plain(place.split(", ")[0]) for place in claims["place"].drop_nulls().unique()}
    return claims["place"].replace_strict(towns, default=None, return_dtype=pl.String)


def _named(pairs: pl.DataFrame, one: Callable[[str, str], bool]) -> pl.DataFrame:
    """Pairs of two places, one of them unknown, whose names ``one`` takes for one place's."""
    unknown = pl.any_horizontal(pl.col(f"spot{side}").ne_missing(pl.col(f"pcode{side}")) for side in ("", "_held"))
    apart = pairs.filter(pl.col("spot").ne_missing(pl.col("spot_held")), unknown)
    names = apart.select("place", "place_held").unique().drop_nulls()
    near = [pair for pair in names.iter_rows() if one(*pair)]
    like = pl.DataFrame(near, schema={"place": pl.String, "place_held": pl.String}, orient="row")
    return apart.join(like, on=["place", "place_held"], how="semi")


def _other_figure() -> pl.Expr:
    """An equal figure is told by ``said_twice``."""
    return pl.any_horizontal(pl.col(name).ne_missing(pl.col(f"{name}_held")) for name in ("low", "best", "high"))


def _may_be_one() -> pl.Expr:
    """Whether nothing tells the two apart: other people, another definition, incidents with codes of their own."""
    unknown = Population.UNKNOWN.number
    people = (pl.col("population") == pl.col("population_held")) | pl.any_horizontal(
        pl.col(name) == unknown for name in ("population", "population_held")
    )
    defined = pl.all_horizontal(
        (pl.col(name) == pl.col(f"{name}_held")).fill_null(value=True) for name in ("definition", "basis")
    )
    coded = pl.all_horizontal(~pl.col(name).str.starts_with("h-") for name in ("incident", "incident_held"))
    return people & defined & ~(coded & (pl.col("incident") != pl.col("incident_held")))


def _told(claim: Row) -> Issue:
    earlier = {name: claim[f"{name}_held"] for name in ("row", "place")}
    earlier |= {name: claim[name] for name in ("batch", "date_from", "date_to")}
    message = (
        f"{claim['speaker']} says {claim['verbatim_held']!r} of that day and place in {told(earlier)}; both stand."
    )
    remedy = "If this row corrects it, send that one as it was, with “duplicate” in “reason”. An “id” spares that."
    return issue_of(claim, Severity.WARNING, "maybe_correction", message, remedy)
