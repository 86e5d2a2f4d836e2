"""The gazetteer: places by P-code, by name and by near spelling."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

from rapidfuzz import fuzz, process

from db.vocabulary import PlaceLevel
from ingest.normalize.place_name import fold, key
from ingest.normalize.reading import UnreadableError

FUZZY_SCORE: Final = 87.0
"""Near spellings count from this score (RapidFuzz token_sort_ratio, 0-100). ``Damascuc`` has 87.5 for ``Damascus``."""

FUZZY_LETTERS: Final = 6
"""Both spellings need this many letters: with fewer, one typing error is already another town (Daraa and Daraya)."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the gazetteer. ``parent`` is the P-code of the area that holds it, None for a country."""

    pcode: str
    level: PlaceLevel
    name_en: str
    name_ar: str
    parent: str | None = None
    lat: float | None = None
    lon: float | None = None
    aliases: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name_en, self.name_ar, *self.aliases)

    def __str__(self) -> str:
        return f"{self.name_en} ({self.level.term.en.lower()}, {self.pcode})"


class Gazetteer:
    """Places by P-code and by every spelling of their names.

    Raises ``ValueError`` for a P-code that occurs twice, and for a parent that is missing or not the wider area.
    """

    def __init__(self, places: Iterable[Place]) -> None:
        self._places: dict[str, Place] = {}
        self._by_key: defaultdict[str, list[Place]] = defaultdict(list)
        self._by_spelling: defaultdict[str, list[Place]] = defaultdict(list)
        for place in places:
            if place.pcode in self._places:
                raise ValueError(f"P-code {place.pcode} occurs twice in the gazetteer")
            self._places[place.pcode] = place
            self._index(place)
        for place in self:
            if place.parent is not None and not self._holds(place.parent, place):
                raise ValueError(f"{place.pcode}: the parent {place.parent} is missing or not a wider area")

    def __iter__(self) -> Iterator[Place]:
        return iter(self._places.values())

    def __len__(self) -> int:
        return len(self._places)

    def _index(self, place: Place) -> None:
        spellings = {fold(name) for name in place.names}
        for name in {key(spelling) for spelling in spellings}:
            self._by_key[name].append(place)
        for spelling in spellings | {key(spelling) for spelling in spellings}:
            if _letters(spelling) >= FUZZY_LETTERS:
                self._by_spelling[spelling].append(place)

    def _holds(self, parent: str, place: Place) -> bool:
        return parent in self._places and self._places[parent].level.number < place.level.number

    def get(self, pcode: str) -> Place:
        """The place with this P-code. Raises :class:`UnreadableError` (``unknown_pcode``) where there is none."""
        place = self._places.get(pcode.strip().upper())
        if place is None:
            raise UnreadableError(
                "unknown_pcode",
                f"The P-code {pcode.strip()!r} is not in the gazetteer.",
                "Correct the P-code, or add the place to the gazetteer.",
            )
        return place

    def path(self, place: Place) -> list[Place]:
        """The place and the areas that hold it, from the narrowest to the country."""
        found = [place]
        while (parent := found[-1].parent) is not None:
            found.append(self._places[parent])
        return found

    def common(self, places: Iterable[Place]) -> Place | None:
        """The narrowest area that is or holds each of the places; None across countries."""
        first, *others = places
        return next((area for area in self.path(first) if all(area in self.path(other) for other in others)), None)

    def named(self, name: str, within: Place | None = None) -> list[Place]:
        """The places with this name (as :func:`~ingest.normalize.place_name.key` gives it) within an area."""
        return self._inside(self._by_key.get(name, []), within)

    def like(self, spelling: str, within: Place | None = None) -> tuple[str, float, list[Place]] | None:
        """The nearest spelling of at least ``FUZZY_SCORE`` within an area: the spelling, its score and its places."""
        if _letters(spelling) < FUZZY_LETTERS:
            return None
        scored = process.extract(
            spelling, self._by_spelling.keys(), scorer=fuzz.token_sort_ratio, score_cutoff=FUZZY_SCORE, limit=None
        )
        for other, score, _ in scored:
            if inside := self._inside(self._by_spelling[other], within):
                return other, score, inside
        return None

    def _inside(self, places: list[Place], within: Place | None) -> list[Place]:
        """Those within the area; the area itself only where nothing in it has the name."""
        if within is None:
            return places
        return [place for place in places if place != within and within in self.path(place)] or [
            place for place in places if place == within
        ]


def _letters(spelling: str) -> int:
    """Letters that tell names apart: without articles and spaces."""
    return len(key(spelling).replace(" ", ""))


@cache
def shipped_gazetteer() -> Gazetteer:
    """The places that a register is born with (``db/gazetteer.csv``)."""
    text = resources.files("db").joinpath("gazetteer.csv").read_text(encoding="utf-8")
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
