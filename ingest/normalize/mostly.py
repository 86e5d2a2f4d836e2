"""Words between commas that say who most of the people are who were just counted: no figure, and no part with one."""

from ingest.normalize.counted import take_group
from ingest.normalize.cursor import Cursor
from ingest.normalize.senses import Kind


def take_mostly(cursor: Cursor) -> bool:
    """Steps over ", mostly women and children," and ", all members of one family,"; False leaves the cursor."""
    start = cursor.index
    if cursor.take(Kind.COMMA) and cursor.take(Kind.MOSTLY):
        cursor.skip(Kind.AUXILIARY, Kind.OF)
        while take_group(cursor) or cursor.take(Kind.AND):
            pass
        if cursor.index > start + 2 and cursor.take(Kind.COMMA):
            return True
    cursor.index = start
    return False
