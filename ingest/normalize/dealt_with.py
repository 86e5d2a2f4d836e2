"""People who were harmed before, and what was done with them: "released 12 detained people", "aid reached 2,000 IDPs".

The words name them by their state ("12 detained people", "150 جريحا"); what the sentence tells is something else. They
are no figure of new harm. Where the state itself is told ("12 people were detained"), nothing is left out.
"""

from collections.abc import Collection

from db.vocabulary import Measure
from ingest.normalize.clause_items import Item, ItemKind
from ingest.normalize.cursor import Cursor
from ingest.normalize.item_list import JOINTS, ItemList
from ingest.normalize.lexicon import Lexeme
from ingest.normalize.senses import Kind

_WORDS_BEFORE = 8
_WORDS_BEHIND = 3
_TOLD = (ItemKind.AMOUNT, ItemKind.MEASURE, ItemKind.NOTHING, ItemKind.REVISION)
_LIST = (ItemKind.GROUP, ItemKind.OF, *JOINTS)


def are_dealt_with(
    cursor: Cursor, seen: ItemList, start: int, end: int, measure: Measure, passed: Collection[int]
) -> bool:
    """Whether the people of the items from ``start`` to ``end`` are named as those of ``measure``, and dealt with.

    ``passed`` are the items of others in the same list of whom that was found: "interviewed 48 displaced and 12 …".
    """
    return _done_before(cursor, seen, start, measure, passed) or _done_behind(cursor, seen, end, measure)


def _done_before(cursor: Cursor, seen: ItemList, start: int, measure: Measure, passed: Collection[int]) -> bool:
    found = False
    for index in range(start - 1, max(start - _WORDS_BEFORE, 0) - 1, -1):
        item = seen.items[index]
        if index in passed:
            return found or all(other.kind in _LIST for other in seen.items[index + 1 : start])
        lexemes = _lexemes(cursor, item)
        if any(lexeme.sense(Kind.CAUSING) and (lexeme.is_arabic or not found) for lexeme in lexemes):
            return False  # an Arabic verb stands before the strike and the clinic that it hit
        if item.kind in _TOLD or item.kind is ItemKind.COMMA or any(map(_begins, lexemes)):
            return found
        found = found or any(_of(lexeme, Kind.DEALT_BEFORE, measure) for lexeme in lexemes)
    return found


def _done_behind(cursor: Cursor, seen: ItemList, end: int, measure: Measure) -> bool:
    index = end
    while seen.kind(index) in (ItemKind.FILLER, ItemKind.GROUP, ItemKind.PARTS):
        index += 1
    for item in seen.items[index : index + _WORDS_BEHIND]:
        if any(_of(lexeme, Kind.DEALT_AFTER, measure) for lexeme in _lexemes(cursor, item)):
            return True
        if item.kind is not ItemKind.OTHER or cursor.lexemes[item.start].senses:
            return False  # also at "then", which tells what happened to the newly harmed
    return False


def _begins(lexeme: Lexeme) -> bool:
    """Whether something new is told from here on."""
    told = any(lexeme.sense(kind) for kind in (Kind.COLON, Kind.SAYING, Kind.RECORDING))
    return told or (lexeme.sense(Kind.DASH) is not None and not lexeme.glued)


def _lexemes(cursor: Cursor, item: Item) -> list[Lexeme]:
    return list(cursor.lexemes[item.start : item.end])


def _of(lexeme: Lexeme, kind: Kind, measure: Measure) -> bool:
    sense = lexeme.sense(kind)
    return sense is not None and measure in sense.measures
