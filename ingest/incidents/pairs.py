"""Which incidents are compared at all: of different recorders, within a few days and near each other.

Blocking is by day and by cell of a grid, so that the work grows with the number of incidents and not with its square.
"""

from collections.abc import Iterator
from math import ceil, pi
from typing import Final

import polars as pl

from ingest.incidents.weights import Blocking

CELL_DEGREES: Final = 0.5
"""Side of a cell of the grid; a point is compared with those of its cell and the cells around it."""

LONGEST_DAYS: Final = 31
"""An incident that lasts longer is compared by its first days."""

EARTH_KM: Final = 6371.0

PIECE: Final = 5_000
"""Incidents that are compared with their neighbours at a time: all pairs of a crowded register fill the memory."""

_ROW: Final = 1_000
"""Cells in a row of the grid, more than there are around the earth."""


def pairs_of(sides: pl.DataFrame, built: pl.DataFrame, blocking: Blocking) -> pl.DataFrame:
    """Pairs of rows of ``sides`` (``one``, ``other``: ids; ``km``, null without both points), each pair once.

    ``one`` is of the recorder that comes first by name. Two incidents without a point on one side are of one
    governorate; so are two of which one is said to be built from the other's recorder (``built``), however far apart.
    """
    return pl.concat([_NO_PAIRS, *pieces_of(sides, built, blocking)]).unique().sort("one", "other")


def pieces_of(sides: pl.DataFrame, built: pl.DataFrame, blocking: Blocking) -> Iterator[pl.DataFrame]:
    """The same pairs, those of some thousand incidents at a time in the order of their days; a pair may come twice."""
    ordered = sides.sort("date_from", "id")
    days = _by_day(ordered).sort("day")
    for some in ordered.iter_slices(PIECE):
        own = days.join(some.select("id"), on="id", how="semi")
        reach = pl.duration(days=blocking.days)
        first, last = own.select(pl.col("day").min() - reach, until=pl.col("day").max() + reach).row(0)
        near = days.filter(pl.col("day").is_between(first, last))
        yield _pairs(own, near, built, blocking)


_NO_PAIRS: Final = pl.DataFrame(schema={"one": pl.Int64, "other": pl.Int64, "km": pl.Float64})


def _pairs(own: pl.DataFrame, near: pl.DataFrame, built: pl.DataFrame, blocking: Blocking) -> pl.DataFrame:
    """The pairs of incidents with those that are near. Two with points meet from the earlier day on, so once."""
    anyone = _around_days(own, range(-blocking.days, blocking.days + 1))
    later = _around_days(own.drop_nulls("cell"), range(blocking.days + 1))
    found = pl.concat(
        [
            _joined(_around_cells(later, blocking.km), near, ["day", "cell"]).filter(_km() <= blocking.km),
            _joined(anyone.filter(pl.col("lat").is_null()), near, ["day", "governorate"]),
            _joined(anyone.join(built.select("id", recorder_2="built_from"), on="id"), near, _OF_RECORDER),
        ]
    )
    return found.select(**_in_order(), km=_km()).unique()


_OF_RECORDER: Final = ["day", "governorate", "recorder_2"]


def _by_day(sides: pl.DataFrame) -> pl.DataFrame:
    """A row for each day of each incident."""
    last = pl.min_horizontal("date_to", pl.col("date_from") + pl.duration(days=LONGEST_DAYS))
    days = pl.date_ranges("date_from", last).alias("day")
    rows = sides.select("id", "recorder", "governorate", "lat", "lon", days, _cell().alias("cell"))
    return rows.explode("day", empty_as_null=False)


def _around_days(days: pl.DataFrame, offsets: range) -> pl.DataFrame:
    """Each incident on the days that are so many after its own, once."""
    near = pl.concat_list(pl.col("day") + pl.duration(days=off) for off in offsets)
    return days.with_columns(day=near).explode("day", empty_as_null=False).unique(["id", "day"])


def _cell() -> pl.Expr:
    north, east = ((pl.col(name) / CELL_DEGREES).floor().cast(pl.Int64) for name in ("lat", "lon"))
    return north * _ROW + east


def _around_cells(rows: pl.DataFrame, km: float) -> pl.DataFrame:
    """Each row in its cell and in those around it that reach so far; cells are narrower away from the equator."""
    pole = (pl.col("lat").abs() + CELL_DEGREES).clip(0, _NEAR_POLE).radians()
    columns = (km / (_DEGREE_KM * CELL_DEGREES * pole.cos())).ceil().cast(pl.Int64)
    reach = ceil(km / (_DEGREE_KM * CELL_DEGREES))
    north = pl.lit([off * _ROW for off in range(-reach, reach + 1)], dtype=pl.List(pl.Int64))
    across = rows.with_columns(east=pl.int_ranges(-columns, columns + 1), north=north)
    every = across.explode("east", empty_as_null=False).explode("north", empty_as_null=False)
    return every.with_columns(cell=pl.col("cell") + pl.col("east") + pl.col("north")).drop("east", "north")


_DEGREE_KM: Final = EARTH_KM * pi / 180
_NEAR_POLE: Final = 85.0
"""Beyond this latitude, where nobody lives, cells are taken to be no narrower."""


def _joined(some: pl.DataFrame, days: pl.DataFrame, block: list[str]) -> pl.DataFrame:
    """Rows of ``some`` beside those of other recorders in their block."""
    names = {name: f"{name}_2" for name in ("id", "recorder", "lat", "lon")}
    others = days.rename(names).select(*names.values(), *(name for name in block if name != "recorder_2"))
    joined = some.join(others, on=block).filter(pl.col("recorder") != pl.col("recorder_2"))
    return joined.select(*names, *names.values()).unique()


def _in_order() -> dict[str, pl.Expr]:
    first = pl.col("recorder") < pl.col("recorder_2")
    return {"one": pl.when(first).then("id").otherwise("id_2"), "other": pl.when(first).then("id_2").otherwise("id")}


def _km() -> pl.Expr:
    """The great-circle distance of two points, to the centimetre, so that it is the same from either side."""
    lat, lon, lat_2, lon_2 = (pl.col(name).radians() for name in ("lat", "lon", "lat_2", "lon_2"))
    across, along = ((lat_2 - lat) / 2).sin() ** 2, ((lon_2 - lon) / 2).sin() ** 2
    return (2 * EARTH_KM * (across + lat.cos() * lat_2.cos() * along).clip(0, 1).sqrt().arcsin()).round(5)
