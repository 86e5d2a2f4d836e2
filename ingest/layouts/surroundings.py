"""What reading a row needs to know from outside it: the gazetteer, the names of sources, the column's order of dates.

Places and dates repeat; each distinct text is read once.
"""

from dataclasses import dataclass, field, replace
from datetime import date

from db.households import HouseholdSize
from db.vocabulary import PlaceLevel, Severity
from ingest.layouts.cells import Cells
from ingest.layouts.distinct import MOST_REMEMBERED, Memory
from ingest.normalize.country import country_code
from ingest.normalize.date import DayOrder, When, read_date
from ingest.normalize.fold import plain
from ingest.normalize.place import Finding, Gazetteer, Located, locate
from ingest.normalize.place_point import check_point, locate_point
from ingest.normalize.reading import UnreadableError
from ingest.normalize.source import Names
from ingest.normalize.weekday import other_weekday

_TOLD = {
    "century_inferred": "was read as a year of this century.",
    "third_of_span": "was read as a third of its month or year.",
    "week_of": "was read as every day that such a week may hold.",
    "excel_serial": "was read as a day that a spreadsheet program has counted.",
}
"""Codes of a date's reading that a person should know of, in words."""

_INEXACT = {"unknown_place", "several_places", "part_of_place", "wider_place"}
"""Findings of a place that is kept as the area around it."""

PlaceWords = tuple[str, str, str, str, str]
"""The cells that say where: place, district, governorate, P-code, country."""


@dataclass(slots=True)
class Surroundings:
    """``day_orders``: field to the order of day and month that its column shows; ``today``: the latest on earth.

    ``ids_of_lines``: an id may come again in each round (see ``ingest.layouts.own_ids``). ``household`` is the size of
    households that somebody states for the whole file. ``from_1904``: bare numbers in fields of days count from 1904.
    """

    gazetteer: Gazetteer
    names: Names
    day_orders: dict[str, DayOrder]
    today: date
    ids_of_lines: bool = False
    household: HouseholdSize | None = None
    from_1904: bool = False
    memory: Memory = field(default_factory=Memory)
    _dates: dict[tuple[str, str], When] = field(default_factory=dict)
    _places: dict[PlaceWords, Located] = field(default_factory=dict)
    _names_known: dict[tuple[str, str | None], str | None] = field(default_factory=dict)
    _countries: dict[str, str | None] = field(default_factory=dict)
    _points: dict[tuple[str | None, float, float], tuple[str | None, Finding | None]] = field(default_factory=dict)

    def begin_piece(self) -> None:
        """Begin to read more rows: what was read before is forgotten where places hardly repeat."""
        self.memory.begin_piece()
        for known in (self._places, self._points):
            if len(known) > MOST_REMEMBERED:
                known.clear()

    def date(self, cells: Cells, name: str) -> When | None:
        """The date in a field; None where it is blank, unknown or can't be read."""
        when = cells.read(name, lambda text: self._read_date(name, text))
        if when is None or when.start is None:
            if when is not None and "date_sentinel" in when.notes:
                cells.warn(
                    "date_sentinel", f"{cells.text(name)!r} is software's way to say “no date”.", "Clear it.", name
                )
            return None
        for code in _TOLD.keys() & set(when.notes):
            cells.say(Severity.NOTE, code, f"{cells.text(name)!r} {_TOLD[code]}", "Look whether it is meant so.", name)
        if other := other_weekday(cells.text(name), when.start, when.end):
            cells.warn("other_weekday", other.told(cells.text(name)), "The date is taken. Mend what is wrong.", name)
        return when

    def _read_date(self, name: str, text: str) -> When:
        if (name, text) not in self._dates:
            order = self.day_orders.get(name, DayOrder.UNKNOWN)
            self._dates[name, text] = read_date(text, order=order, from_1904=self.from_1904)
        return self._dates[name, text]

    def place(self, cells: Cells) -> Located:
        """Where the row says it was; what is not known stays words."""
        words: PlaceWords = (
            cells.text("place"),
            cells.text("district"),
            cells.text("governorate"),
            cells.text("pcode"),
            cells.text("country"),
        )
        if words not in self._places:
            self._places[words] = self._locate(words)
        located = self._places[words]
        for severity, code, message, remedy in located.issues:
            cells.say(
                severity, code, message, remedy, next((n for n in ("place", "governorate") if cells.text(n)), "pcode")
            )
        return located

    def spot(self, text: str | None, pcode: str | None) -> str | None:
        """What names a place for comparing: its P-code where the words name it, else the words, folded.

        Two villages that the gazetteer has not got share the P-code of their governorate, and are not one place.
        """
        if not text or pcode is None:
            return plain(text) if text else pcode
        first, *areas = text.split(", ")
        words: PlaceWords = (", ".join([first, *map(self._by_name, areas)]), "", "", "", "")
        if words not in self._places:
            self._places[words] = self._locate(words)
        located = self._places[words]
        named = located.pcode if not _INEXACT.intersection(issue.code for issue in located.issues) else None
        return named or plain(text)

    def _by_name(self, area: str) -> str:
        """The name of an area that is given by its P-code."""
        return self.gazetteer.get(area).name_en if area.strip().upper() in self.gazetteer else area

    def point(self, pcode: str | None, lat: float, lon: float) -> tuple[str | None, Finding | None]:
        """The P-code of the narrowest loaded area that holds a point, and what is wrong with it for the named place."""
        at = (pcode, lat, lon)
        if at not in self._points:
            named = self.gazetteer.get(pcode) if pcode else None
            holding = locate_point(self.gazetteer, lat, lon)
            self._points[at] = holding.pcode if holding else None, check_point(self.gazetteer, named, lat, lon)
        return self._points[at]

    def governorate(self, pcode: str | None) -> str | None:
        """The P-code of the governorate that holds a place; None for a wider or unknown one."""
        if pcode is None:
            return None
        path = self.gazetteer.path(self.gazetteer.get(pcode))
        return next((place.pcode for place in path if place.level is PlaceLevel.GOVERNORATE), None)

    def _named(self, name: str, within: str | None = None) -> str | None:
        """The P-code of a name by itself; there are few beside the places that they are named in together."""
        if (name, within) not in self._names_known:
            self._names_known[name, within] = locate(self.gazetteer, name, within=within).pcode
        return self._names_known[name, within]

    def _country(self, text: str) -> str | None:
        """The P-code of a country by its name or code; there are few."""
        if text not in self._countries:
            self._countries[text] = country_code(self.gazetteer, text)
        return self._countries[text]

    def _locate(self, words: PlaceWords) -> Located:
        place, district, governorate, pcode, country = words
        district, governorate = self._by_name(district), self._by_name(governorate)
        within = self._country(country) if country else None
        if country and within is None:
            return Located(issues=(_not_loaded(country),))
        for area in (governorate, district):
            if area:
                within = self._named(area, within) or within
        if pcode:
            try:
                return locate(self.gazetteer, place, pcode=pcode, within=within)
            except UnreadableError as error:
                unknown = Finding(Severity.WARNING, error.code, error.message, error.remedy)
                named = self._locate((place, district, governorate, "", country))
                return replace(named, issues=(unknown, *named.issues))
        narrowest = place or district or governorate
        inside = within if country or not self._names(narrowest, governorate) else None
        return locate(self.gazetteer, narrowest, within=inside)

    def _names(self, place: str, governorate: str) -> bool:
        """Whether a place is the governorate itself, however the two are spelt."""
        if place in {governorate, ""}:
            return True
        area = self._named(governorate) if governorate else None
        return area is not None and self._named(place) == area


def _not_loaded(country: str) -> Finding:
    message = f"No places of {country!r} are in the gazetteer. The row keeps the words and has no place."
    return Finding(Severity.NOTE, "country_not_loaded", message, "Load them with `sijill places load`.")
