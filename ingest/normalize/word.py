"""Words of a cell to words of a vocabulary: the word itself, its label, a synonym, or a noun that figures count."""

from collections.abc import Mapping
from functools import cache
from typing import TypeVar

from db.vocabulary import Age, Measure, Population, Sex, Unit, Word
from ingest.normalize.counted import take_group
from ingest.normalize.cursor import Cursor
from ingest.normalize.fold import plain
from ingest.normalize.groups import Group
from ingest.normalize.lexicon import lex
from ingest.normalize.reading import UnreadableError
from ingest.normalize.senses import Kind

W = TypeVar("W", bound=Word)


def read_word(vocabulary: type[W], text: str, synonyms: Mapping[str, str]) -> W:
    """The word that ``text`` means. Raises :class:`UnreadableError` (``unknown_word``), which lists what is allowed."""
    named = _spellings(vocabulary) | {plain(spelling): word for spelling, word in synonyms.items()}
    found = named.get(plain(text)) or _counted_noun(vocabulary, text)
    if found is None:
        allowed = ", ".join(word.value for word in vocabulary)
        raise UnreadableError(
            "unknown_word",
            f"{text!r} is not a {vocabulary.vocabulary().replace('_', ' ')} that is known.",
            f"Write one of: {allowed}.",
        )
    return vocabulary(found)


def sex_and_age_of(text: str) -> tuple[Sex, Age] | None:
    """The sex and the age that a noun means which says both, and no more ("girls", "garçons", "نساء"); else None."""
    group = _group(text)
    said = set() if group is None else {kind for kind, word in _said(group).items() if word is not None}
    if group is None or group.sex is None or group.age is None or len(said) != 2:
        return None
    return group.sex, group.age


@cache
def _spellings(vocabulary: type[Word]) -> dict[str, str]:
    return {plain(spelling): word.value for word in vocabulary for spelling in (word.value, word.term.en, word.term.ar)}


def _counted_noun(vocabulary: type[Word], text: str) -> str | None:
    """The word of ``vocabulary`` that a noun of ``words.yml`` means ("المدنيين", "enfants"), if it says only that."""
    cursor = Cursor(text, lex(text))
    if vocabulary is Measure and (happened := cursor.take(Kind.MEASURE_AFTER, Kind.MEASURE_HARM)):
        return happened.measure if cursor.at_end else None
    group = _group(text)
    if group is None:
        return None
    said = {kind: word for kind, word in _said(group).items() if word is not None}
    return said.get(vocabulary) if len(said) == 1 else None


def _group(text: str) -> Group | None:
    """The group that a noun means, if nothing else is said."""
    cursor = Cursor(text, lex(text))
    try:
        group = take_group(cursor)
    except UnreadableError:
        return None
    return group if cursor.at_end else None


def _said(group: Group) -> dict[type[Word], str | None]:
    return {
        Population: group.population,
        Sex: group.sex,
        Age: group.age,
        Unit: group.unit,
        Measure: group.measure,
    }
