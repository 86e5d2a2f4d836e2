"""What is said nearer behind a figure: the likeliest of a range, and the least of a vague word.

"4 to 6, most likely 5", "dozens were killed (at least 30)"

nearer = ("," | "(")? "a"? likeliest ("of" | ":")? number people* ")"?  |  ("," | "(") lower bound people* (")" | ",")
"""

from dataclasses import dataclass
from enum import Enum, auto

from db.vocabulary import Quantifier
from ingest.normalize.amount_rules import Bounds
from ingest.normalize.cursor import Cursor
from ingest.normalize.quantity import LOWER_BOUNDS, Quantity, take_quantity, with_trailing
from ingest.normalize.senses import Kind

_RANGE_WITH_BEST = "range_with_best/1"
_JOINTS = (Kind.COMMA, Kind.OPEN, Kind.DASH)
_INTRODUCING = (Kind.AND, Kind.ARTICLE, Kind.AUXILIARY)
_ENDS = (Kind.STOP, Kind.COMMA, Kind.CLOSE, Kind.BOUNDARY, Kind.SUBSET)
_FEWEST_UNITS = 2


class Place(Enum):
    """Where the words stand: behind the figure itself, or behind what it says happened."""

    FIGURE = auto()
    MEASURE = auto()


@dataclass(frozen=True, slots=True)
class Nearer:
    """The ``quantity`` that is said nearer; ``likeliest`` if it is the best of a range, else a lower bound."""

    quantity: Quantity
    likeliest: bool


@dataclass(frozen=True, slots=True)
class Figure:
    """What a figure says, by whatever it is kept in."""

    bounds: Bounds
    quantifier: Quantifier | None
    rule: str


def with_nearer(quantity: Quantity, cursor: Cursor, place: Place = Place.FIGURE) -> Quantity:
    """The quantity as the words behind it say it nearer, if some do and it is a range or vague."""
    if quantity.quantifier not in (Quantifier.RANGE, Quantifier.VAGUE):
        return quantity
    start = cursor.index
    nearer = take_nearer(cursor, place)
    found = nearer and brought_nearer(Figure(quantity.bounds, quantity.quantifier, quantity.rule), nearer)
    if not found:
        cursor.index = start
        return quantity
    return Quantity(found.bounds, found.quantifier, found.rule, quantity.start, cursor.index, quantity.notes)


def brought_nearer(figure: Figure, nearer: Nearer) -> Figure | None:
    """The figure with what is said nearer of it; None where that is said of another or contradicts it."""
    low, best, high = figure.bounds
    said = nearer.quantity.bounds[1]
    if said is None:
        return None
    if nearer.likeliest:
        inside = low is not None and high is not None and low <= said <= high
        of_range = figure.quantifier is Quantifier.RANGE and best is None
        return Figure((low, said, high), Quantifier.RANGE, _RANGE_WITH_BEST) if inside and of_range else None
    # "dozens" is two dozen at least, where nothing nearer is said
    if figure.quantifier is Quantifier.VAGUE and low is not None and said * _FEWEST_UNITS >= low:
        return Figure(nearer.quantity.bounds, nearer.quantity.quantifier, nearer.quantity.rule)
    return None


def take_nearer(cursor: Cursor, place: Place) -> Nearer | None:
    """The words at the cursor that say a figure nearer, or None with the cursor where it was."""
    start = cursor.index
    bracketed = cursor.see(Kind.OPEN) is not None
    joined = cursor.take(*_JOINTS) is not None
    nearer = _take_likeliest(cursor) or (_take_floor(cursor) if joined else None)
    if nearer is not None and _ends(cursor, place, bracketed=bracketed, likeliest=nearer.likeliest):
        return nearer
    cursor.index = start
    return None


def _take_likeliest(cursor: Cursor) -> Nearer | None:
    start = cursor.index
    cursor.skip(*_INTRODUCING)
    if cursor.take(Kind.LIKELIEST):
        cursor.take(Kind.OF, Kind.COLON, Kind.AUXILIARY)
        quantity = take_quantity(cursor)
        if quantity is not None and quantity.quantifier is Quantifier.EXACT:
            return Nearer(quantity, likeliest=True)
    cursor.index = start
    return None


def _take_floor(cursor: Cursor) -> Nearer | None:
    start = cursor.index
    quantity = take_quantity(cursor)
    if quantity is not None:
        _skip_people(cursor)
        quantity = with_trailing(quantity, cursor)
        if quantity.quantifier in LOWER_BOUNDS:
            return Nearer(quantity, likeliest=False)
    cursor.index = start
    return None


def _skip_people(cursor: Cursor) -> None:
    """Nouns that say no more than that people are counted."""
    while (noun := cursor.see(Kind.GROUP)) and noun.group and not noun.group.says_who:
        cursor.index += 1


def _ends(cursor: Cursor, place: Place, *, bracketed: bool, likeliest: bool) -> bool:
    """Whether the words end here, so that their number counts nobody else."""
    _skip_people(cursor)
    if bracketed:
        return cursor.take(Kind.CLOSE) is not None
    if place is Place.FIGURE and cursor.take(Kind.COMMA):
        return True
    if place is Place.FIGURE and likeliest and cursor.see(Kind.MEASURE_AFTER, Kind.AUXILIARY):
        return True
    return cursor.at_end or cursor.see(*_ENDS) is not None
