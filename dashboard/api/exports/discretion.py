"""What a public export does not show, so that nobody comes to harm by it.

A confidential source is named as its kind, and what is in its own words is left out. Its places, and places that are
known to the spot, are shown as the governorate that they lie in. Keys and codes that could name the source are numbers.
What is counted, how many, when, and how far it is trusted, stays.
"""

import re
from collections.abc import Collection, Container, Iterable
from dataclasses import dataclass, field
from typing import Final, Self

from sqlalchemy import ColumnElement, func, or_, select
from sqlmodel import Session, col

from dashboard.api.rows import Row, Value
from dashboard.wording import vague_word
from db.filters import Filters
from db.frame import View
from db.gazetteer.places import Tree
from db.models import Claim, Incident, Judgement, Source
from db.queries import By
from db.vocabulary import JudgementKind, PlaceLevel, PlacePrecision

STATEMENT: Final = (
    "This file is made to be shown to anybody. Confidential sources are named as their kind, and their words, notes, "
    "definitions and documents are left out. Their places, and every place that is known to the spot, are shown as the "
    "governorate they lie in. Keys and codes that would name a confidential source are replaced by numbers. Figures "
    "are not changed."
)
_OWN_WORDS: Final = ("verbatim", "notes", "excerpt", "definition", "title", "publisher", "url", "document")
_IN_WORDS: Final = "in words"
_BY_A_PERSON: Final = re.compile(r"^Set by .+?,")
_SPOT: Final = PlacePrecision.P1


@dataclass(frozen=True, slots=True)
class Discretion:
    """What is confidential in a register: sources by name with the name of their kind; keys and codes with numbers."""

    tree: Tree
    kinds: dict[str, str] = field(default_factory=dict)
    claims: dict[str, str] = field(default_factory=dict)
    incidents: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, session: Session, ids: Collection[int] | None = None) -> Self:
        """What the register has marked as confidential, or what hides the sources of these ids instead."""
        marked = col(Source.confidential) if ids is None else col(Source.id).in_(ids)
        found = session.scalars(select(Source).where(marked))
        sources = {source.id or 0: source for source in found}
        names = {
            name: f"{source.kind.term.en} (confidential)"
            for source in sources.values()
            for name in (source.name, source.name_ar, *source.aliases)
            if name
        }
        if not sources:
            return cls(Tree.of(session))
        keys = _claims(session, sources)
        return cls(Tree.of(session), names, keys, _incidents(session, sources, keys))

    def claim(self, row: Row) -> Row:
        """A claim's row as it may be shown."""
        return self._row(row, hidden=self._is_hidden(row), is_spot=row["place_precision"] == _SPOT)

    def of_confidential(self, row: Row) -> Row:
        """The same, but that a place known to the spot stays where no confidential source speaks."""
        return self._row(row, hidden=self._is_hidden(row), is_spot=False)

    def total(self, row: Row, by: By | None) -> Row:
        """A total's row as it may be shown; a place that it is grouped by is a governorate already."""
        shown = self._row(row, hidden=self._is_hidden(row), is_spot=self._is_settlement(row["pcode"]))
        return shown | {"place": row["place"]} if by == "place" else shown

    def figure(self, row: Row, speakers: Iterable[str]) -> Row:
        """The row of an incident's figure as it may be shown; ``speakers`` are who speaks of the incident."""
        names = list(speakers)
        hidden = row["incident"] in self.incidents or any(name in self.kinds for name in names)
        shown = self._row(row, hidden=hidden, is_spot=row["place_precision"] == _SPOT)
        said = self._named_by_kind(_BY_A_PERSON.sub("Set by a person,", str(row["reason"])))
        sources = "; ".join(dict.fromkeys(self.kinds.get(name, name) for name in names))
        return shown | {"reason": said, "sources": sources}

    def view(self, view: View) -> Filters:
        """The filters of a view that may be told: a confidential source by its kind, a place by its governorate.

        An incident of which a confidential source speaks is a number.
        """
        filters = view.filters
        named = {name.casefold(): kind for name, kind in self.kinds.items()}
        source = filters.source and named.get(filters.source.casefold(), filters.source)
        within = view.pcodes or frozenset()
        whole = next((pcode for pcode in within if self.tree.places[pcode].parent not in within), None)
        area = self.tree.area(whole, PlaceLevel.GOVERNORATE)
        incident = filters.incident and self.incidents.get(filters.incident, filters.incident)
        return filters.but(source=source, place=area.pcode if area else filters.place, incident=incident)

    def _named_by_kind(self, text: str) -> str:
        names = sorted(self.kinds, key=len, reverse=True)
        any_name = "|".join(re.escape(name) for name in names)
        return re.sub(rf"(?<!\w)(?:{any_name})(?!\w)", lambda found: self.kinds[found.group()], text) if names else text

    def _is_hidden(self, row: Row) -> bool:
        return row["source"] in self.kinds or row["origin"] in self.kinds

    def _is_settlement(self, pcode: Value) -> bool:
        place = self.tree.places.get(str(pcode))
        return place is not None and place.level is PlaceLevel.SETTLEMENT

    def _row(self, row: Row, *, hidden: bool, is_spot: bool) -> Row:
        shown = dict(row)
        for name, numbers in _NAMED_BY.items():
            if name in row:
                masks = getattr(self, numbers)
                shown[name] = masks.get(row[name], row[name])
        if hidden:
            shown |= {name: None for name in _OWN_WORDS if name in row} | _said_in_words(row)
        if hidden or is_spot:
            shown |= self._coarse(row)
        return shown

    def _coarse(self, row: Row) -> Row:
        """The governorate that holds a place; a wider place as it is, without the source's words for it."""
        pcode = None if row["pcode"] is None else str(row["pcode"])
        area = self.tree.area(pcode, PlaceLevel.GOVERNORATE) or self.tree.places.get(pcode or "")
        name = None if area is None else area.name_en
        place: Row = {"place": name, "pcode": None if area is None else area.pcode}
        if "place_name" in row:
            place["place_name"] = name
        if "place_precision" in row and area is not None and area.pcode != pcode:
            place["place_precision"] = PlacePrecision.P4
        return place


_NAMED_BY: Final = {
    **dict.fromkeys(("source", "origin"), "kinds"),
    **dict.fromkeys(("key", "subset_of", "part_of"), "claims"),
    "incident": "incidents",
}


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


def _claims(session: Session, sources: Iterable[int]) -> dict[str, str]:
    """The keys of the claims that confidential sources make or first made, each with a number that stays."""
    statement = select(col(Claim.key), func.min(Claim.id)).where(_told_by(sources)).group_by(col(Claim.key))
    return {key: f"claim {number}" for key, number in session.connection().execute(statement)}


def _incidents(session: Session, sources: Iterable[int], keys: Container[str]) -> dict[str, str]:
    """The codes of the incidents that they speak of, each with a number that stays.

    Links and merges count though they be undone: to hide too much does no harm.
    """
    connection = session.connection()
    spoken_of = set(connection.scalars(select(col(Claim.incident_id)).where(_told_by(sources)).distinct())) - {None}
    linked = select(col(Judgement.claim_key), col(Judgement.incident_id)).where(col(Judgement.claim_key).is_not(None))
    spoken_of |= {incident for key, incident in connection.execute(linked) if key in keys}
    merged = select(col(Judgement.incident_id), col(Judgement.other_id)).where(_IS_MERGE).order_by(col(Judgement.id))
    pairs = connection.execute(merged).fetchall()
    while new := {kept for kept, other in pairs if other in spoken_of} - spoken_of:
        spoken_of |= new
    codes = connection.execute(select(col(Incident.code), col(Incident.id)))
    return {code: f"incident {number}" for code, number in codes if number in spoken_of}


_IS_MERGE: Final = col(Judgement.kind) == JudgementKind.MERGE


def _told_by(sources: Iterable[int]) -> ColumnElement[bool]:
    ids = list(sources)
    return or_(col(Claim.source_id).in_(ids), col(Claim.origin_id).in_(ids))
