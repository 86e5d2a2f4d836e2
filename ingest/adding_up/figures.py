"""The figures that may be added to each other, each with the area it is about and the areas that it lies in."""

from typing import Any, Final, NamedTuple

import polars as pl

from db.vocabulary import ClaimStatus, Series
from ingest.layouts.total_rows import names_whole
from ingest.normalize.gazetteer import Gazetteer

_ABOUT: Final = ("source", "origin", "date_from", "date_to", "measure", "population", "sex", "age", "unit")

EVERYWHERE: Final = ""
"""The area of a row that names no place, or all of them."""

_PLACE: Final = ("pcode", "place", "spot")


def figures_of(claims: pl.DataFrame, batch: pl.Expr) -> pl.DataFrame:
    """The whole figures of events, above 0. ``event``: that the row names the incident that it is of; ``alike``: a
    number that those have in common which may be the parts of one.

    ``claims`` is a claim frame; ``batch`` says of which batch they are, null in a file that is being read.
    """
    code, figure = pl.col("incident"), pl.coalesce("best", "low")
    event = ~code.str.starts_with("h-") & ~pl.col("key").str.starts_with(code)
    happened = (pl.col("series") == Series.INCIDENT.number) & (pl.col("status") == ClaimStatus.ACTIVE.number)
    dated = pl.col("subset_of").is_null() & pl.col("date_from").is_not_null()
    wanted = claims.lazy().filter(happened, dated, figure > 0)
    alike = pl.struct(_ABOUT).hash()
    told = wanted.select(
        "source", "measure", *_PLACE, "row", "verbatim", alike=alike, batch=batch, event=event, figure=figure
    )
    return told.collect()


def with_areas(figures: pl.DataFrame, gazetteer: Gazetteer) -> pl.DataFrame:
    """With what each figure's place is among areas.

    ``area``: what its words name, a P-code or :data:`EVERYWHERE`; null where the gazetteer has not got it. ``within``:
    the areas that it lies in of those that any figure names; ``depth``: in how many it lies at all, null where nobody
    knows. ``said_whole``: whether words say "all of it".
    """
    places, reader = figures.select(_PLACE).unique(), _Reader(gazetteer)
    read = [reader.read(place) for place in places.iter_rows()]
    named = {place.area for place in read}
    rows = [place._replace(within=[area for area in place.within if area in named]) for place in read]
    found = places.hstack(pl.DataFrame(rows, schema=_READ, orient="row"))
    return figures.join(found, on=_PLACE, how="left", nulls_equal=True)


class _Read(NamedTuple):
    area: str | None
    within: list[str]
    depth: int | None
    said_whole: bool


_READ: Final[dict[str, Any]] = {
    "area": pl.String,
    "within": pl.List(pl.String),
    "depth": pl.Int64,
    "said_whole": pl.Boolean,
}


class _Reader:
    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._countries = [name for place in gazetteer if place.parent is None for name in place.names]

    def read(self, words: tuple[str | None, str | None, str | None]) -> _Read:
        pcode, text, spot = words
        if pcode is None or pcode not in self._gazetteer:
            whole = text is not None and names_whole(text, self._countries)
            everywhere = text is None or whole
            return _Read(EVERYWHERE, [], -1, whole) if everywhere else _Read(None, [], None, said_whole=False)
        path = self._gazetteer.path(self._gazetteer.get(pcode))
        around = [place.pcode for place in path]
        whole = spot != pcode and text is not None and names_whole(text, [name for area in path for name in area.names])
        if whole or spot == pcode:
            return _Read(pcode, around[1:], len(path), whole)
        return _Read(None, around, len(path) + 1, said_whole=False)
