"""Incidents as a frame, a row each, from the claims that stand: when, where, how many, who tells and on whose word.

``SIDES`` describes the frame. Figures are the widest range that the incident's own claims state, parts (children,
women) left out; an end that nobody states is null.
"""

import re
from collections.abc import Iterable
from typing import Any, Final

import polars as pl

from db.vocabulary import Measure, PlacePrecision, Population
from ingest.incidents.wording import FORMER, parties_in

SIDES: Final[dict[str, Any]] = {
    "id": pl.Int64,
    "code": pl.String,
    "recorded_at": pl.Datetime,
    "recorder": pl.String,
    "recorders": pl.List(pl.String),
    "batch": pl.Int64,
    "date_from": pl.Date,
    "date_to": pl.Date,
    "place": pl.String,
    "pcode": pl.String,
    "governorate": pl.String,
    "lat": pl.Float64,
    "lon": pl.Float64,
    "killed_all_low": pl.Int64,
    "killed_all_best": pl.Int64,
    "killed_all_high": pl.Int64,
    "killed_civilian_low": pl.Int64,
    "killed_civilian_best": pl.Int64,
    "killed_civilian_high": pl.Int64,
    "injured_low": pl.Int64,
    "injured_best": pl.Int64,
    "injured_high": pl.Int64,
    "parties": pl.List(pl.String),
    "text": pl.String,
    "former": pl.List(pl.String),
}
"""``recorder`` is the first by name of ``recorders``, the sources of the claims; ``text`` is all that they wrote."""

CLAIMS: Final = (
    "incident_id", "code", "incident_recorded_at", "source", "origin", "batch_id", "measure", "population", "sex",
    "age", "subset_of", "low", "best", "high", "date_from", "date_to", "place", "pcode", "place_precision", "lat",
    "lon", "attributed_to", "cause", "definition", "excerpt", "notes", "title",
)  # fmt: skip
"""The columns of the claims that :func:`sides_of` takes."""

_WIDE: Final = (PlacePrecision.P4.number, PlacePrecision.P5.number, PlacePrecision.P6.number)
_TEXTS: Final = ("attributed_to", "cause", "notes", "definition", "excerpt", "title")


def sides_of(claims: pl.DataFrame, governorates: dict[str, str | None]) -> pl.DataFrame:
    """The incidents of ``claims`` (columns :data:`CLAIMS`), by code. ``governorates`` maps P-codes to their area's."""
    if claims.is_empty():
        return pl.DataFrame(schema=SIDES)
    placed = _without_wide_points(claims).sort("place_precision", "source", "place", "lat", nulls_last=True)
    grouped = placed.group_by("incident_id").agg(
        pl.col("code").first(),
        pl.col("incident_recorded_at").first().alias("recorded_at"),
        pl.col("source").unique().sort().alias("recorders"),
        pl.col("batch_id").max().alias("batch"),
        pl.col("date_from").min(),
        pl.coalesce("date_to", "date_from").max().alias("date_to"),
        *(pl.col(name).drop_nulls().first() for name in ("place", "pcode")),
        *(pl.col(name).filter(pl.col("lat").is_not_null()).first() for name in ("lat", "lon")),
        *_figures(),
        pl.concat_str([pl.col(name).fill_null("") for name in _TEXTS], separator=". ")
        .unique()
        .sort()
        .str.join("\n")
        .alias("text"),
    )
    whole = grouped.filter(pl.col("date_from").is_not_null()).rename({"incident_id": "id"})
    return (
        whole.with_columns(
            recorder=pl.col("recorders").list.first(),
            governorate=pl.col("pcode").replace_strict(governorates, default=None, return_dtype=pl.String),
            parties=parties_in(whole["text"]),
            former=_former(whole["text"]),
        )
        .select([pl.col(name).cast(kind) for name, kind in SIDES.items()])
        .sort("code")
    )


def _without_wide_points(claims: pl.DataFrame) -> pl.DataFrame:
    """A point that stands for a governorate or a country is nowhere that can be measured from."""
    wide = pl.col("place_precision").is_in(_WIDE).fill_null(value=False)
    return claims.with_columns(pl.when(~wide).then(pl.col(name)).alias(name) for name in ("lat", "lon"))


def _figures() -> Iterable[pl.Expr]:
    killed, whole = pl.col("measure") == Measure.KILLED.number, pl.all_horizontal(pl.col("sex", "age").is_null())
    civilian = pl.col("population") == Population.CIVILIAN.number
    of_all = pl.col("subset_of").is_null() & ~civilian & (pl.col("population") != Population.COMBATANT.number)
    kinds = {
        "killed_all": killed & whole & of_all,
        "killed_civilian": killed & whole & civilian,
        "injured": (pl.col("measure") == Measure.INJURED.number) & whole & pl.col("subset_of").is_null(),
    }
    for name, rows in kinds.items():
        yield pl.coalesce("low", "best").filter(rows).min().alias(f"{name}_low")
        yield pl.coalesce("best", "low").filter(rows).max().alias(f"{name}_best")
        yield pl.coalesce("high", "best").filter(rows).max().alias(f"{name}_high")


def _former(texts: pl.Series) -> pl.Series:
    """The codes that an incident had before, as its recorder lists them."""
    found = texts.str.extract(FORMER, 1)
    codes = [sorted({*re.split(r"[;,\s]+", listed)} - {""}) if listed else [] for listed in found]
    return pl.Series("former", codes, dtype=pl.List(pl.String))
