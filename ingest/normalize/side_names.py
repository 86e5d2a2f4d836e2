"""The name between a number and its people: "14 SDF fighters", "two government soldiers", "6 US-backed militiamen".

English puts it there without any word between, and in the singular: "five rockets hit civilians" counts rockets.
"""

from collections.abc import Sequence
from functools import cache

from ingest.normalize.cursor import Cursor
from ingest.normalize.fold import plain
from ingest.normalize.lexicon import Lexeme
from ingest.normalize.senses import Kind
from ingest.normalize.word_lists import word_lists

_AT = frozenset({"at", "by"})
_LONGEST = 4
_LETTERS_OF_A_SINGULAR = 3
"""Of a word with an "s" at its end: "bus", "gas"."""


def skip_name(cursor: Cursor, count: int | None) -> None:
    """Steps over a name of a few words right before the noun of ``count`` people, or leaves the cursor."""
    if any(lexeme.text in _AT for lexeme in cursor.lexemes[max(cursor.index - 2, 0) : cursor.index]):
        return  # "at 5 government soldiers were killed"
    end = cursor.index
    while end < len(cursor.lexemes) and end < cursor.index + _LONGEST and _is_of_name(cursor, end, one=count == 1):
        end += 1
    if end > cursor.index and _names_people(cursor.lexemes[end : end + 1], one=count == 1):
        cursor.index = end


def _is_of_name(cursor: Cursor, index: int, *, one: bool) -> bool:
    lexeme, before = cursor.lexemes[index], cursor.lexemes[index - 1 : index]
    if lexeme.sense(Kind.DASH):  # "US-backed"
        return lexeme.glued and any(word.text.isalpha() for word in before)
    if lexeme.senses or lexeme.is_arabic or not lexeme.text[0].isalpha() or lexeme.text in _no_names():
        return False
    if lexeme.glued and not any(word.sense(Kind.DASH) for word in before):  # "3yo", "155mm"
        return False
    plural = lexeme.text.endswith("s") and len(lexeme.text) > _LETTERS_OF_A_SINGULAR and lexeme.text[-2:] != "ss"
    return cursor.text[lexeme.start].isupper() or not (one or plural)


def _names_people(noun: Sequence[Lexeme], *, one: bool) -> bool:
    """Whether the noun is of as many people; casualties are no people of a name."""
    sense = noun[0].sense(Kind.GROUP) if noun else None
    if sense is None or sense.group is None or "casualties" in sense.group.names:
        return False
    return sense.group.count == (1 if one else None)


@cache
def _no_names() -> frozenset[str]:
    return frozenset(map(plain, word_lists().sentences.no_names))
