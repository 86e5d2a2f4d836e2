"""Features into places: which place each is, in what it lies, what it is called; one that does not say is refused."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from shapely.geometry.base import BaseGeometry

from db.gazetteer.drafts import Kind, PlaceDraft
from db.vocabulary import PlaceLevel, Severity
from ingest.issues import Issue
from ingest.normalize.countries import Country, country, country_of
from ingest.places.columns import OWN, PlaceColumns, recognise
from ingest.places.layer import Feature, FileLayer, PlaceFileError, RefusedError
from ingest.places.names import Names, names_at
from ingest.places.where import area_of, is_area, point_of

LEVELS: Final = {0: PlaceLevel.COUNTRY, 1: PlaceLevel.GOVERNORATE, 2: PlaceLevel.DISTRICT, 3: PlaceLevel.SUBDISTRICT}
"""Administrative levels that the gazetteer has; towns and villages lie below them."""


class KnownPlace(NamedTuple):
    """What the gazetteer has under a P-code: of which level, in which country."""

    level: PlaceLevel
    country: str


Known = Mapping[str, KnownPlace]
"""The places that the gazetteer has, by P-code."""


@dataclass(slots=True)
class Read:
    """The places of one layer. ``countries`` is the country of each place that the file names as its own, by P-code."""

    kind: Kind
    level: PlaceLevel
    columns: PlaceColumns
    places: dict[str, PlaceDraft] = field(default_factory=dict)
    areas: dict[str, PlaceDraft] = field(default_factory=dict)
    shapes: dict[str, BaseGeometry] = field(default_factory=dict)
    countries: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    refused: dict[int, str] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)


def read_layer(layer: FileLayer, known: Known, *, within: Country | None = None) -> Read:
    """The places that a layer names; ``within`` is their country where the file does not say.

    Raises :class:`PlaceFileError` for a layer whose columns don't say which places these are.
    """
    columns = recognise(layer.header)
    kind: Kind = "boundaries" if any(is_area(feature.shape) for feature in layer.features) else "points"
    read = Read(kind, _level(layer, kind, columns), columns)
    if columns.unknown:
        names = ", ".join(columns.unknown)
        read.issues.append(Issue(Severity.NOTE, "unread_columns", f"These columns were not read: {names}.", ""))
    for feature in layer.features:
        try:
            _take(read, feature, known, within)
        except RefusedError as refusal:
            issue = Issue(Severity.ERROR, *refusal.parts, feature.number, refusal.column, refusal.value)
            read.issues.append(issue)
            place = country(feature.cells.get(columns.pcodes.get(0, ""), ""))
            read.refused[feature.number] = place.code if place else ""
    return read


def _level(layer: FileLayer, kind: Kind, columns: PlaceColumns) -> PlaceLevel:
    """The level of a layer's own places: below the areas that it names around them, else the narrowest it names."""
    around = [level for level in columns.pcodes if level != OWN]
    if OWN in columns.pcodes and kind == "points":
        return PlaceLevel.SETTLEMENT
    own = max(around, default=-1) + (1 if OWN in columns.pcodes else 0)
    if own in LEVELS:
        return LEVELS[own]
    if own < 0:
        raise PlaceFileError(
            layer.name,
            "no_pcodes",
            f"No column has P-codes; the file has {', '.join(layer.header) or 'no columns'}.",
            "Give the column with the places' P-codes a name such as ADM1_PCODE, or PCODE for points.",
        )
    raise PlaceFileError(
        layer.name,
        "narrow_level",
        f"The areas are of administrative level {own}; the gazetteer keeps areas to level {max(LEVELS)}.",
        "Load the layers of levels 0 to 3; places below them can be loaded as points.",
    )


def _take(read: Read, feature: Feature, known: Known, within: Country | None) -> None:
    """Add a feature's place and the areas around it, or refuse it."""
    pcode = _pcode(read, feature)
    names = names_at(read.columns, _own(read), feature.cells)
    if not names.name_en:
        raise RefusedError("no_name", f"{pcode} has no name.", "Give it one, or leave the feature out.")
    if pcode in read.numbers:
        first = read.numbers[pcode]
        message = f"The P-code {pcode} is also that of {first}."
        raise RefusedError("pcode_twice", message, "Keep one of them.", None, pcode)
    areas = list(_areas(read, feature, pcode, within))
    inside = areas[0].pcode if areas else pcode
    _refuse_other(pcode, read.level, inside, known)
    for area in areas:
        _refuse_other(area.pcode, area.level, inside, known)
        held = read.areas.get(area.pcode)
        if held is not None and held.parent != area.parent and area.pcode not in known:
            message = f"{area.pcode} lies in {area.parent} here and in {held.parent} elsewhere in the file."
            raise RefusedError("two_parents", message, "Correct whichever is wrong.", None, area.pcode)
    shape = area_of(feature, pcode) if read.kind == "boundaries" else None
    lat, lon = point_of(feature, read.columns.lat, read.columns.lon, shape if pcode not in known else None)
    read.areas |= {area.pcode: area for area in areas if area.pcode not in read.areas}
    parent = areas[-1].pcode if areas else None
    read.places[pcode] = PlaceDraft(pcode, read.level, *names[:2], parent, lat, lon, names.aliases)
    read.numbers[pcode] = feature.number
    read.countries[pcode] = inside
    if shape is not None:
        read.shapes[pcode] = shape


def _own(read: Read) -> int:
    """Under which level the columns stand that are about the feature itself."""
    if OWN in read.columns.pcodes:
        return OWN
    return next(number for number, level in LEVELS.items() if level is read.level)


def _pcode(read: Read, feature: Feature) -> str:
    column = read.columns.pcodes[_own(read)]
    text = feature.cells.get(column, "").upper()
    if not text:
        raise RefusedError("no_pcode", "There is no P-code.", "Give the place its P-code.", column, "")
    if read.level is PlaceLevel.COUNTRY:
        named = country(text)
        if named is None:
            raise _no_country(text, column)
        return named.code
    return text


def _no_country(code: str, column: str | None) -> RefusedError:
    return RefusedError(
        "no_country",
        f"{code!r} does not begin with a country's ISO code, and no column names the country.",
        "Correct the P-code, or say --country, such as --country SY.",
        column,
        code,
    )


def _refuse_other(pcode: str, level: PlaceLevel, country_code: str, known: Known) -> None:
    """Refuse a P-code under which the gazetteer has something else."""
    held = known.get(pcode, KnownPlace(level, country_code))
    if held.country != country_code:
        message = f"{pcode} is in {country_code} here and in {held.country} in the gazetteer."
        remedy = "Give the file's P-codes their country's letters, so that no two countries share one."
        raise RefusedError("other_country", message, remedy, None, pcode)
    if held.level is not level:
        message = f"{pcode} is a {level.term.en.lower()} here and a {held.level.term.en.lower()} in the gazetteer."
        raise RefusedError("other_level", message, "Check that the file is of this country's P-codes.", None, pcode)


def _areas(read: Read, feature: Feature, pcode: str, within: Country | None) -> Iterator[PlaceDraft]:
    """The areas that hold the place, from the country inwards, as far as the file names them."""
    if read.level is PlaceLevel.COUNTRY:
        return
    codes = [
        (level, code)
        for level, column in sorted(read.columns.pcodes.items())
        if level in LEVELS
        and LEVELS[level].number < read.level.number
        and (code := feature.cells.get(column, "").upper())
    ]
    yield _country(read, feature, codes, pcode, within)
    parent = _country(read, feature, codes, pcode, within).pcode
    for level, code in codes:
        if level > 0:
            yield _implied(code, LEVELS[level], names_at(read.columns, level, feature.cells), parent)
            parent = code


def _country(
    read: Read, feature: Feature, codes: list[tuple[int, str]], pcode: str, within: Country | None
) -> PlaceDraft:
    stated = country(codes[0][1]) if codes and codes[0][0] == 0 else None
    widest = next((code for level, code in codes if level > 0), pcode)
    found = stated or within or country_of(widest)
    if found is None:
        raise _no_country(widest, None)
    names = names_at(read.columns, 0, feature.cells)
    others = tuple(name for name in (found.alpha_3, *filter(None, names[:2]), *names.aliases) if name != found.name_en)
    return PlaceDraft(
        found.code, PlaceLevel.COUNTRY, found.name_en, found.name_ar, aliases=tuple(dict.fromkeys(others)), implied=True
    )


def _implied(code: str, level: PlaceLevel, names: Names, parent: str) -> PlaceDraft:
    name = names.name_en or code  # an area without a name is still an area, and known places keep theirs
    return PlaceDraft(code, level, name, names.name_ar, parent, aliases=names.aliases, implied=True)
