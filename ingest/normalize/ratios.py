"""Ratios and frequencies, which are no count of people: "1 in 5", "un sur cinq", "1 من كل 5", "every 10 minutes".

A ratio is a number of so many, both without a thing of their own: "7 people in 5 attacks" is none, nor "3 in 24 hours".
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from ingest.normalize.cursor import Cursor
from ingest.normalize.lexicon import Lexeme
from ingest.normalize.numerals import take_number
from ingest.normalize.reading import UnreadableError
from ingest.normalize.senses import Kind
from ingest.normalize.statement import Statement
from ingest.normalize.subsets import MEASURE_KINDS
from ingest.normalize.unreadable import unreadable
from ingest.normalize.windows import NUMBERS

_BASE = 1_000
"""The most that a ratio is out of, beside round numbers; "12 killed in 2013" is none."""
_WORDS_BEFORE = 4
_FRENCH_ONE = frozenset({"un", "une"})
_NAMES = (Kind.GROUP, Kind.ADJECTIVE, Kind.DASH)
_FOLLOWS = (
    *(Kind.GROUP, Kind.ADJECTIVE, Kind.AUXILIARY, Kind.OF, Kind.STOP, Kind.COMMA, Kind.CLOSE, Kind.AND, Kind.REPORTED),
    *(Kind.SUBSET, Kind.OF_THEM, *MEASURE_KINDS),
)
_LENGTHS = (Kind.MINUTES, Kind.HOURS, Kind.DAYS, Kind.LONG_WINDOW, Kind.TWO_DAYS)


def refuse_ratios(statements: Iterable[Statement], lexemes: Sequence[Lexeme], text: str) -> None:
    """Refuses a text in which a figure is one end of a ratio, or is said of so many minutes or days again and again."""
    said = list(statements)
    if not said:
        return
    if any(_is_frequency(lexemes, index) for index in range(len(lexemes))):
        raise unreadable("rate", text)
    for index, lexeme in enumerate(lexemes):
        if _is_between(lexeme) and (span := _ratio(Cursor(text, lexemes), index)):
            start, end = lexemes[span[0]].start, lexemes[span[1] - 1].end
            if any(start < each.reading.span[1] and each.reading.span[0] < end for each in said):
                raise unreadable("percentage", text)


def _is_between(lexeme: Lexeme) -> bool:
    return any(lexeme.sense(kind) for kind in (Kind.RATIO, Kind.RATIO_ALONE, Kind.RATIO_BEHIND))


def _ratio(cursor: Cursor, between: int) -> tuple[int, int] | None:
    """The lexemes from the first to behind the second number of the ratio around its word; None where it is none."""
    lexemes = cursor.lexemes
    after = between + 1
    if after < len(lexemes) and lexemes[after].sense(Kind.DASH):
        after += 1
    certain = lexemes[between].sense(Kind.RATIO_ALONE) is not None
    base, end = _number_at(cursor, after)
    if base is None or not (_may_be_base(base) or certain) or not (certain or _ends(lexemes, end)):
        return None
    first = _first_number(cursor, between, certain=certain)
    if first is None:
        return (max(between - 1, 0), end) if certain else None
    part, start = first
    return (start, end) if part < base else None


def _first_number(cursor: Cursor, between: int, *, certain: bool) -> tuple[Fraction, int] | None:
    """The number before the word, and where it begins; people may stand between, and what befell them where certain."""
    people_before = cursor.lexemes[between].sense(Kind.RATIO_BEHIND) is not None
    names = (*_NAMES, *MEASURE_KINDS) if certain or people_before else _NAMES
    for start in range(between - 1, max(between - 1 - _WORDS_BEFORE, -1), -1):
        lexeme = cursor.lexemes[start]
        if lexeme.text in _FRENCH_ONE:
            return Fraction(1), start
        if any(lexeme.sense(kind) for kind in NUMBERS):
            number, end = _number_at(cursor, start)
            return (number, start) if number is not None and end <= between else None
        unknown = people_before and not lexeme.senses  # "15 passagers sur 30"
        if not unknown and not any(lexeme.sense(kind) for kind in names):
            return None
    return None


def _number_at(cursor: Cursor, index: int) -> tuple[Fraction | None, int]:
    cursor.index = index
    try:
        number = take_number(cursor)
    except UnreadableError:
        number = None
    return (number.value if number else None), cursor.index


def _may_be_base(base: Fraction) -> bool:
    return base <= _BASE or (base % _BASE == 0 and base != 2 * _BASE)  # 2000 is a year


def _ends(lexemes: Sequence[Lexeme], index: int) -> bool:
    """Whether no thing is counted there; families are one, of which three people were harmed in two."""
    if index >= len(lexemes):
        return True
    here = lexemes[index]
    group = here.sense(Kind.GROUP)
    household = group is not None and group.group is not None and group.group.unit is not None
    return not household and any(here.sense(kind) for kind in _FOLLOWS)


def _is_frequency(lexemes: Sequence[Lexeme], index: int) -> bool:
    """ "every 10 minutes", "toutes les dix minutes", "كل 10 دقائق" """
    if not lexemes[index].sense(Kind.EVERY):
        return False
    end = index + 1
    while end < len(lexemes) and any(lexemes[end].sense(kind) for kind in (*NUMBERS, Kind.ADJECTIVE)):
        end += 1
    if end >= len(lexemes):
        return False
    return any(lexemes[end].sense(kind) for kind in _LENGTHS)
