"""Words for an unknown number of a unit: the least that they allow, and the unit that they count.

vague = (several | a couple | "dozens" | "10s") ("of"? unit)*        each word counts the next: "tens of thousands"
"""

import re
from typing import Final

from ingest.normalize.cursor import Cursor
from ingest.normalize.senses import Kind, Sense

_TENS: Final = re.compile(r"10{1,9}|10{0,2}(?:,000){1,3}")


def vague_low(cursor: Cursor) -> int | None:
    """ "dozens", "several hundred thousand", "tens of thousands", "عدة آلاف": at least two, of each unit named."""
    cursor.take(Kind.ARTICLE)
    if word := cursor.take(Kind.VAGUE, Kind.COUPLE):
        low = word.number
    elif unit := take_plural_digits(cursor) or _number_of(cursor.take(Kind.VAGUE_UNIT)):
        low = 2 * unit
    else:
        return None
    while unit := take_unit(cursor):
        low *= unit
    return low


def take_unit(cursor: Cursor) -> int:
    """The unit that a vague word or a rounding noun counts: "of thousands"; 0 with the cursor where it was."""
    start = cursor.index
    cursor.take(Kind.OF)
    unit = take_plural_digits(cursor)
    unit = unit or _number_of(cursor.take(Kind.SCALE, Kind.VAGUE_UNIT, Kind.STANDALONE_SCALE))
    if not unit:
        cursor.index = start
    return unit


def _number_of(sense: Sense | None) -> int:
    return sense.number if sense else 0


def take_plural_digits(cursor: Cursor) -> int:
    """The unit of "10s", "100's", "1,000s"; 0 with the cursor where it was, as for "the 1990s"."""
    end = cursor.index + 1
    if not cursor.see(Kind.DIGITS) or not _TENS.fullmatch(cursor.lexemes[end - 1].text):
        return 0
    if [lexeme.text for lexeme in cursor.lexemes[end : end + 1]] == ["'"]:
        end += 1
    behind = cursor.lexemes[end : end + 1]
    if [lexeme.text for lexeme in behind] != ["s"] or not behind[0].glued:
        return 0
    unit = int(cursor.lexemes[cursor.index].text.replace(",", ""))
    cursor.index = end + 1
    return unit
