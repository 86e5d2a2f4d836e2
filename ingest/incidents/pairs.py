"""Which incidents are compared at all: of different recorders, within a few days and near each other.

Blocking is by day and by cell of a grid, so that the work grows with the number of incidents and not with its square.
"""

from typing import Final

import polars as pl

from ingest.incidents.weights import Blocking

CELL_DEGREES: Final = 0.5
"""Side of a cell of the grid; a point is compared with those of its cell and the eight around it."""

LONGEST_DAYS: Final = 31
"""An incident that lasts longer is compared by its first days."""

EARTH_KM: Final = 6371.0

_ROW: Final = 1_000
"""Cells in a row of the grid, more than there are around the earth."""


def pairs_of(sides: pl.DataFrame, built: pl.DataFrame, blocking: Blocking) -> pl.DataFrame:
    """Pairs of rows of ``sides`` (``one``, ``other``: ids; ``km``, null without both points), each pair once.

    ``one`` is of the recorder that comes first by name. Two incidents without a point on one side are of one
    governorate; so are two of which one is said to be built from the other's recorder (``built``), however far apart.
    """
    days = _by_day(sides)
    anyone = _around_days(days, blocking.days)
    found = pl.concat(
        [
            _joined(_around_cells(anyone), days, ["day", "cell"]).filter(_km() <= blocking.km),
            _joined(anyone.filter(pl.col("lat").is_null()), days, ["day", "governorate"]),
            _joined(anyone.join(built.select("id", recorder_2="built_from"), on="id"), days, _OF_RECORDER),
        ]
    )
    return found.select(**_in_order(), km=_km()).unique().sort("one", "other")


_OF_RECORDER: Final = ["day", "governorate", "recorder_2"]


def _by_day(sides: pl.DataFrame) -> pl.DataFrame:
    """A row for each day of each incident."""
    last = pl.min_horizontal("date_to", pl.col("date_from") + pl.duration(days=LONGEST_DAYS))
    days = pl.date_ranges("date_from", last).alias("day")
    rows = sides.select("id", "recorder", "governorate", "lat", "lon", days, _cell().alias("cell"))
    return rows.explode("day", empty_as_null=False)


def _around_days(days: pl.DataFrame, reach: int) -> pl.DataFrame:
    """Each incident on its days and on those around them, once."""
    near = pl.concat_list(pl.col("day") + pl.duration(days=off) for off in range(-reach, reach + 1))
    return days.with_columns(day=near).explode("day", empty_as_null=False).unique(["id", "day"])


def _cell() -> pl.Expr:
    north, east = ((pl.col(name) / CELL_DEGREES).floor().cast(pl.Int64) for name in ("lat", "lon"))
    return north * _ROW + east


def _around_cells(rows: pl.DataFrame) -> pl.DataFrame:
    """Each row in its cell and in the eight around it."""
    steps = [north * _ROW + east for north in (-1, 0, 1) for east in (-1, 0, 1)]
    around = pl.concat_list(pl.col("cell") + step for step in steps)
    return rows.filter(pl.col("cell").is_not_null()).with_columns(cell=around).explode("cell", empty_as_null=False)


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
