"""The window of time that a sentence gives its figures: "in 48 h", "over three days", "since 2011", "خلال ٢٤ ساعة".

window = within number (hours | days | months …)  |  within one of them ("over the past week")  |  within dual ("يومين")
       | "since" words
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from db.vocabulary import Series
from ingest.normalize.cursor import Cursor
from ingest.normalize.lexicon import Lexeme, lex
from ingest.normalize.numerals import take_number
from ingest.normalize.senses import Kind

_GAPS = (Kind.MEASURE_AFTER, Kind.GROUP, Kind.CLOSE)
"""What "a day" stands behind where it says how often: "4 killed a day", "4 people a day"."""

_LENGTHS = (Kind.HOURS, Kind.DAYS, Kind.LONG_WINDOW)
NUMBERS = (Kind.DIGITS, Kind.UNIT, Kind.TEEN, Kind.TEN, Kind.SCALE, Kind.STANDALONE_SCALE, Kind.VAGUE_UNIT)
"""What the words of a number can be."""
_MARKS = (Kind.COMMA, Kind.STOP, Kind.OPEN, Kind.CLOSE)
_SINCE_ENDS = (*_MARKS, Kind.AND, Kind.SUBSET, Kind.MEASURE_AFTER, Kind.MEASURE_BEFORE)
_BEHIND_DATES = (Kind.AUXILIARY, Kind.REACHED, Kind.COLON)
"""What goes on behind "since 7 October": "… has risen to 45"; "since fighting was renewed" is told to its end."""
_OF_DATES = (Kind.DIGITS, Kind.MONTH, Kind.WEEKDAY, Kind.SAID_TIME)


_HOURS_OF_A_DAY = 24
_COUNT = re.compile(r"[0-9]{1,3}(?:[,٬][0-9]{3})+|[0-9]{5,}")


@dataclass(frozen=True, slots=True)
class Window:
    """A window of ``hours`` or ``days`` (None: months and years), or an open one with the words after ``since``."""

    series: Series
    words: str
    hours: int | None = None
    days: int | None = None
    since: str | None = None


def take_window(cursor: Cursor, *, since: bool | None = None) -> Window | None:
    """The window at the cursor, or None with the cursor where it was; with ``since`` only one that is open."""
    start = cursor.index
    if cursor.take(Kind.SINCE):
        return None if _compares(cursor, start) else _since(cursor, start)
    if not since and cursor.take(Kind.WITHIN):
        window = _take_dual(cursor, start) or _take_length(cursor, start)
        if window is not None:
            return window
    cursor.index = start
    return None


def outlasts_a_day(words: str) -> bool:
    """Whether the window that ``words`` are is longer than a day; one of months or years is."""
    window = take_window(Cursor(words, lex(words, sentence=True)))
    if window is None or window.series is not Series.PERIOD:
        return False
    if window.hours is not None:
        return window.hours > _HOURS_OF_A_DAY
    return window.days is None or window.days > 1


def is_rate(lexemes: Sequence[Lexeme]) -> bool:
    """Whether a figure is said to be of each day or year, or an average: "4 per day", "12 killed daily"."""
    said = any(lexeme.sense(Kind.AVERAGE) or lexeme.sense(Kind.EACH) for lexeme in lexemes)
    return said or any(_is_rate(lexemes, index) for index in range(1, len(lexemes)))


def _is_rate(lexemes: Sequence[Lexeme], index: int) -> bool:
    before = lexemes[index - 1]
    if not any(before.sense(kind) for kind in (*_GAPS, *NUMBERS)):
        return False
    if lexemes[index].sense(Kind.RATE) or (lexemes[index].sense(Kind.SLASH) and _is_length(lexemes, index + 1)):
        return True
    ends = index + 2 >= len(lexemes) or any(lexemes[index + 2].sense(kind) for kind in _SINCE_ENDS)
    return lexemes[index].sense(Kind.ARTICLE) is not None and _is_length(lexemes, index + 1) and ends


def _is_length(lexemes: Sequence[Lexeme], index: int) -> bool:
    return index < len(lexemes) and any(lexemes[index].sense(kind) for kind in _LENGTHS)


def _words(cursor: Cursor, start: int) -> str:
    return cursor.text[cursor.lexemes[start].start : cursor.last_end]


def _compares(cursor: Cursor, start: int) -> bool:
    """Whether the "since" is of "the deadliest month since 2022", which begins no toll; the cursor stays there."""
    before = cursor.lexemes[max(start - 2, 0) : start]
    length = bool(before) and any(before[-1].sense(kind) for kind in (*_LENGTHS, Kind.HOURS))
    compares = any(lexeme.sense(Kind.COMPARING) for lexeme in (before if length else before[-1:]))
    cursor.index = start if compares else cursor.index
    return compares


def _since(cursor: Cursor, start: int) -> Window | None:
    first = cursor.index
    dated = False
    while not cursor.at_end and not cursor.see(*_SINCE_ENDS) and not _is_count(cursor.lexemes[cursor.index]):
        if dated and cursor.see(*_BEHIND_DATES):
            break
        dated = dated or cursor.see(*_OF_DATES) is not None
        cursor.index += 1
    if cursor.index == first:
        cursor.index = start
        return None
    return Window(Series.CUMULATIVE, _words(cursor, start), since=_words(cursor, first))


def _is_count(lexeme: Lexeme) -> bool:
    """Whether a number is too large or too grouped for a date: "since October now 44,000"."""
    return lexeme.sense(Kind.DIGITS) is not None and _COUNT.fullmatch(lexeme.text) is not None


def _take_dual(cursor: Cursor, start: int) -> Window | None:
    dual = cursor.take(Kind.TWO_DAYS)
    return Window(Series.PERIOD, _words(cursor, start), days=dual.number) if dual else None


def _take_length(cursor: Cursor, start: int) -> Window | None:
    number = take_number(cursor)
    if number is None:
        cursor.take(Kind.ARTICLE)
        count = 1
    elif number.value.denominator != 1:
        return None
    else:
        count = int(number.value)
    cursor.take(Kind.DASH)
    length = cursor.see(*_LENGTHS)
    if length is None:
        return None
    cursor.index += 1
    words = _words(cursor, start)
    if length.kind is Kind.HOURS:
        return Window(Series.PERIOD, words, hours=count)
    return Window(Series.PERIOD, words, days=count * length.number if length.kind is Kind.DAYS else None)
