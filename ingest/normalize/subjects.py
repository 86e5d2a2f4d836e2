"""Who did it, between an Arabic verb and those it befell: "اعتقلت القوات، اليوم، 22 فلسطينيا", "قتل القصف 4 مدنيين".

The words must end as a name or a thing does that is known, with its article, so that no other verb stands among them.
"""

from ingest.normalize.clause_items import Item, ItemKind
from ingest.normalize.cursor import Cursor
from ingest.normalize.item_list import ItemList, names_people
from ingest.normalize.senses import Kind

_LONGEST = 8
_MOST_NAMES = 4
_THE = "ال"
_BETWEEN = (Kind.WITHIN, Kind.BOUNDARY, Kind.ADJECTIVE)


def object_behind(cursor: Cursor, seen: ItemList, at: int) -> int | None:
    """The index of the people whom the Arabic measure at item ``at`` befell, behind its subject; None without one."""
    verb = cursor.lexemes[seen.items[at].start]
    if not verb.is_arabic or not verb.sense(Kind.MEASURE_BEFORE):
        return None
    names: list[Item] = []
    commas = times = 0
    index = at + 1
    while index < min(at + _LONGEST, len(seen.items)) and seen.kind(index) is not ItemKind.AMOUNT:
        item = seen.items[index]
        if item.time is not None:
            times += 1
        elif item.kind is ItemKind.COMMA:
            commas += 1
        elif _is_of_subject(cursor, item):
            names.append(item)
        else:
            return None
        index += 1
    if seen.kind(index) is not ItemKind.AMOUNT or not _counts_people(cursor, seen.items[index]):
        return None
    apart = commas == 0 or (commas == 2 and times)  # only a day may stand between commas
    known = 0 < len(names) <= _MOST_NAMES and cursor.text[cursor.lexemes[names[-1].start].start :].startswith(_THE)
    return index if apart and known else None


def _is_of_subject(cursor: Cursor, item: Item) -> bool:
    lexeme = cursor.lexemes[item.start]
    between = any(lexeme.sense(kind) for kind in _BETWEEN)
    return item.kind is ItemKind.OTHER and lexeme.is_arabic and (not lexeme.senses or between)


def _counts_people(cursor: Cursor, amount: Item) -> bool:
    """Whether a number counts them: a singular alone may be an adjective of the subject ("القوات المدنية")."""
    return names_people(amount) and cursor.lexemes[amount.start].sense(Kind.GROUP) is None
