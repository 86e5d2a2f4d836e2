"""Reading one cell: words or digits to low, best and high with the rule that read them, or the reason why not.

    cell   = whole | (measure ":"?)? counted (measure | brackets)* subsets? "."?

The rules are those of ``amount_rules.RULES``; a cell is read to its last character or not at all.
"""

import re
import unicodedata

from db.vocabulary import Measure, Quantifier
from ingest.normalize.counted import Counted, take_counted, take_group
from ingest.normalize.cursor import Cursor
from ingest.normalize.lexicon import lex
from ingest.normalize.numerals import MAX_PEOPLE
from ingest.normalize.reading import Reading, UnreadableError
from ingest.normalize.senses import Kind
from ingest.normalize.subsets import Part, take_parts
from ingest.normalize.unreadable import unreadable
from ingest.normalize.whole_cells import take_whole

MAX_CELL = 1_000
DECIMAL_SEPARATORS = (".", ",")

_FAST_DIGITS = len(str(MAX_PEOPLE)) - 1
_OVERRIDES = frozenset("\u202d\u202e")
_SCIENTIFIC = re.compile(r"\s*[-+]?[0-9]+(?:[.,][0-9]+)?e[-+]?[0-9]+\s*", re.IGNORECASE)
_NEGATIVE = re.compile(r"\s*[-−–]\s*\d")


def read_amount(text: str, *, decimal: str | None = None) -> Reading:
    """What ``text``, one cell, says about a number of people or households.

    ``decimal`` is the column's decimal separator, "." or ",", where it is known. Raises :class:`UnreadableError` where
    the rules can't read all of the cell, and ``ValueError`` for another ``decimal``.
    """
    if decimal is not None and decimal not in DECIMAL_SEPARATORS:
        raise ValueError(f"decimal must be one of {DECIMAL_SEPARATORS} or None, not {decimal!r}")
    digits = text.strip()
    if digits.isdecimal() and digits.isascii() and len(digits) <= _FAST_DIGITS:
        return _plain(text, digits)
    check_characters(text, MAX_CELL)
    if _SCIENTIFIC.fullmatch(text):
        raise unreadable("scientific_notation", text)
    cursor = Cursor(text, lex(text), decimal)
    if reading := _take_cell(cursor):
        return reading
    raise _reason(text)


def measure_said(text: str) -> Measure | None:
    """What the cell itself says happened ("6 injured"), so that a column of another measure can refuse it."""
    senses = (sense for lexeme in lex(text) for sense in lexeme.senses)
    said = {sense.measure for sense in senses if sense.kind.startswith("measure") and sense.measure is not None}
    return said.pop() if len(said) == 1 else None


def check_characters(text: str, longest: int) -> None:
    """Refuses text that is too long or holds characters that can't be seen or that reorder what is seen."""
    if len(text) > longest:
        raise unreadable("too_long", text)
    if text.isascii() and text.isprintable():
        return
    for character in text:
        if character in _OVERRIDES or (unicodedata.category(character) == "Cc" and character not in "\t\n\r"):
            raise unreadable("control_character", text)


def _plain(text: str, digits: str) -> Reading:
    """The fast path: nothing but Western digits."""
    figure = int(digits)
    start = text.index(digits)
    span = (start, start + len(digits))
    return Reading(figure, figure, figure, Quantifier.EXACT, "exact_digits/1", text, span)


def _take_cell(cursor: Cursor) -> Reading | None:
    for take in (take_whole, _take_amount):
        cursor.index = 0
        reading = take(cursor)
        if reading is not None:
            cursor.take(Kind.STOP)
            if cursor.at_end:
                return reading
    return None


def _take_amount(cursor: Cursor) -> Reading | None:
    said = cursor.take(Kind.MEASURE_BEFORE)
    if said:
        cursor.take(Kind.COLON)
    counted = take_counted(cursor)
    if counted is None:
        return None
    _take_measure(cursor, (said.measure if said else None) or counted.measure)
    parts: tuple[Part, ...] = take_parts(cursor)
    counted = counted if parts else _take_bracketed_group(cursor, counted)
    _take_measure(cursor, said.measure if said else None)
    return counted.reading(cursor, tuple(part.reading for part in parts))


def _take_measure(cursor: Cursor, said: Measure | None) -> None:
    """The measure after the figure ("4 people were killed"): steps over it, unless it is another than ``said``."""
    start = cursor.index
    cursor.skip(Kind.AUXILIARY, Kind.REPORTED)
    measure = cursor.take(Kind.MEASURE_AFTER)
    if measure is None:
        cursor.take(Kind.HARM)
        return
    if said not in (None, measure.measure):
        cursor.index = start
        return
    cursor.skip(Kind.REPORTED)


def _take_bracketed_group(cursor: Cursor, counted: Counted) -> Counted:
    """The group of "4 (civilians)"."""
    start = cursor.index
    if cursor.take(Kind.OPEN) and counted.group is None and (group := take_group(cursor)) and cursor.take(Kind.CLOSE):
        return Counted(counted.quantity, group, counted.measure)
    cursor.index = start
    return counted


def _reason(text: str) -> UnreadableError:
    """The nearest reason why a cell could not be read."""
    if "%" in text or "٪" in text:
        return unreadable("percentage", text)
    if _NEGATIVE.match(text):
        return unreadable("negative_number", text)
    if sum(lexeme.sense(Kind.DIGITS) is not None for lexeme in lex(text)) > 1:
        return unreadable("several_numbers", text)
    return unreadable("unreadable_words", text)
