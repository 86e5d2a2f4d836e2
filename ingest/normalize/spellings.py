"""Near spellings: of all the names in an area, those that are nearest to a text."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from rapidfuzz import fuzz, process

from db.vocabulary import PlaceLevel
from ingest.normalize.place_name import key
from ingest.normalize.place_record import Place

FUZZY_SCORE: Final = 87.0
"""Near spellings count from this score (RapidFuzz token_sort_ratio, 0-100). ``Damascuc`` has 87.5 for ``Damascus``."""

CLOSE_SCORE: Final = 94.0
"""The score for towns and villages, and for names in Arabic, where each letter is a consonant.

Measured on 15,500 rows with coordinates against 5,251 real villages: from 87 to 93 about one near spelling in seven was
another village (``Hazzanu`` and ``Hazzan`` have 92), from 94 on one in 35.
"""

FUZZY_LETTERS: Final = 6
"""Both spellings need this many letters: with fewer, one typing error is already another town (Daraa and Daraya)."""

_ARABIC: Final = re.compile(r"[\u0600-\u06ff]")
_WIDE: Final = {PlaceLevel.COUNTRY, PlaceLevel.GOVERNORATE, PlaceLevel.DISTRICT}


class Spellings:
    """Folded spellings with their words in order, which makes RapidFuzz's ``ratio`` its ``token_sort_ratio``.

    They are kept by area, score, script and length: two spellings of at least a score differ in length by a known
    share at most, and comparing with nothing else is what keeps a search among thousands of names quick.
    """

    def __init__(self) -> None:
        self._places: defaultdict[str, list[Place]] = defaultdict(list)
        self._written: dict[str, str] = {}
        self._by_length: defaultdict[_Shelf, defaultdict[int, dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
        self._near_length: dict[tuple[_Shelf, int], list[str]] = {}

    def add(self, place: Place, spellings: Iterable[str], areas: Iterable[str]) -> None:
        """A place's spellings, and the P-codes of the place itself and of the areas that hold it."""
        within: list[str | None] = [*areas]
        if place.level in _WIDE:
            within.append(None)
        for spelling in spellings:
            if _letters(spelling) < FUZZY_LETTERS:
                continue
            ordered = _in_order(spelling)
            arabic = _is_arabic(spelling)
            score = CLOSE_SCORE if arabic else _least_score(place)
            self._written.setdefault(ordered, spelling)
            if place not in self._places[ordered]:
                self._places[ordered].append(place)
            for area in within:
                self._by_length[area, score, arabic][len(ordered)][ordered] = None
        self._near_length.clear()

    def like(self, spelling: str, area: str | None) -> Iterator[tuple[str, float, list[Place]]]:
        """Spellings of at least their score in an area (None: of wide areas anywhere), the nearest first."""
        if _letters(spelling) < FUZZY_LETTERS:
            return
        ordered, arabic = _in_order(spelling), _is_arabic(spelling)
        found: dict[str, float] = {}
        for least in (CLOSE_SCORE,) if arabic else (FUZZY_SCORE, CLOSE_SCORE):
            choices = self._choices((area, least, arabic), len(ordered))
            scored = process.extract(ordered, choices, scorer=fuzz.ratio, score_cutoff=least, limit=None)
            found |= {other: score for other, score, _ in scored}
        for other, score in sorted(found.items(), key=lambda entry: (-entry[1], entry[0])):
            near = [place for place in self._places[other] if arabic or score >= _least_score(place)]
            yield self._written[other], score, near

    def _choices(self, shelf: "_Shelf", length: int) -> list[str]:
        """The spellings of a shelf that may be near enough to one of this length."""
        if (shelf, length) not in self._near_length:
            share = shelf[1] / (200 - shelf[1])
            by_length: Mapping[int, dict[str, None]] = self._by_length.get(shelf, {})
            lengths = range(int(length * share), int(length / share) + 2)
            self._near_length[shelf, length] = [name for near in lengths for name in by_length.get(near, ())]
        return self._near_length[shelf, length]


_Shelf = tuple[str | None, float, bool]
"""An area's P-code, the score from which the spellings on it count, and whether they are Arabic."""


def _least_score(place: Place) -> float:
    """The score for a Latin spelling of a place."""
    return CLOSE_SCORE if place.level is PlaceLevel.SETTLEMENT else FUZZY_SCORE


def _is_arabic(spelling: str) -> bool:
    return _ARABIC.search(spelling) is not None


def _in_order(spelling: str) -> str:
    return " ".join(sorted(spelling.split()))


def _letters(spelling: str) -> int:
    """Letters that tell names apart: without articles and spaces."""
    return len(key(spelling).replace(" ", ""))
