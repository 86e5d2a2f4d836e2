"""A figure with its quantifier: "at least four", "8–12", "dozens". The people counted come after it (`counted.py`).

quantity = quantifier? (number | range | couple | rounded) quantifier? | vague
range    = "between" number "and" number | "from"? number ("to" | "-" | "/" | "or") number
         | "at least" number "and at most" number
"""

from dataclasses import dataclass, replace
from fractions import Fraction

from db.vocabulary import Quantifier
from ingest.normalize.amount_rules import Bounds, bounds
from ingest.normalize.cursor import Cursor
from ingest.normalize.numerals import MAX_PEOPLE, Number, take_number, whole
from ingest.normalize.senses import Kind
from ingest.normalize.unreadable import unreadable
from ingest.normalize.vague import take_plural_digits, take_unit, vague_low

LOWER_BOUNDS = frozenset({Quantifier.AT_LEAST, Quantifier.MORE_THAN})
_WORDS_OF_CHANGE = 4
_ROUNDED = "about_noun/1"
_THOUSAND = 1_000
_WORDS = (Kind.UNIT, Kind.TEEN, Kind.TEN)
_RANGE_MARKS = (Kind.TO, Kind.DASH, Kind.SLASH, Kind.OR)


@dataclass(frozen=True, slots=True)
class Quantity:
    """Bounds with the quantifier and rule that gave them; ``start`` and ``end`` are lexeme indexes."""

    bounds: Bounds
    quantifier: Quantifier | None
    rule: str
    start: int
    end: int
    notes: tuple[str, ...] = ()


def take_quantity(cursor: Cursor) -> Quantity | None:
    """The quantity at the cursor, or None with the cursor where it was."""
    start = cursor.index
    for take in (_take_quantified, _take_vague):
        if quantity := take(cursor):
            return replace(quantity, start=start, end=cursor.index)
        cursor.index = start
    return None


def with_trailing(quantity: Quantity, cursor: Cursor) -> Quantity:
    """The quantity with a quantifier behind it, if one follows: "4 or more", "4 people at least", "4 and more"."""
    if _take_and_more(cursor):
        return quantified(quantity, Quantifier.AT_LEAST, cursor.text)
    start = cursor.index
    bracketed = cursor.take(Kind.OPEN) is not None
    sense = cursor.take(Kind.AFTER)
    if sense is None or sense.quantifier is None or (bracketed and not cursor.take(Kind.CLOSE)):
        cursor.index = start
        return quantity
    return quantified(quantity, sense.quantifier, cursor.text)


_MORE = frozenset({"more", "above", "over", "up", "plus", "davantage", "اكثر"})


def _take_and_more(cursor: Cursor) -> bool:
    """ "4 and more", "٤ وأكثر", at the end of what is said: else more people may follow ("4 and more were injured")."""
    start = cursor.index
    if cursor.take(Kind.AND) and (here := cursor.here) is not None and here.text in _MORE:
        cursor.index += 1
        if cursor.at_end or cursor.see(Kind.STOP, Kind.CLOSE):
            return True
    cursor.index = start
    return False


def _take_quantified(cursor: Cursor) -> Quantity | None:
    said = [sense.quantifier for sense in iter(lambda: cursor.take(Kind.BEFORE), None) if sense.quantifier]
    quantity = _take_base(cursor) or _take_rounded(cursor) or (_take_vague(cursor) if said else None)
    if quantity is None:
        return None
    if (
        said
        and said[0] in LOWER_BOUNDS
        and quantity.quantifier is Quantifier.EXACT
        and (top := _take_top(cursor)) is not None
    ):
        return _range_of(quantity.bounds[0] or 0, top, cursor.text)
    for quantifier in said:
        quantity = quantified(quantity, quantifier, cursor.text)
    return with_trailing(quantity, cursor)


def _take_base(cursor: Cursor) -> Quantity | None:
    if couple := _take_couple(cursor):
        return couple
    start = cursor.index
    if take_plural_digits(cursor):
        cursor.index = start
        return None
    between, opened = cursor.take(Kind.BETWEEN), cursor.take(Kind.FROM)
    first = take_number(cursor)
    if first is None:
        cursor.index = start
        return None
    marks = (Kind.AND, *_RANGE_MARKS) if between else _RANGE_MARKS
    second = _take_second(cursor, marks)
    changed = second is not None and opened is not None and _is_changing(cursor, start)
    if second is not None and not changed:
        return _range(first, second, cursor.text)
    if second is not None:
        first = second
    elif between or opened:
        cursor.index = start
        return None
    digits = "exact_digits/1" if first.bare_digits else "exact_words/1"
    scaled = first.scale > 1 and cursor.lexemes[start].sense(Kind.DIGITS)
    return _exact(whole(first, cursor.text), "exact_scaled/1" if scaled else digits)


def _is_changing(cursor: Cursor, start: int) -> bool:
    """Whether "from 5 to 7" tells how a figure changed: "the toll rises from 5 to 7", which is now the 7."""
    before = cursor.lexemes[max(start - _WORDS_OF_CHANGE, 0) : start]
    return any(lexeme.sense(Kind.CHANGING) for lexeme in before)


def _take_couple(cursor: Cursor) -> Quantity | None:
    """A couple is two, unless it counts hundreds: "a couple of hundred" is a vague word."""
    start = cursor.index
    if cursor.take(Kind.COUPLE):
        cursor.take(Kind.OF)
        if not cursor.see(Kind.SCALE, Kind.VAGUE_UNIT):
            return _exact(2, "exact_words/1")
    cursor.index = start
    return None


def _take_rounded(cursor: Cursor) -> Quantity | None:
    """ "une vingtaine", "une centaine de milliers": about that many."""
    noun = cursor.take(Kind.ROUNDED)
    if noun is None:
        return None
    figure = noun.number
    while unit := take_unit(cursor):
        figure *= unit
    if figure > MAX_PEOPLE:
        raise unreadable("too_large", cursor.text)
    return Quantity(bounds(Quantifier.ABOUT, figure), Quantifier.ABOUT, _ROUNDED, 0, 0)


def _take_second(cursor: Cursor, marks: tuple[Kind, ...]) -> Number | None:
    start = cursor.index
    mark = cursor.take(*marks)
    if mark and not (mark.kind is Kind.DASH and _is_of_another(cursor, start)):
        second = take_number(cursor)
        # "4-6-8" and "8/12/2016" are no ranges
        if second is not None and not (cursor.see(Kind.DASH, Kind.SLASH) and _number_follows(cursor)):
            return second
    cursor.index = start
    return None


def _is_of_another(cursor: Cursor, dash: int) -> bool:
    """ "UPDATE 1-Nine rebels killed": digits and a word make no range, as each is written its own way."""
    return cursor.lexemes[dash - 1].sense(Kind.DIGITS) is not None and cursor.see(*_WORDS) is not None


def _number_follows(cursor: Cursor) -> bool:
    following = cursor.lexemes[cursor.index + 1 : cursor.index + 2]
    return any(lexeme.sense(Kind.DIGITS) for lexeme in following)


def _take_top(cursor: Cursor) -> int | None:
    """The top of "at least 8 and at most 12", or None with the cursor where it was."""
    start = cursor.index
    cursor.take(Kind.COMMA)
    cursor.take(Kind.AND)
    before = cursor.take(Kind.BEFORE)
    if before is not None and before.quantifier is Quantifier.AT_MOST:
        number = take_number(cursor)
        if number is not None:
            return whole(number, cursor.text)
    cursor.index = start
    return None


def _take_vague(cursor: Cursor) -> Quantity | None:
    start = cursor.index
    low = vague_low(cursor)
    if low is None:
        cursor.index = start
        return None
    if low > MAX_PEOPLE:
        raise unreadable("too_large", cursor.text)
    return Quantity((low, None, None), Quantifier.VAGUE, "vague/1", start, cursor.index)


def _exact(figure: int, rule: str) -> Quantity:
    return Quantity(bounds(Quantifier.EXACT, figure), Quantifier.EXACT, rule, 0, 0)


def _range(first: Number, second: Number, text: str) -> Quantity:
    if first.scale == 1 and second.scale > 1:
        if first.coefficient > second.coefficient:
            raise unreadable("ambiguous_scale", text)
        first = first.scaled(second.scale)
    if first.bare_digits and second.bare_digits and _may_be_thousands(first.value, second.value):
        raise unreadable("ambiguous_scale", text)
    return _range_of(whole(first, text), whole(second, text), text)


def _may_be_thousands(first: Fraction, second: Fraction) -> bool:
    """ "5-7,000", which most write for 5,000 to 7,000."""
    return 0 < first < _THOUSAND and second % _THOUSAND == 0 and first * _THOUSAND < second


def _range_of(low: int, high: int, text: str) -> Quantity:
    if low > high:
        raise unreadable("low_above_high", text)
    if low == high:
        return Quantity((low, low, low), Quantifier.EXACT, "range/1", 0, 0)
    return Quantity((low, None, high), Quantifier.RANGE, "range/1", 0, 0)


def quantified(quantity: Quantity, quantifier: Quantifier, text: str) -> Quantity:
    """``quantity`` under one more ``quantifier``; refuses two bounds that say different things."""
    said = quantity.quantifier
    if said is quantifier:
        return quantity
    if said is Quantifier.EXACT and quantity.rule != "range/1":
        figure = quantity.bounds[1] or 0
        return replace(quantity, bounds=bounds(quantifier, figure), quantifier=quantifier, rule=f"{quantifier}/1")
    if quantity.rule == _ROUNDED:
        rounded = bounds(quantifier, quantity.bounds[1] or 0)
        return replace(quantity, bounds=rounded, quantifier=quantifier, rule=f"{quantifier}/1", notes=("about",))
    if said is Quantifier.RANGE and quantifier is Quantifier.ABOUT:
        return replace(quantity, notes=(*quantity.notes, "about"))
    if said is Quantifier.VAGUE and quantifier in LOWER_BOUNDS:
        return replace(quantity, notes=(*quantity.notes, quantifier.value))
    raise unreadable("combined_quantifiers", text)
