"""Names that the gazetteer has not got, in the two shapes that `sijill places load` takes, with P-codes left blank."""

import re
from collections.abc import Callable
from typing import Final

from sqlmodel import Session

from dashboard.rows.records import Row
from db.gazetteer.places import Tree
from db.gazetteer.unknown_names import UNKNOWN_AREAS, UNKNOWN_PLACE, UnknownName, unknown_names
from db.redaction.masking import MARK
from db.vocabulary import PlaceLevel

LEVELS: Final = (PlaceLevel.COUNTRY, PlaceLevel.GOVERNORATE, PlaceLevel.DISTRICT, PlaceLevel.SUBDISTRICT)
"""The areas around a place, as administrative levels 0 to 3."""
PLACES: Final = (
    *("pcode", "name_en", "name_ar"),
    *(f"adm{level}_pcode" for level in range(len(LEVELS))),
    *("lat", "lon", "comments"),
)
SPELLINGS: Final = ("pcode", "alias", "lang", "comments")
_GAP: Final = MARK.removesuffix("]")
"""How a text that was redacted is marked, whatever number it leaves."""
_ARABIC: Final = re.compile("[\u0600-\u06ff]")


def unknown_places(session: Session) -> list[Row]:
    """Places to add, each with the areas and the point that its rows state: points, as OCHA's COD-PS."""
    tree = Tree.of(session)
    return _rows(session, (UNKNOWN_PLACE,), lambda named: _place(named, tree))


def unknown_spellings(session: Session) -> list[Row]:
    """The same names, and those of areas, as other spellings of places that are known: a list of aliases."""
    tree = Tree.of(session)
    return _rows(session, (UNKNOWN_PLACE, *UNKNOWN_AREAS), lambda named: _spelling(named, tree))


def _rows(session: Session, codes: tuple[str, ...], row: Callable[[UnknownName], Row]) -> list[Row]:
    return [row(named) for named in unknown_names(session, codes) if _GAP not in named.name]


def _place(named: UnknownName, tree: Tree) -> Row:
    arabic = _language(named.name) == "ar"
    around = {place.level: place.pcode for place in tree.upward(named.pcode)}
    names = ("", named.name) if arabic else (named.name, "")
    areas = (around.get(level) for level in LEVELS)
    return dict(zip(PLACES, ("", *names, *areas, named.lat, named.lon, _comment(named, tree)), strict=True))


def _spelling(named: UnknownName, tree: Tree) -> Row:
    return dict(zip(SPELLINGS, ("", named.name, _language(named.name), _comment(named, tree)), strict=True))


def _language(name: str) -> str:
    return "ar" if _ARABIC.search(name) else "en"


def _comment(named: UnknownName, tree: Tree) -> str:
    """Where its rows are, and how many there are."""
    area = next(iter(tree.upward(named.pcode)), None)
    within = f"in {area.name_en} ({area.pcode}), " if area else ""
    return f"{within}rows: {named.rows}, files: {named.files}"
