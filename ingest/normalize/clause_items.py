"""A sentence as the items that a claim is made of: counted people, measures, windows, parts, and the words between.

A number that counts nobody (a date, a distance, "two airstrikes") becomes ``OTHER`` here; one that can't be read
raises only where it stands beside people or a measure.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum, auto

from db.vocabulary import Measure, Quantifier
from ingest.normalize.bare_numbers import is_bare, is_of_name
from ingest.normalize.counted import Counted, take_counted, take_group
from ingest.normalize.cursor import Cursor
from ingest.normalize.date_in_words import is_september
from ingest.normalize.date_words import begins_date
from ingest.normalize.groups import Group
from ingest.normalize.mostly import take_mostly
from ingest.normalize.nearer import Nearer, Place, take_nearer
from ingest.normalize.nothing import take_nothing
from ingest.normalize.number_of import take_number_of
from ingest.normalize.people_of_families import take_people_of
from ingest.normalize.reading import UnreadableError
from ingest.normalize.revised import take_changed, take_revision, take_uncounted
from ingest.normalize.said_time import kinds_of, take_time
from ingest.normalize.senses import Kind, Sense
from ingest.normalize.statement import Statement
from ingest.normalize.subsets import MEASURE_KINDS, Part, take_parts
from ingest.normalize.unreadable import unreadable
from ingest.normalize.windows import Window, take_window

_LINKS = {
    Kind.AND: "and",
    Kind.COMMA: "comma",
    Kind.AUXILIARY: "filler",
    Kind.REPORTED: "filler",
    Kind.OF: "of",
    Kind.COLON: "of",
    Kind.POSSESSIVE: "possessive",
}
# what may be wrong with a number that counts something else: 2.5 km
_DIGIT_CODES = frozenset({"fraction_of_person", "ambiguous_separator", "bad_grouping", "mixed_digits", "too_large"})


class ItemKind(StrEnum):
    AMOUNT = auto()
    GROUP = auto()
    MEASURE = auto()
    PARTS = auto()
    WINDOW = auto()
    AND = auto()
    COMMA = auto()
    FILLER = auto()
    OF = auto()
    POSSESSIVE = auto()
    REVISION = auto()
    NEARER = auto()
    NOTHING = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Item:
    """One part of a sentence; ``start`` and ``end`` are lexeme indexes. What is set depends on ``kind``.

    A measure ``leads`` where its number may follow it, ``trails`` where its number may come before it. ``bare`` is an
    amount that names nobody and is followed by a word that may be what it counts. A ``wide`` measure is not said of one
    event. A revision is the amount that takes the place of the one before it ("revised to 7"). ``nothing`` are the
    statements of "no deaths" within a sentence. ``nearer`` is what is said nearer of the figure before it. ``time`` are
    the words of a time that the sentence speaks of.
    """

    kind: ItemKind
    start: int
    end: int
    counted: Counted | None = None
    group: Group | None = None
    parts: tuple[Part, ...] = ()
    measure: Measure | None = None
    leads: bool = False
    trails: bool = False
    harm: bool = False
    needs_lives: bool = False
    bare: bool = False
    wide: bool = False
    window: Window | None = None
    nothing: tuple[Statement, ...] = ()
    nearer: Nearer | None = None
    time: str | None = None


def items(cursor: Cursor) -> Iterator[Item]:
    """The items from the cursor to the end."""
    last: Item | None = None
    while not cursor.at_end:
        start = cursor.index
        item = (_take_nearer(cursor) if last and _is_open(last) else None) or _take_item(cursor)
        if item is None:
            cursor.index = start + 1
            item = Item(ItemKind.OTHER, start, start + 1)
        last = item if item.counted else last
        yield item


def _is_open(item: Item) -> bool:
    """Whether a figure may be said nearer behind it: a range, or a vague word."""
    return item.counted is not None and item.counted.quantity.quantifier in (Quantifier.RANGE, Quantifier.VAGUE)


def _take_nearer(cursor: Cursor) -> Item | None:
    start = cursor.index
    nearer = take_nearer(cursor, Place.MEASURE)
    return Item(ItemKind.NEARER, start, cursor.index, nearer=nearer) if nearer else None


def _take_item(cursor: Cursor) -> Item | None:
    here = cursor.lexemes[cursor.index]
    if not here.senses and not begins_date(here.text):  # most words are no word of the grammar
        return None
    if item := _take_beside(cursor):
        return item
    if is_september(cursor) or is_of_name(cursor):
        return None
    takes = (_take_revised, _take_none, _take_amount, _take_measure, _take_group, _take_link)
    return next((item for take in takes if (item := take(cursor))), None)


def _take_beside(cursor: Cursor) -> Item | None:
    """What stands beside the figures: when it was, what is part of them, and numbers that count nobody."""
    start = cursor.index
    since = take_window(cursor, since=True)
    if since is None and (time := take_time(cursor)):
        kind = ItemKind.FILLER if Kind.SO_FAR in kinds_of(time) else ItemKind.OTHER
        return Item(kind, start, cursor.index, time=time)
    if window := since or take_window(cursor):
        return Item(ItemKind.WINDOW, start, cursor.index, window=window)
    if take_mostly(cursor):
        return Item(ItemKind.FILLER, start, cursor.index)
    if parts := take_parts(cursor, bound=True):
        return Item(ItemKind.PARTS, start, cursor.index, parts=parts)
    return Item(ItemKind.OTHER, start, cursor.index) if take_uncounted(cursor) else None


def _take_revised(cursor: Cursor) -> Item | None:
    start = cursor.index
    if changed := take_changed(cursor):
        return Item(ItemKind.AMOUNT, start, cursor.index, counted=changed)
    figure = take_revision(cursor)
    return Item(ItemKind.REVISION, start, cursor.index, counted=figure) if figure else None


def _take_none(cursor: Cursor) -> Item | None:
    start = cursor.index
    if cursor.see(Kind.NO, Kind.NONE, Kind.NONE_REPORTED) and (nothing := take_nothing(cursor)):
        return Item(ItemKind.NOTHING, start, cursor.index, nothing=tuple(nothing))
    return None


def _take_amount(cursor: Cursor) -> Item | None:
    start = cursor.index
    try:
        counted = take_counted(cursor)
    except UnreadableError as error:
        if error.code not in _DIGIT_CODES or _counts_people(cursor, start):
            raise
        cursor.index = start
        return None
    if counted is None:
        return None
    if counted.group is None and cursor.see(Kind.MONTH):
        cursor.index = start
        return None
    _refuse_split_number(cursor)
    bare = is_bare(cursor, counted, start)
    parts = take_parts(cursor)
    if not parts and (people := take_people_of(cursor, counted)):
        parts, counted = (Part(counted.reading(cursor)),), people
    return Item(ItemKind.AMOUNT, start, cursor.index, counted=counted, parts=parts, bare=bare)


def _counts_people(cursor: Cursor, start: int) -> bool:
    """Whether the number that failed at ``start`` stands beside people or a measure."""
    after = start + 1
    for part in (Kind.SCALE, Kind.OF):
        if after < len(cursor.lexemes) and cursor.lexemes[after].sense(part):
            after += 1
    around = [*cursor.lexemes[max(start - 1, 0) : start], *cursor.lexemes[after : after + 1]]
    return any(lexeme.sense(kind) for lexeme in around for kind in (Kind.GROUP, *MEASURE_KINDS))


def _refuse_split_number(cursor: Cursor) -> None:
    """ "12 300 people" may be one number grouped with a space, or a 12 that ends something else."""
    before, here = cursor.lexemes[cursor.index - 1], cursor.here
    if here and before.sense(Kind.DIGITS) and here.sense(Kind.DIGITS) and len(before.text) <= 3 and len(here.text) == 3:
        raise unreadable("ambiguous_separator", cursor.text[before.start : here.end])


def _take_measure(cursor: Cursor) -> Item | None:
    start = cursor.index
    if number_of := take_number_of(cursor):
        measure, group = number_of
        return Item(ItemKind.MEASURE, start, cursor.index, measure=measure, group=group, leads=True)
    here = cursor.here
    sense: Sense | None = cursor.take(*MEASURE_KINDS, Kind.LIVES_VERB)
    if here is None or sense is None:
        return None
    lives = sense.kind is Kind.LIVES_VERB
    return Item(
        ItemKind.MEASURE,
        start,
        cursor.index,
        measure=Measure.KILLED if lives else sense.measure,
        leads=lives or here.sense(Kind.MEASURE_BEFORE) is not None or _heads_a_list(cursor, sense),
        trails=here.sense(Kind.MEASURE_AFTER) is not None,
        harm=here.sense(Kind.MEASURE_HARM) is not None,
        needs_lives=lives,
        wide=lives,
    )


def _heads_a_list(cursor: Cursor, measure: Sense) -> bool:
    """ "deaths: 3, wounded: 5": the number behind the colon is the measure's."""
    return measure.kind is not Kind.LIVES_VERB and cursor.see(Kind.COLON) is not None


def _take_group(cursor: Cursor) -> Item | None:
    start = cursor.index
    group = take_group(cursor)
    return Item(ItemKind.GROUP, start, cursor.index, group=group) if group is not None else None


def _take_link(cursor: Cursor) -> Item | None:
    start = cursor.index
    sense = cursor.take(*_LINKS)
    return Item(ItemKind(_LINKS[sense.kind]), start, cursor.index) if sense else None
