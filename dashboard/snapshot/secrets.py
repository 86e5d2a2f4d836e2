"""What a register keeps of its confidential sources: names, their own definitions and notes, places they speak of."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

from sqlalchemy import ColumnElement, and_, or_, select
from sqlmodel import Session, col

from dashboard.locale import Speaker
from dashboard.wording import noted_words
from db.gazetteer.places import Tree
from db.models import Claim, Place, Source
from db.vocabulary import PlaceLevel, Series

Spot = tuple[str | None, str | None]
"""A place as claims name it: P-code and words."""


@dataclass(frozen=True, slots=True)
class Secrets:
    """Texts that must not be said, each with what is said instead.

    ``places`` are all places of which these sources speak, ``own_places`` those of which nobody else does: in the words
    of the claims and by their names in both languages, each with what its governorate is called.
    """

    names: Mapping[str, str]
    words: Mapping[str, str]
    places: Mapping[str, str]
    own_places: Mapping[str, str]

    @classmethod
    def of(cls, session: Session, speaker: Speaker, sources: frozenset[int]) -> Self:
        """Those of the sources of these ids, with what is said instead in the reader's language."""
        if not sources:
            return cls({}, {}, {}, {})
        tree, by_them = Tree.of(session), _told_by(sources)
        places = _spelt(_spots(session, tree, by_them), tree, speaker)
        others = _spelt(_spots(session, tree, ~by_them), tree, speaker)
        return cls(
            names=dict(_names(session, speaker, sources)),
            words=dict.fromkeys(
                (*_definitions(session, by_them), *_notes(session, by_them, speaker)), speaker.text("not shown")
            ),
            places=places,
            own_places={spelt: area for spelt, area in places.items() if spelt not in others},
        )


def called(place: Place, speaker: Speaker) -> str:
    """The name of a place in the reader's language; English where there is none."""
    return (speaker.rtl and place.name_ar) or place.name_en


def _names(session: Session, speaker: Speaker, sources: frozenset[int]) -> Iterable[tuple[str, str]]:
    for source in session.scalars(select(Source).where(col(Source.id).in_(sources))):
        kind = speaker.text("{kind} (confidential)", kind=speaker.term(source.kind))
        for name in (source.name, source.name_ar, *source.aliases):
            if name:
                yield name, kind


def _told_by(sources: frozenset[int]) -> ColumnElement[bool]:
    first = and_(col(Claim.origin_id).is_not(None), col(Claim.origin_id).in_(sources))
    return or_(col(Claim.source_id).in_(sources), first)


def _definitions(session: Session, by_them: ColumnElement[bool]) -> list[str]:
    found = session.scalars(select(col(Claim.definition)).where(by_them).distinct())
    return [words for words in found if words and words.strip()]


def _notes(session: Session, by_them: ColumnElement[bool], speaker: Speaker) -> list[str]:
    """What is noted of their tolls, which stands under charts; notes of other claims stand beside their claim alone."""
    tolls = col(Claim.series) == Series.CUMULATIVE
    found = session.scalars(select(col(Claim.notes)).where(by_them, tolls).distinct())
    return [own for notes in found if (own := noted_words(notes, speaker).own.strip())]


def _spots(session: Session, tree: Tree, told: ColumnElement[bool]) -> set[Spot]:
    """The places of some claims that are finer than a governorate, or that the gazetteer does not know."""
    found = session.execute(select(col(Claim.pcode), col(Claim.place)).where(told).distinct())
    return {(pcode, words) for pcode, words in found if not _is_wide(tree.places.get(pcode or ""))}


def _is_wide(place: Place | None) -> bool:
    return place is not None and place.level in (PlaceLevel.COUNTRY, PlaceLevel.GOVERNORATE)


def _spelt(spots: Iterable[Spot], tree: Tree, speaker: Speaker) -> dict[str, str]:
    spelt: dict[str, str] = {}
    for pcode, words in spots:
        place, area = tree.places.get(pcode or ""), tree.area(pcode, PlaceLevel.GOVERNORATE)
        instead = called(area, speaker) if area else speaker.text("place not shown")
        named = (place.name_en, place.name_ar) if place else ()
        spelt.update({name: instead for name in (pcode, words, *named) if name and name.strip() and name != instead})
    return spelt
