"""Reading one cell: words or digits to low, best and high with the rule that read them, or the reason why not.

    cell   = whole | window? (measure ":"?)? counted doubt? (measure | brackets)* window? subsets? window? doubt? "."?

The rules are those of ``amount_rules.RULES``; a cell is read to its last character or not at all.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from db.vocabulary import Measure, Quantifier, Series
from ingest.normalize.counted import Counted, take_counted, take_group
from ingest.normalize.cursor import Cursor
from ingest.normalize.date import read_date
from ingest.normalize.lexicon import Lexeme, lex
from ingest.normalize.nearer import Place, with_nearer
from ingest.normalize.number_of import take_number_of
from ingest.normalize.numerals import MAX_PEOPLE, is_fraction_sign
from ingest.normalize.people_of_families import take_people_of
from ingest.normalize.reading import Reading, UnreadableError
from ingest.normalize.senses import Kind
from ingest.normalize.subsets import Part, take_parts
from ingest.normalize.unreadable import unreadable
from ingest.normalize.whole_cells import take_whole
from ingest.normalize.windows import Window, is_rate, take_window

MAX_CELL = 1_000
DECIMAL_SEPARATORS = (".", ",")

_SPACES = " \t\n\r\u00a0"
_AROUND = f"{_SPACES}\u200e\u200f\u061c\ufeff"
_FAST_DIGITS = len(str(MAX_PEOPLE)) - 1
# control characters but for tabs and line ends, and the marks that override direction
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202d\u202e]")
_IN_THREES = re.compile("[1-9][0-9]{0,2}(?:,[0-9]{3})+")
_SCIENTIFIC = re.compile(r"\s*[-+]?[0-9]+(?:[.,][0-9]+)?e[-+]?[0-9]+\s*", re.IGNORECASE)
_SHORTENED = re.compile(r"([1-9])(?:\.([0-9]*[1-9]))?e\+([0-9]{2})")
_SHARE = re.compile(r"[%٪]|\b(?:per ?cent|pour cent|بالمئة|بالمائة|في المئة|في المائة)\b", re.IGNORECASE)
_NEGATIVE = re.compile(r"\s*[-−–]\s*\d")


def read_amount(text: str, *, decimal: str | None = None) -> Reading:
    """What ``text``, one cell, says about a number of people or households.

    ``decimal`` is the column's decimal separator, "." or ",", where it is known. Raises :class:`UnreadableError` where
    the rules can't read all of the cell, and ``ValueError`` for another ``decimal``.
    """
    if decimal is not None and decimal not in DECIMAL_SEPARATORS:
        raise ValueError(f"decimal must be one of {DECIMAL_SEPARATORS} or None, not {decimal!r}")
    return _plain(text, decimal) or read_words(text, decimal=decimal)


def read_words(text: str, *, decimal: str | None = None) -> Reading:
    """The same by the grammar alone, which reads plain digits too, slower."""
    check_characters(text, MAX_CELL)
    if _SCIENTIFIC.fullmatch(text.strip(_AROUND)):
        return _shortened(text)
    cursor = Cursor(text, lex(text), decimal)
    if reading := _take_cell(cursor):
        return reading
    raise _reason(text, cursor.lexemes)


def measure_said(text: str) -> Measure | None:
    """What the cell itself says happened ("6 injured"), so that a column of another measure can refuse it."""
    senses = (sense for lexeme in lex(text) for sense in lexeme.senses.values())
    said = {sense.measure for sense in senses if sense.kind.startswith("measure") and sense.measure is not None}
    return said.pop() if len(said) == 1 else None


def check_characters(text: str, longest: int) -> None:
    """Refuses text that is too long or holds characters that can't be seen or that reorder what is seen."""
    if len(text) > longest:
        raise unreadable("too_long", text)
    if _UNSEEN.search(text):
        raise unreadable("control_character", text)


def _plain(text: str, decimal: str | None) -> Reading | None:
    """The short way, for nothing but Western digits, or such digits in threes with commas."""
    shown = text.strip(_SPACES)
    grouped = decimal != "," and _IN_THREES.fullmatch(shown) is not None
    digits = shown.replace(",", "") if grouped else shown
    if not (digits.isdecimal() and digits.isascii()) or len(digits) > _FAST_DIGITS:
        return None
    figure = int(digits)
    start = text.index(shown)
    span = (start, start + len(shown))
    return Reading(figure, figure, figure, Quantifier.EXACT, "exact_digits/1", text, span)


def _shortened(text: str) -> Reading:
    """A number that R has written so because all of its digits are fewer: "3e+05" is 300,000.

    A spreadsheet's "1.20E+05" and C's "1.23457e+08" are rounded, and refused.
    """
    shown = text.strip(_AROUND)
    if match := _SHORTENED.fullmatch(shown):
        digits, decimals, power = match[1], match[2] or "", int(match[3])
        whole = (digits + decimals).ljust(power + 1, "0")
        if len(decimals) <= power and len(shown) <= len(whole) <= _FAST_DIGITS:
            figure, start = int(whole), text.index(shown)
            span = (start, start + len(shown))
            return Reading(figure, figure, figure, Quantifier.EXACT, "exact_scaled/1", text, span)
    raise unreadable("scientific_notation", text)


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
    window = _take_window(cursor)
    said, group = take_number_of(cursor) or (_take_measure_before(cursor), None)
    if said:
        cursor.take(Kind.COLON)
    counted = take_counted(cursor)
    if counted is None:
        return None
    if counted.group is None:
        counted = replace(counted, group=group)
    doubted = _take_doubt(cursor)
    counted = _take_measure(cursor, counted, said)
    window = window or _take_window(cursor)
    parts: tuple[Part, ...] = take_parts(cursor)
    if not parts and (people := take_people_of(cursor, counted)):
        parts, counted = (Part(counted.reading(cursor)),), people
    counted = counted if parts else _take_bracketed_group(cursor, counted)
    counted = _take_measure(cursor, counted, said)
    counted = _take_nearer(cursor, counted)
    window = window or _take_window(cursor)
    doubted = _take_doubt(cursor) or doubted
    reading = counted.reading(cursor, tuple([part.reading for part in parts]))
    return _annotated(reading, window, doubted=doubted)


def _take_nearer(cursor: Cursor, counted: Counted) -> Counted:
    """ "4 to 6 killed, most likely 5": said behind the measure; right behind the figure it is a part of it."""
    quantity = with_nearer(counted.quantity, cursor, Place.MEASURE)
    return replace(counted, quantity=replace(quantity, end=counted.quantity.end))


def _take_measure_before(cursor: Cursor) -> Measure | None:
    said = cursor.take(Kind.MEASURE_BEFORE)
    return said.measure if said else None


def _annotated(reading: Reading, window: Window | None, *, doubted: bool) -> Reading:
    if window is not None:
        note = "period_stated" if window.series is Series.PERIOD else "start_stated"
        reading = replace(reading, series=window.series, window=window.words).with_notes(note)
    return _doubted(reading) if doubted else reading


def _doubted(reading: Reading) -> Reading:
    """ "4?": what its own author doubts is no exact figure, but about so many."""
    if reading.quantifier is Quantifier.EXACT:
        reading = replace(reading, low=None, high=None, quantifier=Quantifier.ABOUT, rule="about/1")
    return reading.with_notes("doubted")


def _take_window(cursor: Cursor) -> Window | None:
    """The window of time at the cursor; one that says since when must give a date."""
    start = cursor.index
    cursor.take(Kind.COMMA)
    window = take_window(cursor)
    if window is not None and (window.since is None or _is_date(window.since)):
        cursor.take(Kind.COMMA)
        return window
    cursor.index = start
    return None


def _is_date(words: str) -> bool:
    try:
        return read_date(words).start is not None
    except UnreadableError:
        return False


def _take_doubt(cursor: Cursor) -> bool:
    """ "4?", "4 (?)" """
    start = cursor.index
    bracketed = cursor.take(Kind.OPEN) is not None
    if cursor.take(Kind.DOUBT) and (not bracketed or cursor.take(Kind.CLOSE)):
        return True
    cursor.index = start
    return False


def _take_measure(cursor: Cursor, counted: Counted, said: Measure | None) -> Counted:
    """The measure after the figure ("4 people were killed"), which may have the group behind it ("4 dead children").

    Steps over it, unless it is another than ``said`` or than what the counted noun says.
    """
    start = cursor.index
    said = said or counted.measure
    cursor.skip(Kind.AUXILIARY, Kind.REPORTED)
    measure = cursor.take(Kind.MEASURE_AFTER)
    if measure is None:
        cursor.take(Kind.HARM)
        return counted
    if said not in (None, measure.measure):
        cursor.index = start
        return counted
    if counted.group is None and (group := take_group(cursor)) is not None:
        counted = Counted(counted.quantity, group, counted.measure)
    cursor.skip(Kind.REPORTED)
    return counted


def _take_bracketed_group(cursor: Cursor, counted: Counted) -> Counted:
    """The group of "4 (civilians)"."""
    start = cursor.index
    if cursor.take(Kind.OPEN) and counted.group is None and (group := take_group(cursor)) and cursor.take(Kind.CLOSE):
        return Counted(counted.quantity, group, counted.measure)
    cursor.index = start
    return counted


def _reason(text: str, lexemes: Sequence[Lexeme]) -> UnreadableError:
    """The nearest reason why a cell could not be read."""
    if _SHARE.search(text):
        return unreadable("percentage", text)
    if _NEGATIVE.match(text):
        return unreadable("negative_number", text)
    if is_rate(lexemes):
        return unreadable("rate", text)
    if any(map(is_fraction_sign, lexemes)):
        return unreadable("fraction_of_person", text)
    if sum(lexeme.sense(Kind.DIGITS) is not None for lexeme in lexemes) > 1:
        return unreadable("several_numbers", text)
    return unreadable("unreadable_words", text)
