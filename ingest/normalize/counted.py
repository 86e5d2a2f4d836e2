"""Counted people: a quantity with its group ("at least 4 civilians"), or a noun that carries its number ("قتيلان").

counted = quantity ("(" digits ")")? "of"? (singular | group)? (quantifier | nearer)?  |  article singular
        | Arabic singular or dual
group   = (adjective | noun)+
"""

from dataclasses import dataclass, replace

from db.vocabulary import Measure, Quantifier, Unit
from ingest.normalize.amount_rules import bounds
from ingest.normalize.cursor import Cursor
from ingest.normalize.family_of import take_family_of
from ingest.normalize.groups import Group
from ingest.normalize.lexicon import Lexeme
from ingest.normalize.nearer import with_nearer
from ingest.normalize.numerals import take_number
from ingest.normalize.one_more import take_one_more
from ingest.normalize.quantity import Quantity, take_quantity, with_trailing
from ingest.normalize.reading import Reading
from ingest.normalize.senses import Kind
from ingest.normalize.side_names import skip_name
from ingest.normalize.things import are_things
from ingest.normalize.unreadable import unreadable

_FRENCH_ARTICLES = ("un ", "une ")


@dataclass(frozen=True, slots=True)
class Counted:
    """A quantity of a group (None: the words name nobody), with what the noun says happened to them, if it does."""

    quantity: Quantity
    group: Group | None
    measure: Measure | None = None

    def reading(self, cursor: Cursor, subsets: tuple[Reading, ...] = ()) -> Reading:
        """The reading of the words: its span is the quantity with its quantifier."""
        group = self.group or Group()
        low, best, high = self.quantity.bounds
        return Reading(
            low=low,
            best=best,
            high=high,
            quantifier=self.quantity.quantifier,
            rule=self.quantity.rule,
            verbatim=cursor.text,
            span=(cursor.lexemes[self.quantity.start].start, cursor.lexemes[self.quantity.end - 1].end),
            unit=group.unit or Unit.PERSON,
            population=group.population,
            sex=group.sex,
            age=group.age,
            subsets=subsets,
            notes=self.quantity.notes + _above_total(subsets, best if high is None else high, self.quantity),
        )


def take_counted(cursor: Cursor) -> Counted | None:
    """The counted people at the cursor, or None with the cursor where it was."""
    start = cursor.index
    if found := take_one_more(cursor) or take_family_of(cursor):
        return Counted(*found)
    counted = _take_implied(cursor)
    if counted is None:
        cursor.index = start
        counted = _take_stated(cursor)
    if counted is None:
        cursor.index = start
    return counted


def take_group(cursor: Cursor, *, several: bool = False) -> Group | None:
    """Nouns and adjectives as one group; None (cursor unmoved) where no noun names people.

    What is a singular noun or an adjective ("a minor", "3 minor") is an adjective behind ``several``.
    """
    start = cursor.index
    group: Group | None = None
    while not cursor.at_end:
        if (several or not cursor.see(Kind.GROUP)) and cursor.take(Kind.ADJECTIVE):
            continue
        here = cursor.here
        sense = cursor.take(Kind.GROUP)
        if here is None or sense is None or sense.group is None:
            break
        joined = sense.group if group is None else group.joined(sense.group)
        if joined is None:
            raise unreadable("conflicting_groups", cursor.text)
        # the head noun, which carries the number, is the last in English and the first in Arabic; French says it twice
        group = joined if here.is_arabic else replace(joined, count=sense.group.count)
    if group is None:
        cursor.index = start
    return group


def _take_stated(cursor: Cursor) -> Counted | None:
    quantity = take_quantity(cursor)
    if quantity is None:
        return None
    _take_bracketed_digits(cursor, quantity)
    end = cursor.index
    if cursor.take(Kind.OF):
        _take_whose(cursor)
    noun = _take_harmed_noun(cursor, quantity)
    if cursor.index == quantity.end and noun is None:
        skip_name(cursor, quantity.bounds[1])
    group = take_group(cursor, several=quantity.bounds[1] != 1)
    if group is not None and are_things(cursor, group):
        cursor.index = quantity.end
        return Counted(quantity, None)
    if group is None and (cursor.take(Kind.NATIONAL) or _is_couple(cursor, quantity)):
        group = Group(names=frozenset({"people"}))
    if group is None and noun is None:
        cursor.index = end
        if not _take_of_harmed(cursor, quantity):
            cursor.skip(Kind.ADJECTIVE)
    trailed = with_trailing(quantity, cursor)
    if trailed is quantity:
        trailed = with_nearer(quantity, cursor)
    if trailed is not quantity:
        quantity = replace(trailed, end=cursor.index)
    return Counted(quantity, group, noun)


def _take_whose(cursor: Cursor) -> None:
    """The "her" of "4 of her children", where people follow; in "12 of his family" they are no families."""
    start = cursor.index
    whose = cursor.take(Kind.POSSESSIVE)
    people = cursor.see(Kind.GROUP)
    if not whose or cursor.lexemes[start].is_arabic or not people or not people.group or people.group.unit:
        cursor.index = start


def _take_harmed_noun(cursor: Cursor, quantity: Quantity) -> Measure | None:
    """ "200 جريح", "100 قتيل": a hundred of an Arabic noun stand before its singular, which counts nobody itself."""
    start = cursor.index
    noun = cursor.take(Kind.MEASURE_COUNTED)
    if noun is None or noun.number not in (1, quantity.bounds[1]) or not cursor.lexemes[start].is_arabic:
        cursor.index = start
        return None
    return noun.measure


def _is_couple(cursor: Cursor, quantity: Quantity) -> bool:
    """ "a couple and their 3 children": the couple are two people, of whom the others are told."""
    said = any(lexeme.sense(Kind.COUPLE) for lexeme in cursor.lexemes[quantity.start : quantity.end])
    behind = cursor.lexemes[quantity.end : quantity.end + 2]
    joined = len(behind) == 2 and behind[0].sense(Kind.AND) is not None
    return said and joined and behind[1].sense(Kind.POSSESSIVE) is not None


def _take_of_harmed(cursor: Cursor, quantity: Quantity) -> bool:
    """ "dozens of dead", "une vingtaine de morts". Not "4 of the dead" nor "dozens of displaced families"."""
    start = cursor.index
    french = cursor.here is not None and cursor.here.text == "de"
    uncounted = quantity.quantifier in (Quantifier.VAGUE, Quantifier.ABOUT)
    if (french or uncounted) and cursor.take(Kind.OF) and cursor.take(Kind.MEASURE_AFTER):
        named = cursor.see(Kind.GROUP, Kind.ADJECTIVE)
        cursor.index -= 1
        if named is None:
            return True
    cursor.index = start
    return False


def _take_bracketed_digits(cursor: Cursor, quantity: Quantity) -> None:
    """The digits that repeat a number in words, or words the digits: "four (4)"; other numbers are left."""
    start = cursor.index
    repeats = {"exact_words/1": True, "exact_digits/1": False}
    digits = repeats.get(quantity.rule)
    if digits is not None and cursor.take(Kind.OPEN) and (cursor.see(Kind.DIGITS) is not None) is digits:
        number = take_number(cursor)
        if number is not None and number.value == quantity.bounds[1] and cursor.take(Kind.CLOSE):
            return
    cursor.index = start


def _take_implied(cursor: Cursor) -> Counted | None:
    """ "a child", "un enfant", "طفلان", "قتيل واحد": no figure, but a noun that is one or two."""
    start = cursor.index
    said = cursor.take(Kind.BEFORE)
    opened = cursor.index
    article = cursor.take(Kind.ARTICLE) is not None
    if not article and (not _carries_its_number(cursor.here) or _is_counted_before(cursor)):
        return None
    if article:
        skip_name(cursor, 1)
    measure, group, count = _take_noun(cursor)
    if count is None or (article and group is not None and are_things(cursor, group)):
        return None
    _take_repeated(cursor, count)
    figure = Quantity(bounds(Quantifier.EXACT, count), Quantifier.EXACT, "exact_words/1", opened, cursor.index)
    if said is not None and said.quantifier is not None:
        quantifier = said.quantifier
        figure = replace(
            figure, bounds=bounds(quantifier, count), quantifier=quantifier, rule=f"{quantifier}/1", start=start
        )
    return Counted(with_trailing(figure, cursor), group, measure)


def _carries_its_number(noun: Lexeme | None) -> bool:
    """Arabic nouns do by their form; a French phrase holds its article."""
    return noun is not None and (noun.is_arabic or noun.text.startswith(_FRENCH_ARTICLES))


def _is_counted_before(cursor: Cursor) -> bool:
    """ "مليونا نازح": behind what may be a number, though no rule reads it, a singular is not one person."""
    before = cursor.lexemes[cursor.index - 1 : cursor.index] if cursor.index else ()
    return any(lexeme.sense(kind) for lexeme in before for kind in (Kind.SCALE, Kind.DIGITS, Kind.HUNDREDS))


def _take_noun(cursor: Cursor) -> tuple[Measure | None, Group | None, int | None]:
    if counted := cursor.take(Kind.MEASURE_COUNTED):
        return counted.measure, take_group(cursor), counted.number
    start = cursor.index
    group = take_group(cursor)
    two = group is not None and group.count is None and _is_two(cursor) and cursor.lexemes[start].is_arabic
    return None, group, 2 if two else group.count if group else None


def _is_two(cursor: Cursor) -> bool:
    """ "مدنيين اثنين": the dual of a noun whose plural is spelt the same."""
    unit = cursor.see(Kind.UNIT)
    return unit is not None and unit.number == 2


def _take_repeated(cursor: Cursor, count: int) -> None:
    """The numeral that repeats the noun's number: "قتيل واحد", "طفلان اثنان"."""
    unit = cursor.see(Kind.UNIT)
    if unit is not None and unit.number == count:
        cursor.index += 1


def _above_total(subsets: tuple[Reading, ...], top: int | None, total: Quantity) -> tuple[str, ...]:
    """A part above its total is kept as the source wrote it, with a note."""
    if top is None or total.quantifier in (Quantifier.AT_LEAST, Quantifier.MORE_THAN, Quantifier.ABOUT):
        return ()
    floors = [part.best if part.low is None else part.low for part in subsets]
    return ("subset_above_total",) if any(floor is not None and floor > top for floor in floors) else ()
