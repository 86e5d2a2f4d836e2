"""The gazetteer: places by P-code, by name and by near spelling."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources

from db.vocabulary import PlaceLevel
from ingest.normalize.areas import Areas
from ingest.normalize.place_findings import BY_COMMAND
from ingest.normalize.place_name import fold, key
from ingest.normalize.place_record import Place
from ingest.normalize.reading import UnreadableError
from ingest.normalize.spellings import FUZZY_LETTERS, FUZZY_SCORE, Spellings

__all__ = ["FUZZY_LETTERS", "FUZZY_SCORE", "Gazetteer", "Place", "shipped_gazetteer"]


class Gazetteer:
    """Places by P-code and by every spelling of their names; ``areas`` are the boundaries that are known of them.

    Raises ``ValueError`` for a P-code that occurs twice, and for a parent that is missing or not the wider area.
    """

    def __init__(self, places: Iterable[Place], areas: Areas | None = None) -> None:
        self.areas = areas or Areas({})
        self._places: dict[str, Place] = {}
        self._paths: dict[str, list[Place]] = {}
        self._by_key: defaultdict[str, list[Place]] = defaultdict(list)
        for place in places:
            if place.pcode in self._places:
                raise ValueError(f"P-code {place.pcode} occurs twice in the gazetteer")
            self._places[place.pcode] = place
        for place in self:
            if place.parent is not None and not self._holds(place.parent, place):
                raise ValueError(f"{place.pcode}: the parent {place.parent} is missing or not a wider area")
        self._spellings = Spellings()
        for place in self:
            self._index(place)

    def __iter__(self) -> Iterator[Place]:
        return iter(self._places.values())

    def __len__(self) -> int:
        return len(self._places)

    def __contains__(self, pcode: str) -> bool:
        return pcode in self._places

    def _index(self, place: Place) -> None:
        spellings = {fold(name) for name in place.names if name}
        keys = {key(spelling) for spelling in spellings}
        for name in keys:
            self._by_key[name].append(place)
        self._spellings.add(place, spellings | keys, [area.pcode for area in self.path(place)])

    def _holds(self, parent: str, place: Place) -> bool:
        return parent in self._places and self._places[parent].level.number < place.level.number

    def get(self, pcode: str) -> Place:
        """The place with this P-code. Raises :class:`UnreadableError` (``unknown_pcode``) where there is none."""
        place = self._places.get(pcode.strip().upper())
        if place is None:
            raise UnreadableError(
                "unknown_pcode",
                f"The P-code {pcode.strip()!r} is not in the gazetteer.",
                f"Correct the P-code, or add the place {BY_COMMAND}.",
            )
        return place

    def path(self, place: Place) -> list[Place]:
        """The place and the areas that hold it, from the narrowest to the country."""
        found = self._paths.get(place.pcode)
        if found is None:
            found = [place, *(self.path(self._places[place.parent]) if place.parent is not None else ())]
            self._paths[place.pcode] = found
        return found

    def common(self, places: Iterable[Place]) -> Place | None:
        """The narrowest area that is or holds each of the places; None across countries."""
        first, *others = places
        return next((area for area in self.path(first) if all(area in self.path(other) for other in others)), None)

    def named(self, name: str, within: Place | None = None) -> list[Place]:
        """The places with this name (as :func:`~ingest.normalize.place_name.key` gives it) within an area."""
        return self._inside(self._by_key.get(name, []), within)

    def like(self, spelling: str, within: Place | None = None) -> tuple[str, float, list[Place]] | None:
        """The nearest spelling of at least :data:`FUZZY_SCORE` within an area: the spelling, its score and its places.

        Within a country or anywhere only countries, governorates and districts are sought: among thousands of villages
        some name is always near.
        """
        wide = within is None or within.level is PlaceLevel.COUNTRY
        area = None if within is None or wide else within.pcode
        for other, score, places in self._spellings.like(spelling, area):
            if inside := self._inside(places, within):
                return other, score, inside
        return None

    def _inside(self, places: list[Place], within: Place | None) -> list[Place]:
        """Those within the area; the area itself only where nothing in it has the name."""
        if within is None or not places:
            return places
        return [place for place in places if place is not within and within in self.path(place)] or [
            place for place in places if place == within
        ]


@cache
def shipped_gazetteer() -> Gazetteer:
    """The places that a register is born with (``db/gazetteer/gazetteer.csv``)."""
    text = resources.files("db.gazetteer").joinpath("gazetteer.csv").read_text(encoding="utf-8")
    return Gazetteer(map(_place, csv.DictReader(text.splitlines())))


def _place(row: dict[str, str]) -> Place:
    return Place(
        pcode=row["pcode"],
        level=PlaceLevel(row["level"]),
        name_en=row["name_en"],
        name_ar=row["name_ar"],
        parent=row["parent"] or None,
        lat=float(row["lat"]),
        lon=float(row["lon"]),
        aliases=tuple(filter(None, row["aliases"].split("|"))),
    )
