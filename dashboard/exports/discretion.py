"""What a public export does not show, so that nobody comes to harm by it.

A confidential source is named as its kind, also in what others say, and what is in its own words is left out. Its
places, places that are known to the spot, and confidential places are shown as the governorate that they lie in; the
names of confidential places are taken out of every text. Keys and codes that could name the source or the place are
numbers. What is counted, how many, when, and how far it is trusted, stays.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Final, Self

from sqlmodel import Session, col, select

from dashboard.exports.numbers import Numbers
from dashboard.instead import NOTHING, Instead
from dashboard.rows.records import Row, Value
from dashboard.wording import vague_word
from db.deciding.confidential_places import confidential_places, shown_instead
from db.filters import Filters
from db.gazetteer.places import Tree
from db.models import Source
from db.queries import By
from db.views.frame import View
from db.vocabulary import PlaceLevel, PlacePrecision
from ingest.normalize.name_finder import NameFinder
from ingest.places.hidden import HiddenPlaces

STATEMENT: Final = (
    "This file is made to be shown to anybody. Confidential sources are named as their kind, also in texts of others, "
    "and their words, notes, definitions, household sizes and documents are left out. Their places, confidential "
    "places, and every place that is known to the spot, are shown as the governorate they lie in. Names and "
    "coordinates of confidential places, and those of other places of the same name, are taken out of all texts, "
    "whatever moment the file speaks of. Telephone numbers, e-mail addresses and numbers of identity in texts are "
    "withheld. Keys and codes that would name a confidential source or place are replaced by numbers. Figures are not "
    "changed."
)
NOT_SHOWN: Final = "[place not shown]"
_OWN_WORDS: Final = ("verbatim", "notes", "excerpt", "definition", "title", "publisher", "url", "document")
_HOUSEHOLD_SIZE: Final = ("factor", "factor_source", "persons_low", "persons_best", "persons_high")
"""Who says how large households are may name the source; without who says it, it is not told."""
_IN_WORDS: Final = "in words"
_BY_A_PERSON: Final = re.compile(r"^Set by .+?,")
_NO_NAMES: Final = NameFinder({}, {})
_SPOT: Final = PlacePrecision.P1
_CODED: Final = ("pcode", "rule")
"""Texts that are codes of the register's own and are never searched for names."""


@dataclass(frozen=True, slots=True)
class Discretion:
    """What is confidential in a register: sources by name with the name of their kind, places, keys and codes.

    ``names`` says kinds for names in texts; ``own_names`` finds names in addresses.
    """

    hidden: HiddenPlaces
    kinds: dict[str, str] = field(default_factory=dict)
    names: Instead = NOTHING
    own_names: NameFinder = _NO_NAMES
    numbers: Numbers = field(default_factory=Numbers)

    @classmethod
    def of(cls, session: Session, ids: Collection[int] | None = None, places: frozenset[str] | None = None) -> Self:
        """What the register has marked as confidential, or what hides the sources and places of these ids instead.

        It is asked within the life of the session.
        """
        marked = col(Source.confidential) if ids is None else col(Source.id).in_(ids)
        found = session.scalars(select(Source).where(marked))
        sources = {source.id or 0: source for source in found}
        names = {
            name: f"{source.kind.term.en} (confidential)"
            for source in sources.values()
            for name in (source.name, source.name_ar, *source.aliases)
            if name
        }
        hidden = HiddenPlaces.of(session, confidential_places(session) if places is None else places)
        finder = NameFinder(names, {})
        return cls(hidden, names, Instead.of_names(names), finder, Numbers.of(session, sources, hidden))

    @property
    def tree(self) -> Tree:
        """Which place lies in which."""
        return self.hidden.tree

    def claim(self, row: Row) -> Row:
        """A claim's row as it may be shown."""
        return self._row(row, hidden=self._is_hidden(row), is_spot=row["place_precision"] == _SPOT)

    def of_confidential(self, row: Row) -> Row:
        """The same for a PDF: a place known to the spot stays where it is not confidential and neither is who speaks.

        So do names in texts of others: who calls searches for them, after whole sentences that may have such a name.
        """
        shown = self._shown(row, hidden=self._is_hidden(row), is_spot=False)
        return self._without_places(shown) if self.hidden else shown

    def total(self, row: Row, by: By | None) -> Row:
        """A total's row as it may be shown; a place that it is grouped by is a governorate already."""
        shown = self._row(row, hidden=self._is_hidden(row), is_spot=self._is_settlement(row["pcode"]))
        return shown | {"place": row["place"]} if by == "place" else shown

    def figure(self, row: Row, speakers: Iterable[str]) -> Row:
        """The row of an incident's figure as it may be shown; ``speakers`` are who speaks of the incident."""
        names = list(speakers)
        hidden = row["incident"] in self.numbers.told_by_sources or any(name in self.kinds for name in names)
        shown = self._row(row, hidden=hidden, is_spot=row["place_precision"] == _SPOT)
        said = _BY_A_PERSON.sub("Set by a person,", str(row["reason"]))
        sources = "; ".join(dict.fromkeys(self.kinds.get(name, name) for name in names))
        return shown | {"reason": self.text(said), "sources": self.text(sources)}

    def view(self, view: View) -> Filters:
        """The filters of a view that may be told: a confidential source by its kind, a place as far as it may be.

        An incident of which a confidential source speaks, or that was in a confidential place, is a number.
        """
        filters = view.filters
        named = {name.casefold(): kind for name, kind in self.kinds.items()}
        source = filters.source and self.text(named.get(filters.source.casefold(), filters.source))
        within = view.pcodes or frozenset()
        whole = next((pcode for pcode in within if self.tree.places[pcode].parent not in within), None)
        return filters.but(
            source=source,
            place=self._looked_at(whole) if whole else filters.place,
            incident=filters.incident and self.numbers.of_incident(filters.incident),
        )

    def text(self, text: str) -> str:
        """A text without the names of confidential sources, and without those and the coordinates of such places."""
        return self.hidden.over(self.names.over(text), self._instead)

    def hides_place(self, pcode: Value, incident: Value = None, words: Value = None) -> bool:
        """Whether a place may not be shown, or what happened in an incident that was in such a place.

        ``words`` is what a claim calls the place: it may mean one that must not be shown and have the P-code of an area
        alone. Of a claim without any P-code the names in its words are taken out, as of any text.
        """
        may_mean_it = pcode is not None and (words, pcode) in self.hidden.words
        return may_mean_it or pcode in self.hidden.pcodes or incident in self.numbers.in_hidden_places

    def shown_place(self, pcode: Value) -> tuple[str | None, str | None]:
        """Name and P-code of the governorate that holds a place, or of the place itself where it is wider."""
        area = shown_instead(self.tree, None if pcode is None else str(pcode))
        return (None, None) if area is None else (area.name_en, area.pcode)

    def _instead(self, area: str | None) -> str:
        place = self.tree.places.get(area or "")
        return f"[place in {place.name_en}]" if place else NOT_SHOWN

    def _looked_at(self, pcode: str) -> str:
        """What may be told of the place that a view is of.

        A part of a governorate is told as such and never as the governorate, whose figures would be others. A district
        has its P-code where the register has nothing confidential.
        """
        area = shown_instead(self.tree, pcode)
        may_be_told = not (self.kinds or self.hidden or self._is_settlement(pcode))
        if may_be_told or (area is not None and area.pcode == pcode):
            return pcode
        return self._instead(area.pcode if area else None)

    def _is_hidden(self, row: Row) -> bool:
        return row["source"] in self.kinds or row["origin"] in self.kinds

    def _is_settlement(self, pcode: Value) -> bool:
        place = self.tree.places.get(str(pcode))
        return place is not None and place.level is PlaceLevel.SETTLEMENT

    def _row(self, row: Row, *, hidden: bool, is_spot: bool) -> Row:
        shown = self._shown(row, hidden=hidden, is_spot=is_spot)
        if self.kinds:
            shown |= {name: self.names.over(text) for name, text in _texts(shown)}
            if row.get("url") is not None and self.own_names.is_in_code(str(row["url"])):
                shown["url"] = None
        return self._without_places(shown) if self.hidden else shown

    def _shown(self, row: Row, *, hidden: bool, is_spot: bool) -> Row:
        shown = self._named(row)
        if hidden:
            shown |= {name: None for name in (*_OWN_WORDS, *_HOUSEHOLD_SIZE) if name in row} | _said_in_words(row)
        if hidden or is_spot or self.hides_place(row["pcode"], row.get("incident"), row.get("place")):
            shown |= self._coarse(row)
        return shown

    def _named(self, row: Row) -> Row:
        """The row with sources by their kind, and with numbers for keys and codes that tell too much."""
        shown = dict(row)
        shown |= {name: self.kinds.get(str(row[name]), row[name]) for name in ("source", "origin") if name in row}
        shown |= {name: self.numbers.of_key(str(row[name])) for name in _KEYS if row.get(name) is not None}
        if row.get("incident") is not None:
            shown["incident"] = self.numbers.of_incident(str(row["incident"]))
        return shown

    def _without_places(self, row: Row) -> Row:
        """The row without the names of confidential places; an address that has one is left out whole."""
        shown = row | {name: self.hidden.over(text, self._instead) for name, text in _texts(row)}
        if row.get("url") is not None and self.hidden.is_in_code(str(row["url"])):
            shown["url"] = None
        return shown

    def _coarse(self, row: Row) -> Row:
        """The governorate that holds a place; a wider place as it is, without the source's words for it."""
        name, pcode = self.shown_place(row["pcode"])
        place: Row = {"place": name, "pcode": pcode}
        if "place_name" in row:
            place["place_name"] = name
        if "place_precision" in row and pcode is not None and pcode != row["pcode"]:
            place["place_precision"] = PlacePrecision.P4
        return place


_KEYS: Final = ("key", "subset_of", "part_of")


def _texts(row: Row) -> list[tuple[str, str]]:
    return [(name, value) for name, value in row.items() if type(value) is str and name not in _CODED]


def _said_in_words(row: Row) -> Row:
    """The vague word of a figure where it is one of those that everybody uses, else that it was said in words."""
    if row.get("word") is None:
        return {}
    whole = f"{row['word']}{_END}"
    word = vague_word(whole)
    shown = _IN_WORDS if word == whole else word
    return {"word": shown, "text": shown}


_END: Final = "\0"
"""Behind a word, so that a known one can be told from all of the words, which are given back where none is known."""
