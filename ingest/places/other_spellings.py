"""What claims may mean by a place that they have no P-code of: its name in another transliteration, or with a slip.

For what must not be shown, where too much may be taken for the name and never too little. Words are compared by their
consonants, which Latin spellings of an Arabic name share with each other and with the Arabic, and as they are written.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import Final

from rapidfuzz import fuzz

from db.spelling import NEAR_SPELLING
from ingest.normalize.place_name import fold, forms, key, segments

LEAST_CONSONANTS: Final = 3
"""Consonants from which names are compared by them alone: with two, "Bab" and "Abu Ba'a" would be one."""

_ARABIC: Final = str.maketrans("بتثجحخدذرزسشصضطظغفقكلمنه", "bttjhhddrzsssdtzjfkklmnh", "اأإآٱوؤيىئءعةپچگ")
_LATIN: Final = str.maketrans("qcgpv", "kkjbf", "aeiouyw")
_FEMININE: Final = re.compile(r"(a[ht]|ه)\b")
"""How a name ends that has a silent letter there: Raqqah, Ma'arrat, معره."""
_DIGRAPHS: Final = re.compile("([kgdts])h")
_ONE_SOUND: Final = {"kh": "h", "gh": "j", "dh": "d", "th": "t", "sh": "s"}
_TWICE: Final = re.compile(r"(.)\1+")


@lru_cache(maxsize=65_536)
def consonants(name: str) -> str:
    """The consonants of a name in Latin or Arabic letters, as far as all its spellings share them: كفرنبل is kfrnbl."""
    bare = _FEMININE.sub("", fold(name))
    single = _DIGRAPHS.sub(lambda pair: _ONE_SOUND[pair[0]], bare).translate(_LATIN).translate(_ARABIC)
    return _TWICE.sub(r"\1", single.replace(" ", ""))


class OtherSpellings:
    """Finds in the words of claims what may be one of some names, each with the P-codes of who bears it."""

    def __init__(self, names: Iterable[tuple[str, str]], others: Iterable[str]) -> None:
        """``names`` with their P-codes; ``others`` are names of other places, which are read as these alone."""
        self._named: defaultdict[str, set[str]] = defaultdict(set)
        self._sounding: defaultdict[str, set[str]] = defaultdict(set)
        for name, pcode in names:
            bare = key(fold(name))
            self._named[bare].add(pcode)
            self._sounding[consonants(bare)].add(pcode)
        self._others = {key(fold(name)) for name in others} - self._named.keys()

    def within(self, words: str) -> Iterator[tuple[str, frozenset[str]]]:
        """The names in words for a place ("Kafr Nabl town, Idleb") that may be one of those, with whose it may be."""
        for part in segments(words):
            found = ((form.spelled, self._whose(form.key)) for form in forms(part))
            yield from islice(((name, whose) for name, whose in found if whose), 1)

    def _whose(self, name: str) -> frozenset[str]:
        if name in self._others:
            return frozenset()
        whose = {*self._named.get(name, ())}
        sound = consonants(name)
        if len(sound) >= LEAST_CONSONANTS:
            whose |= self._sounding.get(sound, set())
        if len(name) > LEAST_CONSONANTS:
            whose |= {
                p for each, pcodes in self._named.items() if fuzz.ratio(name, each) >= NEAR_SPELLING for p in pcodes
            }
        return frozenset(whose)
