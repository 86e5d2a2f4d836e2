"""Where a row says that it was: read from its cells into words, the gazetteer's place, and what names it in a key."""

from typing import Final

import polars as pl

from db.vocabulary import PlaceLevel, PlacePrecision
from ingest.layouts.cells import Cells
from ingest.layouts.row.parts import Tuples, look_at_total
from ingest.layouts.surroundings import NARROW, Surroundings, place_of
from ingest.normalize.country import SHIPPED_COUNTRY, country_name, country_stated
from ingest.normalize.fold import plain
from ingest.normalize.place import Located
from ingest.normalize.place_name import names_nothing

PLACES: Final = {
    "place": pl.String,
    "pcode": pl.String,
    "place_precision": pl.Int16,
    "spot": pl.String,
    "named": pl.String,
}
POINTS: Final = {"lat": pl.Float64, "lon": pl.Float64}
PLACE_FIELDS: Final = (*NARROW, "district", "governorate", "pcode", "country", "place_precision")


def places(cells: Cells, surroundings: Surroundings) -> Tuples:
    """Where, in words and in the gazetteer; ``named`` are the cells that name it, folded.

    Its country is among them if no narrower one is; and if a sender states one beyond that of the shipped gazetteer,
    which goes without saying: there are two Tripolis.
    """
    for field in ("community", "subdistrict"):
        look_at_total(cells, field)
    located = surroundings.place(cells)
    stated = cells.word("place_precision", PlacePrecision)
    precision = stated or located.precision
    narrowest, *areas = place_of(cells), *cells.texts("district", "governorate")
    abroad = _abroad(cells, surroundings)
    names = ", ".join(dict.fromkeys(text for text in (narrowest, *areas) if text))
    if names and abroad and _not_found(located):
        names = f"{names}, {country_name(surroundings.gazetteer, abroad)}"
    text = _told_apart(names, located, cells, surroundings) if names else _place_of_codes(cells, surroundings)
    narrow, country = (narrowest, *areas, cells.text("pcode")), cells.text("country")
    beside = abroad if any(narrow) else country
    named = "\x1f".join(plain(text) for text in ((*narrow, beside) if beside else narrow))
    spot = surroundings.spot(text, located.pcode)
    yield text, located.pcode, precision.number if precision else None, spot, named


def _abroad(cells: Cells, surroundings: Surroundings) -> str:
    """The country that a sender's row states, as one word for every spelling; "" for that of the shipped gazetteer."""
    country = cells.text("country")
    if names_nothing(country) or not surroundings.ids_of_lines:
        return ""
    stated = country_stated(surroundings.gazetteer, country)
    return "" if stated == SHIPPED_COUNTRY else stated


def _not_found(located: Located) -> bool:
    return located.place is None or located.place.level is PlaceLevel.COUNTRY


def _told_apart(names: str, located: Located, cells: Cells, surroundings: Surroundings) -> str:
    """The names, with a P-code where the gazetteer has got neither: "Kabul" is a province and a district in it."""
    pcode = cells.text("pcode").strip()
    known = not pcode or pcode.upper() in surroundings.gazetteer
    return names if known or surroundings.spot(names, located.pcode) == located.pcode else f"{names} ({pcode})"


def _place_of_codes(cells: Cells, surroundings: Surroundings) -> str | None:
    """Words for a place that codes alone name, so that two whom the gazetteer has not got stay two places.

    A P-code of the gazetteer needs none; another one is its own name. A country alone goes by its name.
    """
    pcode, country = cells.texts("pcode", "country")
    if pcode:
        return None if pcode.strip().upper() in surroundings.gazetteer else pcode
    return country_name(surroundings.gazetteer, country) if country else None


def points(cells: Cells) -> Tuples:
    """Latitude and longitude in degrees."""
    yield cells.decimal("lat", -90, 90), cells.decimal("lon", -180, 180)
