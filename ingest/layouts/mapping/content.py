"""What the cells of a column look like: dates, coordinates, P-codes, places, sources, controlled words, counts."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from sqlalchemy import select
from sqlmodel import Session

from db.models import Source
from db.vocabulary import Age, Measure, PlaceLevel, Population, Sex, Word
from ingest.layouts.fields import generic
from ingest.normalize.date import day_order, read_date
from ingest.normalize.fold import fold, plain
from ingest.normalize.gazetteer import Gazetteer, Place, shipped_gazetteer
from ingest.normalize.place_name import fold as fold_name
from ingest.normalize.place_name import key
from ingest.normalize.reading import UnreadableError
from ingest.normalize.source import Names, known_names
from ingest.normalize.word import read_word, sex_and_age_of
from ingest.places.known import known_places

ENOUGH: Final = 0.8
"""The share of a column's cells that must look alike."""

_NUMBER: Final = re.compile(r"[0-9]{1,9}")
_DEGREES: Final = re.compile(r"-?[0-9]{1,3}[.,][0-9]{2,}")
_ADDRESS: Final = re.compile(r"https?://\S+", re.IGNORECASE)
_MARGIN_DEGREES: Final = 1.0
_LEVELS: Final = {PlaceLevel.GOVERNORATE: "governorate", PlaceLevel.DISTRICT: "district"}
_WORDS: Final[dict[str, type[Word]]] = {"measure": Measure, "sex": Sex, "age": Age, "population": Population}


@dataclass(frozen=True, slots=True)
class Known:
    """What the register knows, to find it in cells. ``sources`` is every spelling (folded) to the register's name."""

    places: Gazetteer
    sources: Names

    @classmethod
    def shipped(cls) -> "Known":
        """What is known without a register."""
        return cls(shipped_gazetteer(), {})

    @classmethod
    def of(cls, session: Session) -> "Known":
        """What a register knows."""
        sources = session.scalars(select(Source))
        return cls(known_places(session), known_names((s.name, s.name_ar, s.aliases) for s in sources))


class Shape(StrEnum):
    """What cells can look like."""

    PCODES = "P-codes"
    ADDRESSES = "addresses of pages"
    SOURCES = "names of sources"
    DATES = "dates"
    COORDINATES = "coordinates"
    PLACES = "names of places"
    WORDS = "words of a list"
    NUMBERS = "bare numbers"


@dataclass(frozen=True, slots=True)
class Look:
    """``share`` (0-1) of the cells have the shape, which ``fields`` hold, the likeliest first; none: nobody knows."""

    shape: Shape
    fields: tuple[str, ...]
    share: float


def looks(cells: Sequence[str], known: Known) -> Iterator[Look]:
    """What a column's cells look like; of cells that are blank nothing can be said."""
    texts = [" ".join(fold(cell).text.split()) for cell in cells]
    if not texts:
        return
    tests: tuple[tuple[Shape, tuple[str, ...], Callable[[str], object]], ...] = (
        (Shape.PCODES, ("pcode",), lambda text: text.upper() in known.places),
        (Shape.ADDRESSES, ("url",), _ADDRESS.fullmatch),
        (Shape.SOURCES, ("source",), lambda text: plain(text).removeprefix("the ") in known.sources),
        (Shape.DATES, ("date",), _date_test(cells)),
    )
    for shape, fields, test in tests:
        yield from _look(shape, fields, texts, test)
    yield from _degrees(texts, known)
    yield from _places(texts, known)
    for field, vocabulary in _WORDS.items():
        yield from _look(Shape.WORDS, (field,), texts, lambda text, f=field, v=vocabulary: _is_word(f, v, text))  # type: ignore[misc]
    yield from _look(Shape.NUMBERS, (), texts, _NUMBER.fullmatch)


def _look(shape: Shape, fields: tuple[str, ...], texts: Sequence[str], test: Callable[[str], object]) -> Iterator[Look]:
    """The look, if enough of the cells pass the test; each distinct text is looked at once."""
    passed = {text: bool(test(text)) for text in dict.fromkeys(texts)}
    share = sum(passed[text] for text in texts) / len(texts)
    if share >= ENOUGH:
        yield Look(shape, fields, share)


def _date_test(cells: Sequence[str]) -> Callable[[str], bool]:
    order = day_order(set(cells))

    def is_date(text: str) -> bool:
        if _NUMBER.fullmatch(text) or not any(letter.isdigit() for letter in text):
            return False  # a bare number is a year, a count or a code alike
        try:
            return read_date(text, order=order, serials=False).start is not None
        except UnreadableError as error:
            return error.code in ("ambiguous_day_month", "swapped_day_month")

    return is_date


def _degrees(texts: Sequence[str], known: Known) -> Iterator[Look]:
    """Coordinates are told apart by where the places of the gazetteer lie; where both fit, latitude is tried first."""
    points = [(place.lat, place.lon) for place in known.places if place.lat is not None and place.lon is not None]
    axes = zip(("lat", "lon"), zip(*points, strict=True), strict=False)
    for field, values in axes:
        low, high = min(values) - _MARGIN_DEGREES, max(values) + _MARGIN_DEGREES

        def lies_there(text: str, low: float = low, high: float = high) -> bool:
            return bool(_DEGREES.fullmatch(text)) and low <= float(text.replace(",", ".")) <= high

        yield from _look(Shape.COORDINATES, (field,), texts, lies_there)


def _places(texts: Sequence[str], known: Known) -> Iterator[Look]:
    """Names of places; of a level where each of them is one of that level and they are many, else of any."""
    named = {text: known.places.named(key(fold_name(text))) for text in dict.fromkeys(texts)}
    share = sum(bool(named[text]) for text in texts) / len(texts)
    if share < ENOUGH:
        return
    yield Look(Shape.PLACES, ("place", *_levels([places for places in named.values() if places])), share)


def _levels(named: Sequence[Sequence[Place]]) -> Iterator[str]:
    """The fields of the levels that every name could be of."""
    for level, field in _LEVELS.items():
        if all(any(place.level is level for place in places) for places in named):
            yield field


def _is_word(field: str, vocabulary: type[Word], text: str) -> bool:
    if vocabulary is Sex and sex_and_age_of(text) is not None:
        return True
    try:
        read_word(vocabulary, text, _synonyms(field))
    except UnreadableError:
        return False
    return True


@cache
def _synonyms(field: str) -> dict[str, str]:
    return generic().words.get(field, {})
