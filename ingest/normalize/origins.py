"""Where people were or came from, told between them and what happened: "two soldiers of the 91st Brigade were killed".

Only unknown words may stand there, and a helping verb behind them: "3 men in Idlib killed 5 people" tells other things.
"""

from ingest.normalize.clause_items import Item, ItemKind
from ingest.normalize.cursor import Cursor
from ingest.normalize.item_list import ItemList, names_people
from ingest.normalize.senses import Kind
from ingest.normalize.unreadable import unreadable

_LONGEST = 8
_BEGINS = (Kind.OF, Kind.FROM, Kind.WITHIN, Kind.BOUNDARY)
_NAMES = (Kind.DIGITS, Kind.NUMBERED, Kind.DASH, Kind.ADJECTIVE, Kind.IN_TIME, Kind.ARTICLE, Kind.OPAQUE)


def past_origin(cursor: Cursor, seen: ItemList, end: int) -> int:
    """Behind the words of an origin at the item ``end``, where a helping verb follows them; else ``end``."""
    if not names_people(seen.items[end - 1]) or seen.kind(end) not in (ItemKind.OF, ItemKind.OTHER):
        return end
    first = cursor.lexemes[seen.items[end].start]
    if not any(first.sense(kind) for kind in _BEGINS):
        return end
    index = end + 1
    while index < min(end + _LONGEST, len(seen.items)) and _is_of_name(cursor, seen.items[index]):
        index += 1
    helped = seen.kind(index) is ItemKind.FILLER and cursor.lexemes[seen.items[index].start].sense(Kind.AUXILIARY)
    return index if helped and index > end + 1 else end


def _is_of_name(cursor: Cursor, item: Item) -> bool:
    if item.kind not in (ItemKind.OF, ItemKind.OTHER):
        return False
    lexemes = cursor.lexemes[item.start : item.end]
    return all(not lexeme.senses or any(lexeme.sense(kind) for kind in (*_BEGINS, *_NAMES)) for lexeme in lexemes)


def are_held(cursor: Cursor, item: Item) -> bool:
    """Whether the people were only there, of whom nothing more is said: "a bus carrying 30 people was hit"."""
    before = cursor.lexemes[max(item.start - 1, 0) : item.start]
    return names_people(item) and any(lexeme.sense(Kind.HOLDING) for lexeme in before)


def past_held(cursor: Cursor, seen: ItemList, end: int, measure: int) -> int:
    """Behind such people at the item ``end``, where the ``measure`` right there has people of its own.

    "A strike on a house sheltering 20 people killed 6" counts the 6. Raises where it may be of those who were there, of
    some of them, or of others: "a bus carrying 30 people killed".
    """
    verb = seen.measure_at(measure)
    if measure > end or verb is None or not verb.leads or seen.kind(measure + 1) is not ItemKind.AMOUNT:
        raise unreadable("ambiguous_subject", cursor.text)
    return end
