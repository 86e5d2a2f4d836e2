"""What is hidden of confidential places: their P-codes, all their names, and what claims call them or may mean by them.

Claims that have the P-code of an area around such a place, or none, may call it by a spelling that the gazetteer has
not got: what may be its name is hidden as its name is. A name that a governorate or a country bears too tells nothing
and is not hidden. Another place that shares a hidden name is coarsened with it, since nobody could tell from a text
which of the two is meant: too much may be hidden, never too little.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, Self

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlmodel import Session, col

from db.deciding.confidential_places import WIDE, all_within, names_of, shown_instead
from db.entries import chunks
from db.gazetteer.places import Tree
from db.models import Claim
from ingest.normalize.name_finder import NameFinder, alike
from ingest.places.other_spellings import OtherSpellings

Instead = Callable[[str | None], str]
"""What is said in the place of a name, by the P-code of the area that is shown; None: it is not known which."""

_Words = tuple[str, str | None]
"""What claims call a place, and the P-code that they have for it."""

_NO_NAMES: Final = NameFinder({}, {})
_NUMBER: Final = r"[-+]?\d{1,3}[.٫]\d+"
_PAIR: Final = re.compile(rf"({_NUMBER})(\s*[NnSs°]?\s*[,;/+ ،]\s*|%2C)({_NUMBER})(?!\d)(\s*°?\s*[EeWw]\b)?")
_DEGREES: Final = re.compile(
    r"\d{1,3}\s*°\s*\d{1,2}(?:[.,]\d+)?\s*['′’]?(?:\s*\d{1,2}(?:[.,]\d+)?\s*[\"″”]?)?\s*[NSEWnsew]?"
)
_EXACT: Final = 4
"""Digits behind the point from which two numbers are a place: 0.0001 degrees are 11 m."""

_NEAR_DEGREES: Final = 0.1
"""How near to a hidden place two numbers with fewer digits are taken for it: about 11 km."""


@dataclass(frozen=True, slots=True)
class HiddenPlaces:
    """What is hidden: ``marked`` are the places that people decided on, ``pcodes`` they with all that is hidden by it.

    ``points`` are where these lie, in degrees; ``finder`` finds their names and P-codes. ``words`` is what claims
    say that may mean one of them, each with the P-code that they have instead.
    """

    tree: Tree
    marked: frozenset[str] = frozenset()
    pcodes: frozenset[str] = frozenset()
    points: tuple[tuple[float, float], ...] = ()
    words: frozenset[_Words] = frozenset()
    finder: NameFinder = field(default=_NO_NAMES)

    @classmethod
    def of(cls, session: Session, marked: frozenset[str]) -> Self:
        """What the confidential places of these P-codes hide."""
        tree = Tree.of(session)
        if not marked:
            return cls(tree)
        within, wide = all_within(tree, marked & tree.places.keys()), _wide_names(tree)
        secret = {alike(name) for name, _ in _named(tree, within)} - wide
        namesakes = {pcode for name, pcode in _named(tree, _narrow(tree)) if alike(name) in secret}
        told = [(name, pcode) for name, pcode in _named(tree, within | namesakes) if alike(name) in secret]
        called = _called(session)
        perhaps = _perhaps(tree, called, within, wide)
        told += [*_words(tree, called, within), *(pair for pairs in perhaps.values() for pair in pairs)]
        names = _meant(tree, told)
        codes = {pcode: _area(tree, pcode) for pcode in sorted(within)}
        finder = NameFinder(names, codes)
        return cls(tree, marked, within | namesakes, tuple(_points(tree, within)), frozenset(perhaps), finder)

    def __bool__(self) -> bool:
        return bool(self.marked)

    def over(self, text: str, instead: Instead) -> str:
        """The text without their names, P-codes and coordinates; the very text where there are none of these."""
        if not self.marked:
            return text
        said = self.finder.over(text, instead)
        return _PAIR.sub(
            lambda pair: instead(None) if self._is_spot(pair) else pair[0], _DEGREES.sub(instead(None), said)
        )

    def are_in(self, pcode: str) -> bool:
        """Whether any of them lies in a place."""
        return not self.pcodes.isdisjoint(self.tree.within(pcode))

    def told_there(self) -> Iterator[ColumnElement[bool]]:
        """What holds of the claims that are about one of them, or may be; a claim may be found twice."""
        yield from (col(Claim.pcode).in_(some) for some in chunks(sorted(self.pcodes)))
        areas: defaultdict[str | None, list[str]] = defaultdict(list)
        for words, area in sorted(self.words, key=str):
            areas[area].append(words)
        for area, called in areas.items():
            yield from (and_(col(Claim.pcode) == area, col(Claim.place).in_(some)) for some in chunks(called))

    def claims(self, session: Session) -> int:
        """How many claims that stand are about one of them, or may be."""
        there = or_(*self.told_there())
        return session.scalar(select(func.count()).where(there, col(Claim.superseded_at).is_(None))) or 0

    def is_in_code(self, code: str) -> bool:
        """Whether a key, a code or an address names one of them."""
        return bool(self.marked) and self.finder.is_in_code(code)

    def _is_spot(self, pair: re.Match[str]) -> bool:
        """Whether two numbers are coordinates: exact ones of any place, or of one that is hidden."""
        digits = [len(number) - re.search(r"[.٫]", number).end() for number in (pair[1], pair[3])]  # type: ignore[union-attr]
        lat, lon = (float(number.replace("٫", ".")) for number in (pair[1], pair[3]))
        near = any(_is_near(point, (lat, lon)) or _is_near(point, (lon, lat)) for point in self.points)
        return near or (min(digits) >= _EXACT and abs(lat) <= 90 and abs(lon) <= 180)


def _is_near(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return all(abs(a - b) < _NEAR_DEGREES for a, b in zip(one, other, strict=True))


def _area(tree: Tree, pcode: str) -> str | None:
    area = shown_instead(tree, pcode)
    return None if area is None else area.pcode


def _narrow(tree: Tree) -> Iterator[str]:
    return (pcode for pcode, place in tree.places.items() if place.level not in WIDE)


def _named(tree: Tree, pcodes: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Every name of these places with the P-code of who bears it, in an order of their own."""
    return ((name, pcode) for pcode in sorted(pcodes) for name in names_of(tree.places[pcode]))


def _points(tree: Tree, pcodes: Iterable[str]) -> Iterator[tuple[float, float]]:
    for place in (tree.places[pcode] for pcode in sorted(pcodes)):
        if place.lat is not None and place.lon is not None:
            yield place.lat, place.lon


def _wide_names(tree: Tree) -> set[str]:
    """The names of governorates and countries, which tell nothing."""
    return {alike(name) for place in tree.places.values() if place.level in WIDE for name in names_of(place)}


def _called(session: Session) -> list[_Words]:
    """What claims call places, each with a P-code that they have for it."""
    pairs = session.execute(select(col(Claim.place), col(Claim.pcode)).distinct())
    return [(words, pcode) for words, pcode in pairs if words and words.strip()]


def _words(tree: Tree, called: Sequence[_Words], within: Collection[str]) -> list[tuple[str, str]]:
    """What claims call these places, but for words by which other claims call other places of the gazetteer."""
    told = [(words, pcode) for words, pcode in called if pcode is not None]
    narrow = set(_narrow(tree)).difference(within)
    tell_nothing = _wide_names(tree) | {alike(words) for words, pcode in told if pcode in narrow}
    return [(words, pcode) for words, pcode in told if pcode in within and alike(words) not in tell_nothing]


def _perhaps(
    tree: Tree, called: Sequence[_Words], within: Collection[str], wide: Collection[str]
) -> dict[_Words, list[tuple[str, str]]]:
    """Words of claims that may mean these places, with the names in them, each with the P-codes of whom it may mean.

    The claims have the P-code of an area that such a place lies in, or none.
    """
    around = {pcode: {None, *(area.pcode for area in tree.upward(pcode))}.difference(within) for pcode in within}
    areas = set().union(*around.values())
    others = (name for name, _ in _named(tree, tree.places.keys() - within))
    own = ((name, pcode) for name, pcode in _named(tree, within) if alike(name) not in wide)
    spellings = OtherSpellings(own, others)
    told: defaultdict[_Words, list[tuple[str, str]]] = defaultdict(list)
    for words, area in called:
        for name, whose in spellings.within(words) if area in areas else ():
            told[words, area] += [(name, pcode) for pcode in sorted(whose) if area in around[pcode]]
    return {said: pairs for said, pairs in told.items() if pairs}


def _meant(tree: Tree, told: Sequence[tuple[str, str]]) -> dict[str, str | None]:
    """Each name with the P-code of the area that is shown instead; None where it may be in one or in another."""
    areas: defaultdict[str, set[str | None]] = defaultdict(set)
    for name, pcode in told:
        areas[alike(name)].add(_area(tree, pcode))
    return {name: next(iter(found)) if len(found := areas[alike(name)]) == 1 else None for name, _ in told}
