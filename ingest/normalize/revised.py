"""Numbers that another takes the place of ("10, later revised to 7"), and numbers that tell who somebody is."""

import re

from ingest.normalize.counted import Counted, take_counted, take_group
from ingest.normalize.cursor import Cursor
from ingest.normalize.numerals import take_number
from ingest.normalize.quantity import take_quantity
from ingest.normalize.senses import Kind
from ingest.normalize.unreadable import unreadable

_ARTICLES = frozenset({"the", "a", "an", "this", "that"})
_CLOCK = re.compile("(?:[01]?[0-9]|2[0-3]):[0-5][0-9]")


def take_uncounted(cursor: Cursor) -> bool:
    """Steps over "revised from 8", "mother of four" and "Brigade 105": a number that counts nobody of the sentence.

    Not over "rose from 40 to 45", which :func:`take_changed` reads.
    """
    start = cursor.index
    if _take_numbered(cursor) or _take_clock(cursor):
        return True
    if take_changed(cursor):
        cursor.index = start
        return False
    changed = cursor.take(Kind.CHANGED_FROM) is not None
    if changed or cursor.take(Kind.PARENT_OF):
        quantity = take_quantity(cursor)
        if quantity is not None:
            take_group(cursor)
            if changed:
                cursor.take(Kind.MEASURE_AFTER, Kind.MEASURE_COUNTED)
            return True
    cursor.index = start
    return False


def _take_numbered(cursor: Cursor) -> bool:
    """ "Brigade 105", "اللواء 105": a name with its number, which English writes with a capital and without an article.

    A number with people behind it counts them. Raises where in Arabic a measure follows ("الفرقة 12 قتلوا").
    """
    start = cursor.index
    name = cursor.here
    if name is None or not cursor.take(Kind.NUMBERED):
        return False
    before = cursor.lexemes[start - 1].text if start else ""
    named = name.is_arabic or (cursor.text[name.start].isupper() and before not in _ARTICLES)
    if named and cursor.take(Kind.DIGITS) and not cursor.see(Kind.GROUP, Kind.ADJECTIVE, Kind.MEASURE_COUNTED):
        if name.is_arabic and cursor.see(Kind.MEASURE_AFTER):
            raise unreadable("ambiguous_subject", cursor.text)
        return True
    cursor.index = start
    return False


def _take_clock(cursor: Cursor) -> bool:
    """ "at 10:30", "الساعة ٩:٣٠": an hour and its minutes, written as one."""
    clock = cursor.lexemes[cursor.index : cursor.index + 3]
    if len(clock) < 3 or not _CLOCK.fullmatch("".join(lexeme.text for lexeme in clock)):
        return False
    if clock[0].glued or not (clock[1].glued and clock[2].glued):
        return False
    cursor.index += 3
    return True


def take_changed(cursor: Cursor) -> Counted | None:
    """The 45 of "rose from 40 to 45", or None with the cursor where it was."""
    start = cursor.index
    if cursor.take(Kind.CHANGED_FROM) and take_number(cursor) and cursor.take(Kind.TO):
        now = take_counted(cursor)
        if now is not None:
            return now
    cursor.index = start
    return None


def take_revision(cursor: Cursor) -> Counted | None:
    """The figure of "revised to 7", or None with the cursor where it was."""
    start = cursor.index
    if cursor.take(Kind.REVISED) and (counted := take_counted(cursor)):
        return counted
    cursor.index = start
    return None
