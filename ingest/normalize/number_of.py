""" "The number of killed: 45", "عدد القتلى ٤٥": words that say what the number behind them counts.

number of = "number of" adjective* (measure ("of"? group)? | group measure | group that is a measure) auxiliary*
"""

from db.vocabulary import Measure
from ingest.normalize.counted import take_group
from ingest.normalize.cursor import Cursor
from ingest.normalize.groups import Group
from ingest.normalize.senses import Kind
from ingest.normalize.unreadable import unreadable
from ingest.normalize.windows import NUMBERS

_HAPPENED = (Kind.MEASURE_AFTER, Kind.MEASURE_HARM, Kind.MEASURE_BEFORE)


def take_number_of(cursor: Cursor) -> tuple[Measure, Group | None] | None:
    """What the number behind the cursor counts, and whom if that is said; None with the cursor where it was.

    Raises for "عدد القتلى من 40 إلى 45", which may be a range or a count that grew, where no word says that it did.
    """
    start = cursor.index
    if cursor.take(Kind.NUMBER_OF):
        cursor.skip(Kind.ADJECTIVE)
        happened = cursor.take(*_HAPPENED)
        group = _take_of_group(cursor) if happened else take_group(cursor)
        if group is not None and happened is None:
            happened = cursor.take(*_HAPPENED)
        measure = happened.measure if happened else group.measure if group else None
        if measure is not None:
            cursor.skip(Kind.AUXILIARY)
            _refuse_change(cursor, start)
            return measure, group if happened else None
    cursor.index = start
    return None


def _take_of_group(cursor: Cursor) -> Group | None:
    start = cursor.index
    cursor.take(Kind.OF)
    group = take_group(cursor)
    if group is None:
        cursor.index = start
    return group


def _refuse_change(cursor: Cursor, start: int) -> None:
    before, behind = cursor.lexemes[max(start - 1, 0) : start], cursor.lexemes[cursor.index + 1 : cursor.index + 2]
    if any(lexeme.sense(Kind.CHANGING) for lexeme in before):
        return
    if cursor.see(Kind.FROM) and any(lexeme.sense(kind) for lexeme in behind for kind in NUMBERS):
        raise unreadable("several_numbers", cursor.text)
