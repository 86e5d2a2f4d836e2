"""The times that a sentence speaks of: "in May 2024", "last month", "between January and June", "ten years ago", "أمس".

time = date named? | named | weekday (joint weekday)* | number length "ago" | "ago" number length | "so far"
     | anniversary | number? length "after" | "بعد" number? length ("من" | "على")

A date is as many words as the reader of dates reads around a month, a year or a numeric date; its year may be left out.
What the words mean is told by the days of their row (``ingest.normalize.meant_time``).
"""

from functools import lru_cache

from ingest.normalize.cursor import Cursor
from ingest.normalize.date_in_words import take_date
from ingest.normalize.lexicon import Lexeme, lex
from ingest.normalize.numerals import take_number
from ingest.normalize.senses import Kind

_LENGTHS = (Kind.DAYS, Kind.LONG_WINDOW, Kind.HOURS)
_NUMBERS = (Kind.DIGITS, Kind.UNIT, Kind.TEEN, Kind.TEN, Kind.ARTICLE, Kind.AGO_BEFORE, Kind.VAGUE, Kind.COUPLE)
_LATER = (Kind.TWO_DAYS, Kind.DAYS, Kind.LONG_WINDOW)
_AFTER = frozenset({"after", "après"})
_AFTER_IN_ARABIC = "بعد"
_FROM_IN_ARABIC = frozenset({"من", "علي"})
_JOINTS = (Kind.AND, Kind.TO, Kind.DASH, Kind.COMMA)


def take_time(cursor: Cursor) -> str | None:
    """The words of the time at the cursor, or None with the cursor where it was. Raises for what may be a count too."""
    start = cursor.index
    if _take_ago(cursor) or _take_later(cursor) or _take_dated(cursor) or _take_weekdays(cursor):
        return cursor.text[cursor.lexemes[start].start : cursor.last_end]
    if _take_named(cursor):
        named = cursor.index
        dated = _take_dated(cursor)  # "yesterday, 20/6/2016"
        return cursor.text[cursor.lexemes[named if dated else start].start : cursor.last_end]
    cursor.index = start
    return None


@lru_cache(maxsize=10_000)
def kinds_of(words: str) -> frozenset[Kind]:
    """What the words of a time hold: which of them stand in ``words.yml`` as times."""
    return frozenset(kind for lexeme in lex(words, sentence=True) for kind in lexeme.senses)


def _take_named(cursor: Cursor) -> bool:
    return cursor.take(Kind.SAID_TIME, Kind.SO_FAR, Kind.ANNIVERSARY, Kind.AGO) is not None


def _take_dated(cursor: Cursor) -> bool:
    """ "October", "October last year" """
    if not take_date(cursor):
        return False
    end = cursor.index
    cursor.take(Kind.OF)
    if not cursor.take(Kind.SAID_TIME):
        cursor.index = end
    return True


def _take_weekdays(cursor: Cursor) -> bool:
    """ "Tuesday", "Tuesday and Wednesday" """
    if not cursor.take(Kind.WEEKDAY):
        return False
    end = cursor.index
    while cursor.take(*_JOINTS) and (cursor.take(Kind.WEEKDAY) or _take_on(cursor)):
        end = cursor.index
    cursor.index = end
    return True


def _take_on(cursor: Cursor) -> bool:
    return cursor.take(Kind.BOUNDARY) is not None and cursor.take(Kind.WEEKDAY) is not None


def _take_ago(cursor: Cursor) -> bool:
    """ "ten years ago", "il y a dix ans", "قبل يومين" """
    if not cursor.see(*_NUMBERS):
        return False
    start = cursor.index
    before = cursor.take(Kind.AGO_BEFORE) is not None
    if not before and not any(_is_ago(lexeme) for lexeme in cursor.lexemes[start + 1 : start + 6]):
        return False
    if before and cursor.take(Kind.TWO_DAYS):
        return True
    if not cursor.take(Kind.VAGUE, Kind.COUPLE) and take_number(cursor) is None:
        cursor.take(Kind.ARTICLE)
    if cursor.take(*_LENGTHS) and (before or cursor.take(Kind.AGO)):
        return True
    cursor.index = start
    return False


def _take_later(cursor: Cursor) -> bool:
    """ "a year after", "un an après", "بعد عام من": what is told behind it happened so long before."""
    start, here = cursor.index, cursor.here
    arabic = here is not None and here.text == _AFTER_IN_ARABIC and cursor.take(Kind.BESIDE_TIME)
    if not arabic and not any(lexeme.text in _AFTER for lexeme in cursor.lexemes[start + 1 : start + 5]):
        return False
    if not cursor.see(*_LATER) and not cursor.take(Kind.VAGUE, Kind.COUPLE) and take_number(cursor) is None:
        cursor.take(Kind.ARTICLE)
    if not cursor.take(*_LATER):
        cursor.index = start
        return False
    link = cursor.here.text if cursor.here else ""
    if link in (_FROM_IN_ARABIC if arabic else _AFTER):
        cursor.index += 1
        return True
    cursor.index = start
    return False


def is_later(words: str) -> bool:
    """Whether the words of a time say how long after what is told it is: "a year after"."""
    lexemes = lex(words, sentence=True)
    return bool(lexemes) and (lexemes[0].text == _AFTER_IN_ARABIC or lexemes[-1].text in _AFTER)


def _is_ago(lexeme: Lexeme) -> bool:
    return lexeme.sense(Kind.AGO) is not None
