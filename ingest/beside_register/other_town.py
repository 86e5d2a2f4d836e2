"""Whether two claims name two towns: their places, however they are spelt, and one told more closely than the other."""

from typing import Final

import polars as pl

from ingest.beside_register.brought import Brought
from ingest.normalize.alike import alike, told_closer

_PLACES: Final = ("place", "pcode", "place_held", "pcode_held")


def with_other_town(pairs: pl.DataFrame, brought: Brought) -> pl.DataFrame:
    """``other_town`` for each pair of a claim and an earlier one, whose columns end in ``_held``.

    It is False where a place is not told or is the area around the other's.
    """
    places = pairs.select(_PLACES).unique(maintain_order=True)
    others = [_two(brought, row[:2], row[2:]) for row in places.iter_rows()]
    judged = places.with_columns(other_town=pl.Series(others, dtype=pl.Boolean))
    return pairs.join(judged, on=_PLACES, how="left", nulls_equal=True, maintain_order="left")


_Place = tuple[str | None, str | None]


def _two(brought: Brought, one: _Place, other: _Place) -> bool:
    (words, pcode), (earlier, earlier_pcode) = one, other
    if not words or not earlier or words == earlier:
        return False
    spots = brought.spot(words, pcode), brought.spot(earlier, earlier_pcode)
    if spots[0] == spots[1] or told_closer(words, earlier):
        return False
    area = brought.area(pcode)
    if area is not None and area in spots and area == brought.area(earlier_pcode):
        return False  # one of them is the governorate itself
    known = (pcode, earlier_pcode) == spots
    return known or not alike(words, earlier)
