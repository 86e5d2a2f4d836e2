"""Places as they come from a file of boundaries, points or aliases, before they meet the gazetteer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, NamedTuple

from db.vocabulary import PlaceLevel

Kind = Literal["boundaries", "points", "aliases"]


class BoundaryDraft(NamedTuple):
    """The area of a place: ``shape`` as WKB in degrees (WGS 84), ``outline`` a GeoJSON geometry for the map."""

    shape: bytes
    outline: dict[str, Any]


@dataclass(frozen=True, slots=True)
class PlaceDraft:
    """A place as a file names it. None (``name_ar``, ``lat``, ``lon``): the file does not say, what is known stays.

    ``aliases`` are its other names in any language. ``implied``: the file names it only as the area around another
    place; it is made where the gazetteer has not got it, and changes nothing that is known.
    """

    pcode: str
    level: PlaceLevel
    name_en: str
    name_ar: str | None = None
    parent: str | None = None
    lat: float | None = None
    lon: float | None = None
    aliases: tuple[str, ...] = ()
    boundary: BoundaryDraft | None = None
    implied: bool = False


class AliasDraft(NamedTuple):
    """Other spellings of a place that the gazetteer has."""

    pcode: str
    aliases: tuple[str, ...]


class Layer(NamedTuple):
    """What a set may replace a version of: the same dataset's same kind, country and level."""

    kind: Kind
    country: str
    level: PlaceLevel | None
    dataset: str


@dataclass(frozen=True, slots=True)
class PlaceSetDraft:
    """One layer of one file. ``read`` counts its features or rows, ``refused`` those that are not in ``places``."""

    layer: Layer
    file_name: str
    sha256: str
    read: int
    refused: int
    places: Sequence[PlaceDraft] = ()
    aliases: Sequence[AliasDraft] = ()
    version: str | None = None
    valid_on: date | None = None
    licence: str | None = None
