"""What reading a row needs to know from outside it: the gazetteer, the names of sources, the column's order of dates.

Places and dates repeat; each distinct text is read once.
"""

from dataclasses import dataclass, field, replace
from datetime import date

from db.vocabulary import PlaceLevel, Severity
from ingest.layouts.cells import Cells
from ingest.layouts.distinct import MOST_REMEMBERED, Memory
from ingest.layouts.stated import NOTHING, Stated
from ingest.normalize.country import country_code, is_country
from ingest.normalize.date import DayOrder, When, read_date
from ingest.normalize.date_stated import read_date_as_stated
from ingest.normalize.fold import plain
from ingest.normalize.place import PRECISION, Finding, Gazetteer, Located, Place, locate
from ingest.normalize.place_findings import not_loaded, unknown_area
from ingest.normalize.place_name import names_nothing
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

_FIELD_OF = {
    "unknown_governorate": "governorate",
    "unknown_district": "district",
    "unknown_country": "country",
    "country_not_loaded": "country",
}
"""The field that a finding is of, where it is not the narrowest that names the place."""

NARROW = ("community", "place", "subdistrict")
"""Fields that name a place below its district, from the narrowest."""

PlaceWords = tuple[str, str, str, str, str]
"""The cells that say where: place, district, governorate, P-code, country."""


@dataclass(slots=True)
class Surroundings:
    """``day_orders``: field to the order of day and month of its column; ``today``: the latest on earth.

    ``ids_of_lines``: an id may come again in each round (see ``ingest.layouts.own_ids``). ``stated`` is what somebody
    says of the whole file. ``from_1904``: bare numbers in fields of days count from 1904.
    """

    gazetteer: Gazetteer
    names: Names
    day_orders: dict[str, DayOrder]
    today: date
    ids_of_lines: bool = False
    stated: Stated = NOTHING
    from_1904: bool = False
    memory: Memory = field(default_factory=Memory)
    _dates: dict[tuple[str, str], When] = field(default_factory=dict)
    _places: dict[PlaceWords, Located] = field(default_factory=dict)
    _names_known: dict[tuple[str, str | None], Located] = field(default_factory=dict)
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
            self._dates[name, text] = self._dated(text, order)
        return self._dates[name, text]

    def _dated(self, text: str, order: DayOrder) -> When:
        if self.stated.days is None:
            return read_date(text, order=order, from_1904=self.from_1904)
        return read_date_as_stated(text, order=order, stated=self.stated.days, from_1904=self.from_1904)

    def place(self, cells: Cells) -> Located:
        """Where the row says it was; what is not known stays words."""
        words: PlaceWords = (
            place_of(cells),
            cells.text("district"),
            cells.text("governorate"),
            cells.text("pcode"),
            cells.text("country"),
        )
        if words not in self._places:
            self._places[words] = self._locate(words)
        located = self._places[words]
        for finding in located.issues:
            cells.say(*finding, _column_of(finding, cells))
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
        named = located.pcode if _INEXACT.isdisjoint(_codes(located)) else None
        return named if named and self._one_country(named, pcode) else plain(text)

    def _one_country(self, pcode: str, other: str) -> bool:
        """Whether two places are of one country: Homs of Lebanon is not Homs."""
        return self._path(pcode)[-1] == self._path(other)[-1]

    def _path(self, pcode: str) -> list[Place]:
        """A place and the areas that hold it, from the narrowest to the country."""
        return self.gazetteer.path(self.gazetteer.get(pcode))

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
        return next((place.pcode for place in self._path(pcode) if place.level is PlaceLevel.GOVERNORATE), None)

    def _named(self, name: str, within: str | None = None) -> Located:
        """What a name is by itself; there are few beside the places that they are named in together."""
        if (name, within) not in self._names_known:
            self._names_known[name, within] = locate(self.gazetteer, name, within=within)
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
        if within is None and not names_nothing(country):
            return Located(issues=(not_loaded(country, is_one=is_country(country)),))
        around, doubt = self._around(governorate, district, within)
        if pcode:
            try:
                return locate(self.gazetteer, place, pcode=pcode, within=around)
            except UnreadableError as error:
                finding = Finding(Severity.WARNING, error.code, error.message, error.remedy)
                named = self._locate((place, district, governorate, "", country))
                return replace(named, issues=(finding, *named.issues))
        narrowest = place or district or governorate
        if doubt:
            return doubt
        # where a publisher's place has the name of its governorate it is the city; a field office writes the name twice
        city = country and not self.ids_of_lines and bool(place or district)
        inside = within if not city and self._names(narrowest, governorate) else around
        return locate(self.gazetteer, narrowest, within=inside)

    def _around(self, governorate: str, district: str, within: str | None) -> tuple[str | None, Located | None]:
        """The narrowest of the areas that a row names; where one is not known, all that the row's place can be, too.

        A place of an unknown governorate is sought nowhere else; that of an unknown district, in its governorate.
        """
        for level, name in ((PlaceLevel.GOVERNORATE, governorate), (PlaceLevel.DISTRICT, district)):
            if names_nothing(name):
                continue
            found = self._named(name, within)
            if not self.governorate(within) and _is_no_area(found, level, within):
                kept = self.gazetteer.get(within) if within else None
                several = found.place is None and "homonym_place" in _codes(found)
                issues = found.issues if several else (unknown_area(level, name, kept),)
                return within, Located(kept, PRECISION[kept.level] if kept else None, issues)
            within = found.pcode or within
        return within, None

    def _names(self, place: str, governorate: str) -> bool:
        """Whether a place is the governorate itself, however the two are spelt."""
        if place in {governorate, ""}:
            return True
        area = self._named(governorate).pcode if governorate else None
        return area is not None and self._named(place).pcode == area


def place_of(cells: Cells) -> str:
    """The place below its district as one text: "Atma camp, Dana"."""
    beside = [name for name in NARROW if name == "place" or not names_nothing(cells.text(name))]
    return ", ".join(dict.fromkeys(text for text in cells.texts(*beside) if text))


def _codes(located: Located) -> set[str]:
    return {issue.code for issue in located.issues}


def _is_no_area(found: Located, level: PlaceLevel, within: str | None) -> bool:
    """Whether what was found under the name of an area of this level is not it.

    A village of its name is not a governorate, unless the row states the country of both: there is a Najaf in Syria.
    """
    if found.place is None or ("unknown_place" in _codes(found) and found.pcode == within):
        return True
    return within is None and level is PlaceLevel.GOVERNORATE and found.place.level is PlaceLevel.SETTLEMENT


def _column_of(finding: Finding, cells: Cells) -> str:
    """The field that a finding about the place is of."""
    named = [name for name in (*NARROW, "district", "governorate") if cells.text(name)]
    narrowest = next((name for name in named if repr(cells.text(name)) in finding.message), [*named, "pcode"][0])
    return _FIELD_OF.get(finding.code, narrowest)
