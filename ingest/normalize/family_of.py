"""A family whose members are told: "a family of five", "an entire family of 8", "عائلة مؤلفة من 6 أفراد" are people."""

from db.vocabulary import Quantifier, Unit
from ingest.normalize.amount_rules import bounds
from ingest.normalize.cursor import Cursor
from ingest.normalize.fold import plain
from ingest.normalize.groups import Group
from ingest.normalize.numerals import take_number
from ingest.normalize.quantity import Quantity
from ingest.normalize.senses import Kind

_MOST = 50
_WHOLE = frozenset(map(plain, ("entire", "whole", "كاملة", "بأكملها")))
_MADE_OF = frozenset(map(plain, ("مؤلفة", "مكونة")))


def take_family_of(cursor: Cursor) -> tuple[Quantity, Group] | None:
    """The members of the family at the cursor, or None with the cursor where it was.

    Nothing beside it is no sentence: a cell that says "a family of five" may count families.
    """
    start = cursor.index
    article = cursor.take(Kind.ARTICLE) is not None
    _skip(cursor, _WHOLE)
    family, noun = cursor.here, cursor.take(Kind.GROUP)
    one = noun is not None and noun.group is not None and noun.group.unit is Unit.HOUSEHOLD and noun.group.count == 1
    if family is not None and one and (article or family.is_arabic):
        _skip(cursor, _WHOLE)
        _skip(cursor, _MADE_OF)
        members = _take_members(cursor, named=family.is_arabic)
        if members is not None and (start or not cursor.at_end):
            figure = bounds(Quantifier.EXACT, members)
            quantity = Quantity(figure, Quantifier.EXACT, "exact_words/1", start, cursor.index)
            return quantity, Group(names=frozenset({"people"}))
    cursor.index = start
    return None


def _take_members(cursor: Cursor, *, named: bool) -> int | None:
    """The number behind "of": an Arabic one with "أفراد", an English one without any noun."""
    number = take_number(cursor) if cursor.take(Kind.OF) else None
    people = cursor.see(Kind.GROUP)
    is_people = people is not None and people.group is not None and people.group.names == {"people"}
    if number is None or number.value.denominator != 1 or not 1 < number.value <= _MOST or is_people != named:
        return None
    if named:
        cursor.index += 1
    return None if cursor.see(Kind.GROUP, Kind.ADJECTIVE, Kind.SCALE) else int(number.value)


def _skip(cursor: Cursor, words: frozenset[str]) -> None:
    if cursor.here is not None and cursor.here.text in words:
        cursor.index += 1
