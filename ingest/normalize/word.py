"""Words of a cell to words of a vocabulary: the word itself, its label in English or Arabic, or a known synonym."""

from collections.abc import Mapping
from functools import cache
from typing import TypeVar

from db.vocabulary import Word
from ingest.normalize.fold import plain
from ingest.normalize.reading import UnreadableError

W = TypeVar("W", bound=Word)


def read_word(vocabulary: type[W], text: str, synonyms: Mapping[str, str]) -> W:
    """The word that ``text`` means. Raises :class:`UnreadableError` (``unknown_word``), which lists what is allowed."""
    named = _spellings(vocabulary) | {plain(spelling): word for spelling, word in synonyms.items()}
    found = named.get(plain(text))
    if found is None:
        allowed = ", ".join(word.value for word in vocabulary)
        raise UnreadableError(
            "unknown_word",
            f"{text!r} is not a {vocabulary.vocabulary().replace('_', ' ')} that is known.",
            f"Write one of: {allowed}.",
        )
    return vocabulary(found)


@cache
def _spellings(vocabulary: type[Word]) -> dict[str, str]:
    return {plain(spelling): word.value for word in vocabulary for spelling in (word.value, word.term.en, word.term.ar)}
