"""Which of the times that a sentence speaks of may be that of a figure.

The first one behind the figure, or behind the last of the figures that it closes; beside it the one that opens the
sentence. A day on which something was said ("the army said on Tuesday"), or before or after which it happened ("after
the 2016 agreement"), is not.
"""

from collections.abc import Sequence
from dataclasses import replace

from ingest.normalize.clause_items import Item
from ingest.normalize.cursor import Cursor
from ingest.normalize.lexicon import Lexeme
from ingest.normalize.said_time import is_later, kinds_of
from ingest.normalize.senses import Kind
from ingest.normalize.statement import Statement
from ingest.normalize.subsets import MEASURE_KINDS
from ingest.normalize.totals import begins_total
from ingest.normalize.windows import NUMBERS

_SAID_WITHIN = 5
_COMPARED_WITHIN = 6
_COMPARED = (Kind.COMPARED, Kind.CHANGED_FROM)
_THAN = " than"
_SEMICOLONS = frozenset({";", "؛"})
_STOPS = (Kind.COMMA, Kind.DIGITS, Kind.GROUP, *MEASURE_KINDS)
_SMALL = frozenset({"the", "a", "an", "of", "on", "in", "its", "le", "la", "les", "de", "du", "يوم", "في", "من"})


def with_times(statements: Sequence[Statement], items: Sequence[Item], cursor: Cursor) -> list[Statement]:
    """The statements of a sentence of these ``items``, each with the times that it may be of."""
    times = [item for item in items if item.time is not None and not _is_beside(item, cursor.lexemes)]
    if not times:
        return list(statements)
    return [_timed(statement, times, cursor) for statement in statements]


def _timed(statement: Statement, times: Sequence[Item], cursor: Cursor) -> Statement:
    if statement.since is not None:
        return statement
    offset = statement.reading.span[0]
    before = [item for item in times if cursor.lexemes[item.start].start < offset]
    before = [item for item in before if not (_is_later(item) and _is_apart(item, offset, cursor.lexemes))]
    after = [item for item in times if _is_behind(item, offset, cursor.lexemes) and not _is_anniversary(item)]
    behind = next((index for index, lexeme in enumerate(cursor.lexemes) if lexeme.start >= offset), 0)
    after = [item for item in after if not begins_total(cursor.lexemes, behind, item.start)]
    if after and before and _is_recorded(before[-1], statement, cursor.lexemes):
        before = []
    dated = [item for item in (*before, *after) if not _is_so_far(item)]
    if dated:  # a period or a day says more than "so far"
        before, after = ([item for item in part if item in dated] for part in (before, after))
    chosen = [*after[:1], *before[-1:]]
    return replace(statement, times=tuple(dict.fromkeys(item.time for item in chosen if item.time)))


def _is_so_far(item: Item) -> bool:
    return item.time is not None and Kind.SO_FAR in kinds_of(item.time)


def _is_behind(item: Item, offset: int, lexemes: Sequence[Lexeme]) -> bool:
    """Whether a time stands behind an offset, and no semicolon between them."""
    between = [lexeme for lexeme in lexemes[: item.start] if lexeme.start >= offset]
    return lexemes[item.start].start >= offset and not any(lexeme.text in _SEMICOLONS for lexeme in between)


def _is_anniversary(item: Item) -> bool:
    """Behind the figure it tells why people came together, not of whom the figure is."""
    return item.time is not None and (Kind.ANNIVERSARY in kinds_of(item.time) or _is_later(item))


def _is_later(item: Item) -> bool:
    return item.time is not None and is_later(item.time)


def _is_apart(item: Item, offset: int, lexemes: Sequence[Lexeme]) -> bool:
    """Whether a comma parts a time from the figure behind it: "Two days after the strike, 3 more died"."""
    return any(lexeme.sense(Kind.COMMA) for lexeme in lexemes[item.end :] if lexeme.start < offset)


def _is_recorded(time: Item, statement: Statement, lexemes: Sequence[Lexeme]) -> bool:
    """Whether the figure was recorded at ``time``: "On 3 May the office documented 12 deaths in April"."""
    until = statement.reading.span[0]
    between = [lexeme for lexeme in lexemes[time.end :] if lexeme.end <= until]
    return any(lexeme.sense(kind) for lexeme in between for kind in (Kind.RECORDING, Kind.SAYING, Kind.REPORTED))


def _is_beside(item: Item, lexemes: Sequence[Lexeme]) -> bool:
    """Whether it is the time of the telling, or of what was before or after."""
    before = [lexeme for lexeme in lexemes[: item.start] if lexeme.text not in _SMALL]
    if before and (before[-1].sense(Kind.BESIDE_TIME) or _is_compared(before[-_COMPARED_WITHIN:])):
        return True
    for lexeme in reversed(before[-_SAID_WITHIN:]):
        if lexeme.sense(Kind.SAYING):
            return True
        if any(lexeme.sense(kind) for kind in _STOPS):
            return False
    return False


def _is_compared(before: Sequence[Lexeme]) -> bool:
    """Whether what stands there is only compared with: "12 killed, compared with 8", "12 morts contre 8", "than"."""
    for index in range(len(before) - 1, -1, -1):
        if before[index].sense(Kind.COMMA) or before[index].sense(Kind.STOP):
            return False
        if before[index].sense(Kind.TO):
            return False  # "rose from 40 to 45 last week"
        if any(before[index].sense(kind) for kind in _COMPARED) or before[index].text.endswith(_THAN):
            return True
        counts = any(lexeme.sense(kind) for lexeme in before[index + 1 : index + 2] for kind in (*NUMBERS, Kind.BEFORE))
        if before[index].sense(Kind.COMPARED_NUMBER) and counts:
            return True
    return False
