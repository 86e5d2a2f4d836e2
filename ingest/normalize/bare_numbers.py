"""Numbers that name nobody: those that are of a name or an ordinal, and those behind which a thing may stand."""

from functools import cache

from ingest.normalize.counted import Counted
from ingest.normalize.cursor import Cursor
from ingest.normalize.fold import plain
from ingest.normalize.senses import Kind
from ingest.normalize.subsets import MEASURE_KINDS
from ingest.normalize.word_lists import word_lists

_THE = "ال"
_ORDINALS = frozenset({"st", "nd", "rd", "th", "e", "eme", "ème", "er", "ère"})
_AFTER_BARE = (
    *(Kind.AND, Kind.COMMA, Kind.STOP, Kind.TO, Kind.OPEN, Kind.CLOSE, Kind.SUBSET, Kind.SINCE, Kind.WITHIN),
    *(Kind.SAID_TIME, Kind.SO_FAR, Kind.WEEKDAY, Kind.EACH, Kind.AVERAGE),
    *(
        Kind.NO,
        Kind.NONE,
        Kind.NONE_REPORTED,
        Kind.BOUNDARY,
        Kind.AUXILIARY,
        Kind.REPORTED,
        Kind.LATE_REPORT,
        *MEASURE_KINDS,
    ),
)


def is_of_name(cursor: Cursor) -> bool:
    """Whether digits are of a name or an ordinal, and count nobody: "near the M5", "F16", "COVID-19", "the 91st"."""
    if not cursor.see(Kind.DIGITS):
        return False
    behind = cursor.lexemes[cursor.index + 1 : cursor.index + 2]
    if any(lexeme.glued and lexeme.text in _ORDINALS for lexeme in behind):
        return True
    if not cursor.lexemes[cursor.index].glued:
        return False
    before = cursor.index - 1
    if before > 0 and cursor.lexemes[before].sense(Kind.DASH) and cursor.lexemes[before].glued:
        before -= 1
    name = cursor.lexemes[before]
    if name.glued and cursor.lexemes[before - 1].sense(Kind.DIGITS):
        return False  # "1e3"
    unknown = not name.senses or (before == cursor.index - 1 and len(name.text) == 1)
    return unknown and name.text.isascii() and name.text.isalpha()


def is_bare(cursor: Cursor, counted: Counted, start: int) -> bool:
    """Whether the amount, which began at ``start``, names nobody, and what stands behind it may be a thing."""
    if counted.group is not None or cursor.at_end or cursor.see(*_AFTER_BARE):
        return False
    return not _is_some_of_a_side(cursor, start)


def _is_some_of_a_side(cursor: Cursor, start: int) -> bool:
    """ "مقتل 16 من قوات النظام": those of a side, where no other number says of how many."""
    before, behind = cursor.lexemes[max(start - 1, 0) : start], cursor.lexemes[cursor.index + 1 : cursor.index + 2]
    killed = any(lexeme.is_arabic and lexeme.sense(Kind.MEASURE_BEFORE) for lexeme in before)
    named = any(lexeme.text.removeprefix(_THE) in _sides() for lexeme in behind)
    return killed and named and cursor.see(Kind.OF) is not None


@cache
def _sides() -> frozenset[str]:
    return frozenset(map(plain, word_lists().sentences.sides))
