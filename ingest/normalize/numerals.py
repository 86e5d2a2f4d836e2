"""Cardinal numbers: digits, words, and both with a scale, in English, Arabic and French.

    number      = term (("and")? term)*          each term below the scale before it: "one million two hundred thousand"
    term        = coefficient scale* | quarters scale | double | standalone scale
    coefficient = digits | below a thousand | article

English and French say tens before units ("twenty-one"), Arabic units before tens ("خمسة وعشرون"). What French counts
otherwise ("soixante-douze") is a phrase of its own in ``words.yml``.
"""

from dataclasses import dataclass
from fractions import Fraction

from ingest.normalize.cursor import Cursor
from ingest.normalize.digits import read_digits
from ingest.normalize.lexicon import Lexeme
from ingest.normalize.senses import Kind
from ingest.normalize.unreadable import unreadable

MAX_PEOPLE = 10_000_000_000
_QUARTER = Fraction(1, 4)
_HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Number:
    """``value``, the ``coefficient`` and ``scale`` it was written with; ``bare_digits`` where it is digits alone."""

    value: Fraction
    coefficient: Fraction
    scale: int
    bare_digits: bool

    def scaled(self, scale: int) -> "Number":
        """The same coefficient with another scale: the low of "8 to 12 thousand"."""
        return Number(self.coefficient * scale, self.coefficient, scale, False)


@dataclass(frozen=True, slots=True)
class _Term:
    value: Fraction
    coefficient: Fraction
    scale: int
    digits: bool


def take_number(cursor: Cursor) -> Number | None:
    """The longest number at the cursor, or None with the cursor where it was."""
    first = _take_term(cursor)
    if first is None:
        return None
    value, last, alone = first.value, first, True
    while last.scale >= _HUNDRED and (term := _take_remainder(cursor, last)) is not None:
        value, last, alone = value + term.value, term, False
    if not alone:
        return Number(value, value, 1, False)
    return Number(value, first.coefficient, first.scale, first.digits and first.scale == 1)


def whole(number: Number, shown: str) -> int:
    """The number as whole people."""
    if number.value.denominator != 1:
        raise unreadable("fraction_of_person", shown)
    if number.value > MAX_PEOPLE:
        raise unreadable("too_large", shown)
    return int(number.value)


def is_fraction_sign(lexeme: Lexeme | None) -> bool:
    """Whether it is one sign that is a fraction, such as ½."""
    return lexeme is not None and lexeme.sense(Kind.QUARTERS) is not None and lexeme.text.isnumeric()


def _take_remainder(cursor: Cursor, before: _Term) -> _Term | None:
    start = cursor.index
    joined = cursor.take(Kind.AND) is not None
    if joined and (quarters := cursor.take(Kind.QUARTERS)):
        if scale := cursor.see(Kind.SCALE, Kind.STANDALONE_SCALE):
            if scale.number != before.scale:
                cursor.index = start
                return None
            cursor.index += 1
        return _Term(quarters.number * _QUARTER * before.scale, Fraction(1), 1, False)
    arabic = joined and cursor.lexemes[start].is_arabic
    term = _take_term(cursor)
    if term is None or term.value >= before.scale or _loose_digits(term, before, joined=joined, arabic=arabic):
        cursor.index = start
        return None
    return term


def _loose_digits(term: _Term, before: _Term, *, joined: bool, arabic: bool) -> bool:
    """Digits without a scale continue words only as Arabic writes it: "ألف و200". "2 million 4" is two numbers.

    So are "2 million and 4", but not "3 آلاف و500".
    """
    return term.digits and term.scale == 1 and (not joined or (before.digits and not arabic))


def _take_term(cursor: Cursor) -> _Term | None:
    if double := cursor.take(Kind.DOUBLE):
        return _Term(Fraction(double.number), Fraction(2), double.number // 2, False)
    start = cursor.index
    term = _take_quarters(cursor) or _take_scaled(cursor)
    if term is None:
        cursor.index = start
    return term


def _take_quarters(cursor: Cursor) -> _Term | None:
    """ "half a million", "نصف مليون" """
    start = cursor.index
    if (quarters := cursor.take(Kind.QUARTERS)) and (scale := cursor.take(Kind.SCALE, Kind.STANDALONE_SCALE)):
        part = quarters.number * _QUARTER
        return _Term(part * scale.number, part, scale.number, False)
    cursor.index = start
    return None


def _take_scaled(cursor: Cursor) -> _Term | None:
    digits, assumed = cursor.see(Kind.DIGITS) is not None, False
    shown = cursor.here.text if cursor.here else ""
    if digits:
        coefficient, assumed = _take_digits(cursor)
    else:
        words = _take_below_thousand(cursor)
        if words is None:
            return _take_standalone(cursor)
        coefficient = words
    half = _take_half(cursor)
    scale = _take_scales(cursor)
    if assumed and scale > 1:
        raise unreadable("ambiguous_separator", f"{shown} …")
    if scale == 1 and not digits and coefficient % _HUNDRED == 0 and coefficient:
        return _Term(coefficient, coefficient / _HUNDRED, _HUNDRED, False)
    return _Term((coefficient + half) * scale, coefficient + half, scale, digits)


def _take_half(cursor: Cursor) -> Fraction:
    """The half of "one and a half million" or "1½ million": only where a scale follows."""
    start = cursor.index
    joined = cursor.take(Kind.AND) is not None or is_fraction_sign(cursor.here)
    if joined and (part := cursor.take(Kind.QUARTERS)) and cursor.see(Kind.SCALE, Kind.STANDALONE_SCALE):
        return part.number * _QUARTER
    cursor.index = start
    return Fraction(0)


def _take_scales(cursor: Cursor) -> int:
    """The scale after a coefficient; "hundred thousand" is one, "thousand hundred" is not."""
    scale = 1
    while sense := cursor.see(Kind.SCALE, Kind.STANDALONE_SCALE):
        if scale > 1 and sense.number <= scale:
            break
        scale *= sense.number
        cursor.index += 1
    return scale


def _take_digits(cursor: Cursor) -> tuple[Fraction, bool]:
    lexeme = cursor.lexemes[cursor.index]
    digits = read_digits(lexeme.text, cursor.text[lexeme.start : lexeme.end], cursor.decimal)
    cursor.index += 1
    return digits.value, digits.assumed_thousands


def _take_standalone(cursor: Cursor) -> _Term | None:
    """ "a million", "dozen", "ألف": one of the scale, which may itself count a larger one ("مئة ألف")."""
    start = cursor.index
    article = cursor.take(Kind.ARTICLE)
    if cursor.see(*((Kind.SCALE, Kind.STANDALONE_SCALE) if article else (Kind.STANDALONE_SCALE,))):
        scale = _take_scales(cursor)
        return _Term(Fraction(scale), Fraction(1), scale, False)
    cursor.index = start
    return None


def _take_below_thousand(cursor: Cursor) -> Fraction | None:
    """Words below a thousand: "one hundred and five", "مئة وخمسة وعشرون". A hundred alone is left to the scales."""
    hundreds = _take_hundreds(cursor)
    if hundreds is None:
        below = _take_below_hundred(cursor)
        return None if below is None else Fraction(below)
    start = cursor.index
    cursor.take(Kind.AND)
    below = _take_below_hundred(cursor)
    if below is None or _starts_hundreds(cursor):
        cursor.index = start
        below = 0
    return Fraction(hundreds + below)


def _starts_hundreds(cursor: Cursor) -> bool:
    """Whether what was taken counts hundreds: the second end of "one hundred and two hundred"."""
    scale = cursor.see(Kind.SCALE, Kind.STANDALONE_SCALE)
    return scale is not None and scale.number <= _HUNDRED


def _take_hundreds(cursor: Cursor) -> int | None:
    if sense := cursor.take(Kind.HUNDREDS):
        return sense.number
    start = cursor.index
    article = cursor.take(Kind.ARTICLE)
    coefficient = 1 if article else _take_below_hundred(cursor)
    kinds = (Kind.STANDALONE_SCALE,) if coefficient is None else (Kind.SCALE, Kind.STANDALONE_SCALE)
    scale = cursor.see(*kinds)
    if scale is not None and scale.number == _HUNDRED:
        cursor.index += 1
        return (1 if coefficient is None else coefficient) * _HUNDRED
    cursor.index = start
    return None


def _take_below_hundred(cursor: Cursor) -> int | None:
    if ten := cursor.take(Kind.TEN):
        return ten.number + _take_hyphened_unit(cursor)
    if teen := cursor.take(Kind.TEEN):
        return teen.number
    unit = cursor.take(Kind.UNIT)
    if unit is None:
        return None
    start = cursor.index
    if unit.number and cursor.take(Kind.AND) and (ten := cursor.take(Kind.TEN)):
        return unit.number + ten.number
    cursor.index = start
    return unit.number


def _take_hyphened_unit(cursor: Cursor) -> int:
    start = cursor.index
    cursor.take(Kind.DASH)
    unit = cursor.take(Kind.UNIT)
    if unit is None or unit.number == 0:
        cursor.index = start
        return 0
    return unit.number
