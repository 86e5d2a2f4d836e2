"""Words between commas that say who most of the people are who were just counted: no figure, and no part with one."""

from ingest.normalize.counted import take_group
from ingest.normalize.cursor import Cursor
from ingest.normalize.quantity import take_quantity
from ingest.normalize.senses import Kind

_MIXED = "women_and_children"


def take_mostly(cursor: Cursor) -> bool:
    """Steps over ", mostly women and children," and ", all members of one family,"; False leaves the cursor."""
    start = cursor.index
    if _take_mixed(cursor):
        return True
    if cursor.take(Kind.COMMA) and cursor.take(Kind.MOSTLY):
        cursor.skip(Kind.AUXILIARY, Kind.OF)
        while take_group(cursor) or cursor.take(Kind.AND):
            pass
        if cursor.index > start + 2 and cursor.take(Kind.COMMA):
            return True
    cursor.index = start
    return False


def _take_mixed(cursor: Cursor) -> bool:
    """Steps over ", including 32 children and women": a part of which nobody can say how many are children."""
    start = cursor.index
    cursor.take(Kind.COMMA)
    if cursor.take(Kind.SUBSET) and take_quantity(cursor):
        group = take_group(cursor)
        if group is not None and _MIXED in group.names:
            return True
    cursor.index = start
    return False
