"""People whom a sentence speaks of and no figure of it counts: "the mayor and 3 civilians were killed".

The rules never guess who they are. Where they are likely, the figures are kept and a note says that there are more.
"""

from collections.abc import Collection, Sequence

from ingest.normalize.clause_items import Item, ItemKind
from ingest.normalize.lexicon import Lexeme
from ingest.normalize.senses import Kind

_UNKNOWN_WORDS = 3
_ARTICLES = frozenset({"a", "an", "the", "un", "une", "le", "la"})


def people_are_left_out(items: Sequence[Item], lexemes: Sequence[Lexeme], read: Collection[int]) -> bool:
    """Whether a number or a person beside the figures was not read; ``read`` are the offsets where figures begin."""
    figures = [_is_read(item, lexemes, read) for item in items]
    vague = not any(figures)
    return any(
        _is_family_of_nobody(items, index, figures) or _is_unread_number(items, index, lexemes, figures, vague=vague)
        for index in range(len(items))
    ) or _begins_unread(items, lexemes, figures)


def _kinds(items: Sequence[Item], index: int, *kinds: ItemKind) -> bool:
    """Whether the items from ``index`` on are of these kinds."""
    return index >= 0 and tuple(item.kind for item in items[index : index + len(kinds)]) == kinds


def _is_read(item: Item, lexemes: Sequence[Lexeme], read: Collection[int]) -> bool:
    return item.counted is not None and lexemes[item.counted.quantity.start].start in read


def _is_family_of_nobody(items: Sequence[Item], index: int, figures: list[bool]) -> bool:
    """ "A father and his 3 children", "امرأة وأطفالها", "the man, his wife and 3 children": one is not counted."""
    if _kinds(items, index, ItemKind.COMMA, ItemKind.POSSESSIVE, ItemKind.OTHER, ItemKind.AND):
        return any(figures[index + 4 : index + 5])
    if not _kinds(items, index, ItemKind.AND, ItemKind.POSSESSIVE):
        return False
    beside = index > 0 and figures[index - 1], index + 2 < len(items) and figures[index + 2]
    return any(beside) and not all(beside)


def _begins_unread(items: Sequence[Item], lexemes: Sequence[Lexeme], figures: list[bool]) -> bool:
    """ "The mayor and 3 civilians …", "3 hostages and 2 soldiers …": the sentence begins with somebody unknown."""
    if not any(figures[3:4]):
        return False
    named = _kinds(items, 0, ItemKind.OTHER, ItemKind.OTHER, ItemKind.AND) and lexemes[0].text in _ARTICLES
    counted = _kinds(items, 0, ItemKind.AMOUNT, ItemKind.OTHER, ItemKind.AND) and items[0].bare
    return named or counted


def _is_unread_number(
    items: Sequence[Item], index: int, lexemes: Sequence[Lexeme], figures: list[bool], *, vague: bool
) -> bool:
    """ "… In total, 9 that day", "… and then 3 more": a number without a measure; any, beside mere harm."""
    item = items[index]
    if item.kind is not ItemKind.AMOUNT or figures[index]:
        return False
    before = next((other for other in reversed(items[:index]) if other.kind is not ItemKind.COMMA), None)
    is_total = before is not None and lexemes[before.end - 1].sense(Kind.TOTAL) is not None
    more = vague or lexemes[item.end - 1].sense(Kind.ADJECTIVE) is not None
    return is_total or (_names_a_group_behind(items, index) if item.bare else more)


def _names_a_group_behind(items: Sequence[Item], index: int) -> bool:
    """ "Three Ruritanian soldiers killed": an unknown word parts the number from its people."""
    return any(
        _kinds(items, index, ItemKind.AMOUNT, *unknown, ItemKind.GROUP, ItemKind.MEASURE)
        for unknown in ([ItemKind.OTHER] * length for length in range(1, _UNKNOWN_WORDS + 1))
    )
