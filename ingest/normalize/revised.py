"""Numbers that another takes the place of ("10, later revised to 7"), and numbers that tell who somebody is."""

from ingest.normalize.counted import Counted, take_counted, take_group
from ingest.normalize.cursor import Cursor
from ingest.normalize.quantity import take_quantity
from ingest.normalize.senses import Kind
from ingest.normalize.unreadable import unreadable


def take_uncounted(cursor: Cursor) -> bool:
    """Steps over "revised from 8" and "mother of four": a number that counts nobody whom the sentence is about.

    Raises for "rose from 40 to 45": one figure of two days, of which neither is what happened on one.
    """
    start = cursor.index
    changed = cursor.take(Kind.CHANGED_FROM) is not None
    if changed or cursor.take(Kind.PARENT_OF):
        quantity = take_quantity(cursor)
        if quantity is not None and changed and quantity.rule == "range/1":
            raise unreadable("several_numbers", cursor.text)
        if quantity is not None:
            take_group(cursor)
            return True
    cursor.index = start
    return False


def take_revision(cursor: Cursor) -> Counted | None:
    """The figure of "revised to 7", or None with the cursor where it was."""
    start = cursor.index
    if cursor.take(Kind.REVISED) and (counted := take_counted(cursor)):
        return counted
    cursor.index = start
    return None
