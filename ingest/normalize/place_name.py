"""The name of a place as people write it, brought to forms that can be compared.

Spelling differs by transliteration (``Ar-Raqqa``, ``al Raqqah``), by Arabic letter forms (``إدلب``, ``ادلب``) and by
the words around the name (``Idlib province``, ``ريف حلب الغربي``). The words are knowledge and live in ``places.yml``.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib import resources
from typing import Final, NamedTuple

from pydantic import BaseModel, ConfigDict

from db.vocabulary import PlaceLevel
from ingest.knowledge import knowledge
from ingest.normalize.fold import plain_letters

_QUOTES: Final = re.compile(r"['`´‘’ʻʼʾʿ′]")
_BETWEEN: Final = re.compile(r"[,،;؛\n]+|\((?=[^()]+\)\s*$)|\)\s*$")
_NOT_WORD: Final = re.compile(r"[\W_]+")
_REMEMBERED: Final = 4_096  # one text is folded for several questions, and places come again within a file
_ARABIC_ARTICLE: Final = re.compile(r"^ال(?=\w{2,})")


@lru_cache(maxsize=_REMEMBERED)
def fold(text: str) -> str:
    """Words in lower case, one space apart, without diacritics, apostrophes, punctuation and invisible marks."""
    letters = plain_letters(_QUOTES.sub("", text))
    return _NOT_WORD.sub(" ", letters).strip()


class _Words(BaseModel):
    """The content of ``places.yml``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    levels: dict[PlaceLevel, frozenset[str]]
    parts: frozenset[str]
    near: frozenset[str]
    fillers: frozenset[str]
    articles: frozenset[str]
    joiners: frozenset[str]
    nothing: frozenset[str]


@cache
def _words() -> _Words:
    """The words, folded like the texts they are compared with."""
    text = resources.files("ingest.normalize").joinpath("places.yml").read_text(encoding="utf-8")
    raw = _Words.model_validate(knowledge(text))
    return _Words(
        levels={level: _folded(words) for level, words in raw.levels.items()},
        parts=_folded(raw.parts),
        near=_folded(raw.near),
        fillers=_folded(raw.fillers),
        articles=_folded(raw.articles),
        joiners=_folded(raw.joiners),
        nothing=_folded(raw.nothing),
    )


@cache
def _silent() -> frozenset[str]:
    return _words().articles | _words().fillers


@cache
def _level_beginnings() -> frozenset[str]:
    """The first words of all that says a level, to pass by the names that say none."""
    return frozenset(word.split()[0] for names in _words().levels.values() for word in names)


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(word) for word in words)


@lru_cache(maxsize=_REMEMBERED)
def key(folded: str) -> str:
    """A folded name without articles and fillers: ``ar raqqa`` is ``raqqa``, ``الرقه`` is ``رقه``."""
    words = folded.split()
    silent = _silent()
    kept = [_ARABIC_ARTICLE.sub("", word) for word in words if word not in silent]
    return " ".join(kept or words)


class NameForm(NamedTuple):
    """One way to read a text as a name.

    ``level`` is what the text says about the kind of place. ``part``: it names a part of the place; ``near``: its
    surroundings.
    """

    spelled: str
    level: PlaceLevel | None = None
    part: bool = False
    near: bool = False

    @property
    def key(self) -> str:
        return key(self.spelled)


@lru_cache(maxsize=_REMEMBERED)
def forms(text: str) -> tuple[NameForm, ...]:
    """Readings of ``text`` as a name, from the most literal to the barest.

    The order matters: ``rural`` is a part of an area in ``rural Aleppo`` and belongs to the name in ``Rural Damascus``.
    So words go from the outside, one by one, and the gazetteer decides with which of them gone it knows the name.
    """
    return tuple(dict.fromkeys(_forms(fold(text).split())))


def _forms(words: list[str]) -> Iterator[NameForm]:
    yield NameForm(" ".join(words))
    level, words = _without_level([word for word in words if word not in _words().fillers])
    yield NameForm(" ".join(words), level)
    around = _words().parts | _words().near
    leading = _run(words, around)
    trailing = _run(words[::-1], around)
    drops = ((before, after) for before in range(leading + 1) for after in range(trailing + 1))
    for before, after in sorted(drops, key=sum):
        rest = words[before : len(words) - after]
        dropped = {*words[:before], *words[len(words) - after :]}
        if rest and dropped:
            near = not dropped.isdisjoint(_words().near)
            yield NameForm(" ".join(rest), level, part=not near, near=near)


def _without_level(words: list[str]) -> tuple[PlaceLevel | None, list[str]]:
    """The level that the words state, and the words without it."""
    if _level_beginnings().isdisjoint(words):
        return None, words
    joined = f" {' '.join(words)} "
    stated = [(word, level) for level, names in _words().levels.items() for word in names if f" {word} " in joined]
    if not stated:
        return None, words
    _, level = max(stated, key=lambda found: len(found[0]))
    for word, _ in sorted(stated, key=lambda found: -len(found[0])):
        joined = joined.replace(f" {word} ", " ")
    return level, joined.split()


def _run(words: list[str], wanted: frozenset[str]) -> int:
    """How many words at the beginning are among the ``wanted``."""
    return next((index for index, word in enumerate(words) if word not in wanted), len(words))


def segments(text: str) -> list[str]:
    """The parts of ``village, district, governorate`` or ``quarter (town)``, in their order."""
    return [part for part in (part.strip() for part in _BETWEEN.split(text)) if fold(part)]


@lru_cache(maxsize=_REMEMBERED)
def alternatives(text: str) -> tuple[str, ...]:
    """The two or more names in ``Hama or Idlib`` or ``الحسكة ودير الزور``; empty where there is one name only."""
    joiners = "|".join(re.escape(word) for word in sorted(_words().joiners))
    parts = [fold(part) for part in re.split(r"[/&+]", text)]
    names = [name for part in parts for name in re.split(rf"\s+(?:{joiners})\s+|\s+و(?=\w)", part) if name]
    return tuple(names) if len(names) > 1 else ()


def names_nothing(text: str) -> bool:
    """Whether a cell is empty or says that the place is not known."""
    folded = fold(text)
    return not folded or folded in _words().nothing
