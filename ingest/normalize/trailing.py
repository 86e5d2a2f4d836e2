"""A quantifier behind the measure: "45 killed at least", "45 قتيلا على الأقل"."""

from dataclasses import replace

from ingest.normalize.clause_items import Item, ItemKind
from ingest.normalize.cursor import Cursor
from ingest.normalize.item_list import ItemList
from ingest.normalize.quantity import with_trailing


def with_quantifier_behind(cursor: Cursor, seen: ItemList, amounts: list[Item], measure: int) -> list[Item]:
    """The ``amounts`` of the measure at an index, of which the only one takes the quantifier that no number follows."""
    counted, *others = (amount.counted for amount in amounts)
    behind = seen.kind(measure + 1), seen.kind(measure + 2)
    if counted is None or others or behind[0] is not ItemKind.OTHER or behind[1] is ItemKind.AMOUNT:
        return amounts
    here, cursor.index = cursor.index, seen.items[measure].end
    quantity = with_trailing(counted.quantity, cursor)
    cursor.index = here
    return [replace(amounts[0], counted=replace(counted, quantity=quantity))]
