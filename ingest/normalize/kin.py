"""Relatives in English and French, whom no number counts: "a man and his wife were killed", "sa mère a été blessée".

They are counted only where a measure stands beside them, or a list of people whom one tells of: "his mother watched",
"his wife said" and "the house of his brother" are nobody's harm.
"""

from collections.abc import Sequence

from ingest.normalize.cursor import Cursor
from ingest.normalize.groups import Group
from ingest.normalize.lexicon import Lexeme
from ingest.normalize.senses import Kind

_JOINS = (Kind.AND, Kind.COMMA)
_ENDS = (Kind.STOP, Kind.COMMA, Kind.AND, Kind.WITHIN, Kind.BOUNDARY, Kind.SAID_TIME, Kind.WEEKDAY)
_BESIDE = (Kind.AUXILIARY, Kind.ADJECTIVE, Kind.REPORTED)


def kin_at(cursor: Cursor) -> Group | None:
    """Who the relative at the cursor is, where a figure counts them; None for any other word."""
    here = cursor.here
    sense = here.sense(Kind.RELATIVE) if here else None
    if sense is None:
        return None
    before = cursor.lexemes[max(cursor.index - 2, 0) : cursor.index]
    counted = _is_harmed(cursor) or _is(before[-1:], Kind.MEASURE_BEFORE) or _goes_on(before)
    ends = cursor.index + 1 >= len(cursor.lexemes) or _is(cursor.lexemes[cursor.index + 1 : cursor.index + 2], *_ENDS)
    return sense.group if counted and (ends or _is_harmed(cursor)) else None


def _is_harmed(cursor: Cursor) -> bool:
    """Whether what happened to them stands behind them: "his mother was seriously injured"."""
    index = cursor.index + 1
    while index < len(cursor.lexemes) and _is(cursor.lexemes[index : index + 1], *_BESIDE):
        index += 1
    return _is(cursor.lexemes[index : index + 1], Kind.MEASURE_AFTER)


def _goes_on(before: Sequence[Lexeme]) -> bool:
    """Whether somebody else is named before, in one list: "a man and", "a man, his wife,"."""
    return len(before) == 2 and _is(before[1:], *_JOINS) and _is(before[:1], Kind.GROUP, Kind.RELATIVE)


def _is(lexemes: Sequence[Lexeme], *kinds: Kind) -> bool:
    return any(lexeme.sense(kind) for lexeme in lexemes for kind in kinds)
