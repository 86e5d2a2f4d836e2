"""Things that belong to people: "3 IDP camps", "a displaced persons' camp". They count nobody and are no harm."""

from functools import cache

from ingest.normalize.cursor import Cursor
from ingest.normalize.fold import plain
from ingest.normalize.groups import Group
from ingest.normalize.lexicon import Lexeme
from ingest.normalize.senses import Kind
from ingest.normalize.word_lists import word_lists

_APOSTROPHE = "'"


def are_things(cursor: Cursor, group: Group) -> bool:
    """Whether a thing stands at the cursor, behind a singular noun of people: "3 IDP camps".

    In "3 IDP camp residents" the number counts people.
    """
    here, behind = cursor.lexemes[cursor.index : cursor.index + 1], cursor.lexemes[cursor.index + 1 : cursor.index + 2]
    things = group.count == 1 and any(map(_is_thing, here))
    return things and not any(lexeme.sense(Kind.GROUP) for lexeme in behind)


def owns_things(cursor: Cursor, end: int) -> bool:
    """Whether a thing of the people stands at the lexeme ``end`` behind them: "displaced persons' camp"."""
    behind = cursor.lexemes[end : end + 2]
    owned = behind[1:] if behind and behind[0].text == _APOSTROPHE else behind[:1]
    return any(map(_is_thing, owned))


def _is_thing(lexeme: Lexeme) -> bool:
    return lexeme.text in _things()


@cache
def _things() -> frozenset[str]:
    return frozenset(map(plain, word_lists().sentences.things))
