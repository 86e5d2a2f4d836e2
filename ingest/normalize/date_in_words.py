"""Dates among the words of a sentence: where one begins and ends. They are read by the reader of dates, nobody else.

A date is a run of words that dates are written with, around a month, a numeric date, or a year that stands behind "in".
The longest part of the run that can be read is taken. A number that counts people may stand right behind.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from ingest.normalize.cursor import Cursor
from ingest.normalize.date import When, read_date
from ingest.normalize.date_words import begins_date, is_date_word
from ingest.normalize.fold import fold
from ingest.normalize.lexicon import Lexeme
from ingest.normalize.reading import UnreadableError
from ingest.normalize.senses import Kind
from ingest.normalize.subsets import MEASURE_KINDS
from ingest.normalize.unreadable import unreadable

_LONGEST: Final = 12
_LEAP_YEAR: Final = 2024
_YEAR: Final = re.compile(r"(?<!\d)(?:19\d\d|20\d\d|2100)(?!\d)")
_NUMERIC: Final = re.compile(r"\d{4}([-/.])\d{1,2}\1\d{1,2}|\d{1,2}([-/.])\d{1,2}\2\d{4}")
_DAY_DIGITS: Final = 2
_JOINTS: Final = (Kind.DASH, Kind.TO, Kind.SLASH)
_NUMERIC_END: Final = (Kind.DASH, Kind.DIGITS)
_COUNTED: Final = (Kind.GROUP, Kind.ADJECTIVE, Kind.SCALE)
_ARTICLES: Final = frozenset({"the", "le", "la"})
_FRENCH: Final = frozenset({"dans", "des", "du", "et", "ont", "par", "une", "personnes", "civils", "enfants", "morts"})


def take_date(cursor: Cursor) -> bool:
    """Steps over the date at the cursor. Raises ``ambiguous_date`` where its last number may count people."""
    start = cursor.index
    run = _run(cursor.lexemes, start)
    for end in range(start + run, start, -1):
        if _is_date(cursor, start, end):
            cursor.index = end
            _refuse_count(cursor, start)
            return True
    return False


@lru_cache(maxsize=10_000)
def read_in_year(words: str, year: int) -> When | None:
    """The date that ``words`` of a sentence are, in ``year`` where they name none; None where they are no date."""
    try:
        when = read_date(words if has_year(words) else f"{words} {year}")
    except UnreadableError:
        return None
    return when if when.start is not None and when.end is not None else None


def has_year(words: str) -> bool:
    """Whether ``words`` name a year themselves."""
    return _YEAR.search(fold(words).text) is not None


def is_september(cursor: Cursor) -> bool:
    """Whether the month at the cursor is one: "Sept" is a month, "sept" a French seven.

    At the beginning of a sentence both have a capital: before people or harm it is a seven in French words ("Sept
    personnes tuées"). Raises ``ambiguous_date`` where they show no French.
    """
    here = cursor.here
    named = here is not None and here.sense(Kind.MONTH) is not None and here.sense(Kind.UNIT) is not None
    return named and _is_september_at(cursor, cursor.index)


def _is_september_at(cursor: Cursor, index: int) -> bool:
    if not cursor.text[cursor.lexemes[index].start].isupper():
        return False
    if not _begins_count(cursor, index):
        return True
    if not any(_is_french(lexeme.text) for lexeme in cursor.lexemes):
        raise unreadable("ambiguous_date", cursor.text)
    return False


def _begins_count(cursor: Cursor, index: int) -> bool:
    """Whether a sentence or its part begins at ``index``, with people or harm behind: "Sept morts"."""
    before, behind = cursor.lexemes[max(index - 1, 0) : index], cursor.lexemes[index + 1 : index + 2]
    begins = not any(word.text.isalnum() or word.sense(Kind.SLASH) for word in before)
    return begins and any(word.sense(kind) for word in behind for kind in (Kind.GROUP, *MEASURE_KINDS))


def _is_french(word: str) -> bool:
    accented = word.isalpha() and not word.isascii() and word < "\u0250"
    return accented or word in _FRENCH


def _run(lexemes: Sequence[Lexeme], start: int) -> int:
    """How many lexemes from ``start`` on are words of dates; 0 where none of them can tell a date."""
    if start >= len(lexemes) or not _begins(lexemes[start]):
        return 0
    between = lexemes[start].sense(Kind.BETWEEN) is not None
    end, anchored = start, False
    while end < len(lexemes) and end - start < _LONGEST and _belongs(lexemes, end, between=between):
        anchored = anchored or lexemes[end].sense(Kind.MONTH) is not None or _is_year(lexemes[end])
        end += 1
    return end - start if anchored else 0


def _begins(lexeme: Lexeme) -> bool:
    kinds = (Kind.MONTH, Kind.WEEKDAY, Kind.BETWEEN, Kind.FROM)
    return _is_digits(lexeme) or any(lexeme.sense(kind) for kind in kinds) or begins_date(lexeme.text)


def _belongs(lexemes: Sequence[Lexeme], index: int, *, between: bool) -> bool:
    lexeme = lexemes[index]
    if lexeme.sense(Kind.COMMA):
        return _is_inner_comma(lexemes, index)
    if lexeme.sense(Kind.AND):
        return between
    return _is_digits(lexeme) or any(lexeme.sense(kind) for kind in (Kind.MONTH, *_JOINTS)) or is_date_word(lexeme.text)


def _is_inner_comma(lexemes: Sequence[Lexeme], index: int) -> bool:
    """ "5 May, 2024", "Tuesday, 5 May"; in "October, 2 civilians" the comma ends the date."""
    if index + 1 >= len(lexemes):
        return False
    return _is_year(lexemes[index + 1]) or lexemes[index - 1].sense(Kind.WEEKDAY) is not None


def _is_digits(lexeme: Lexeme) -> bool:
    if not lexeme.sense(Kind.DIGITS):
        return False
    return (lexeme.text.isdecimal() and len(lexeme.text) <= 4) or _NUMERIC.fullmatch(lexeme.text) is not None


def _is_year(lexeme: Lexeme) -> bool:
    return lexeme.sense(Kind.DIGITS) is not None and _YEAR.search(lexeme.text) is not None


def _is_date(cursor: Cursor, start: int, end: int) -> bool:
    run = cursor.lexemes[start:end]
    words = cursor.text[run[0].start : run[-1].end]
    months = [index for index in range(start, end) if cursor.lexemes[index].sense(Kind.MONTH)]
    if months:
        told = all(_is_month(cursor, index, start, end) for index in months)
    else:
        told = _NUMERIC.search(fold(words).text) is not None or _is_of_year(cursor, start, end)
    return told and read_in_year(words, _LEAP_YEAR) is not None


def _is_month(cursor: Cursor, index: int, start: int, end: int) -> bool:
    """Whether the month at ``index`` is one: "Sept" is, the French "sept" is a seven; "may" needs a day or "in"."""
    lexemes = cursor.lexemes
    around = [*lexemes[max(index - 1, start) : index], *lexemes[index + 1 : min(index + 2, end)]]
    dated = any(_is_digits(lexeme) for lexeme in around)
    if lexemes[index].sense(Kind.UNIT):
        return _is_september_at(cursor, index) or (index > start and _is_digits(lexemes[index - 1]))
    before = lexemes[index - 1] if index else None
    in_time = before is not None and any(before.sense(kind) for kind in (Kind.IN_TIME, Kind.WITHIN, Kind.BETWEEN))
    return dated or in_time or end - start > 1


def _is_of_year(cursor: Cursor, start: int, end: int) -> bool:
    """ "in 2013", "the first half of 2024", "the 2013 massacre": not "the 2000 families"."""
    before = cursor.lexemes[start - 1] if start else None
    following = cursor.lexemes[end] if end < len(cursor.lexemes) else None
    claimed = following is not None and any(following.sense(kind) for kind in _COUNTED)
    if claimed or _is_counted(cursor.lexemes[end : end + 2]):
        _refuse_years_people(cursor, start, before)
        return False
    if end - start > 1:
        return not _is_digits(cursor.lexemes[start]) or _is_year(cursor.lexemes[start])
    return before is not None and (
        before.sense(Kind.IN_TIME) is not None
        or (before.text in _ARTICLES and following is not None and not following.senses)
    )


def _is_counted(behind: Sequence[Lexeme]) -> bool:
    """Whether a measure claims the number before it: not "in 2013 killed 1,400"."""
    if not behind or not any(behind[0].sense(kind) for kind in MEASURE_KINDS):
        return False
    leads = behind[0].sense(Kind.MEASURE_BEFORE) is not None and len(behind) > 1
    return not (leads and any(behind[1].sense(kind) for kind in (Kind.DIGITS, Kind.BEFORE, Kind.UNIT, Kind.ARTICLE)))


def _refuse_years_people(cursor: Cursor, start: int, before: Lexeme | None) -> None:
    """ "In 2013 people were killed": of a year, or so many people."""
    in_time = before is not None and before.sense(Kind.IN_TIME) and not before.sense(Kind.OF) and before.text != "for"
    if in_time and _is_year(cursor.lexemes[start]):
        raise unreadable("ambiguous_date", cursor.text)


def _refuse_count(cursor: Cursor, start: int) -> None:
    """ "in March 12 people were killed", "2016-02-26,196 people were killed" """
    glued = [lexeme for lexeme in cursor.lexemes[cursor.index : cursor.index + 2] if lexeme.glued]
    if len(glued) == len(_NUMERIC_END) and all(map(Lexeme.sense, glued, _NUMERIC_END)):
        raise unreadable("ambiguous_date", cursor.text)
    if cursor.index - start < 2:
        return
    month, last = cursor.lexemes[cursor.index - 2 : cursor.index]
    short = last.sense(Kind.DIGITS) is not None and len(last.text) <= _DAY_DIGITS
    if short and month.sense(Kind.MONTH) and cursor.see(Kind.GROUP, *MEASURE_KINDS):
        raise unreadable("ambiguous_date", cursor.text)
