"""The gazetteer in the register: what it is born with, and which places lie in which."""

import csv
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Any

from sqlalchemy import Connection, insert, select
from sqlmodel import Session, col

from db.models import Place, TermRow
from db.vocabulary import PlaceLevel, registry


@cache
def shipped_places() -> tuple[dict[str, Any], ...]:
    """The rows of ``gazetteer.csv``: country, governorates and the districts that share a governorate's name."""
    text = resources.files("db.gazetteer").joinpath("gazetteer.csv").read_text(encoding="utf-8")
    return tuple(
        {
            "pcode": row["pcode"],
            "level": PlaceLevel(row["level"]),
            "name_en": row["name_en"],
            "name_ar": row["name_ar"] or None,
            "parent": row["parent"] or None,
            "lat": float(row["lat"]) if row["lat"] else None,
            "lon": float(row["lon"]) if row["lon"] else None,
            "aliases": [alias for alias in row["aliases"].split("|") if alias],
        }
        for row in csv.DictReader(text.splitlines())
    )


def sow(connection: Connection) -> None:
    """Give the register the shipped places and the meaning of its numbers, where it has not got them yet."""
    known = set(connection.scalars(select(col(Place.pcode))))
    if places := [place for place in shipped_places() if place["pcode"] not in known]:
        connection.execute(insert(Place), places)
    said = {tuple(row) for row in connection.execute(select(col(TermRow.vocabulary), col(TermRow.number)))}
    terms = [
        {"vocabulary": name, "number": term.number, "word": word, "label": term.en, "definition": term.definition}
        for name, words in registry().items()
        for word, term in words.items()
        if (name, term.number) not in said
    ]
    if terms:
        connection.execute(insert(TermRow), terms)


class Tree:
    """Which place lies in which, by P-code."""

    def __init__(self, places: Iterable[Place]) -> None:
        self.places = {place.pcode: place for place in places}
        self._inside: defaultdict[str, list[str]] = defaultdict(list)
        for place in self.places.values():
            if place.parent is not None:
                self._inside[place.parent].append(place.pcode)

    @classmethod
    def of(cls, session: Session) -> "Tree":
        """The tree of the register's own gazetteer. A session that reads sees one state of it, so it asks once."""
        tree: Tree | None = session.info.get("tree")
        if tree is None:
            tree = session.info["tree"] = cls(session.scalars(select(Place)))
        return tree

    def upward(self, pcode: str | None) -> Iterable[Place]:
        """The place and all that hold it, from small to wide."""
        while pcode is not None and (place := self.places.get(pcode)) is not None:
            yield place
            pcode = place.parent

    def within(self, pcode: str) -> set[str]:
        """The P-codes of a place and of all places in it; the place alone if it is not in the gazetteer."""
        found, wave = {pcode}, [pcode]
        while wave:
            wave = [inner for outer in wave for inner in self._inside.get(outer, ())]
            found.update(wave)
        return found

    def area(self, pcode: str | None, level: PlaceLevel) -> Place | None:
        """The area of ``level`` that holds a place; None if the place is wider or unknown."""
        return next((place for place in self.upward(pcode) if place.level is level), None)
