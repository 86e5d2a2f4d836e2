"""The figure of a toll: "death toll from Tuesday's strike rises to 33", "ارتفاع حصيلة الشهداء إلى 41,909".

toll    = ("number of" measure | measure "toll" | "حصيلة" measure) words* reached amount | … ("of" | ":" | "is")* amount
        | ("deaths" | "injuries") "have"? reached amount
reached = "rises to" | "ارتفاع" … "إلى"; then another measure may follow without it: "والإصابات إلى 3531"

Nothing that counts, joins or ends may stand between a toll and its figure. One that rises is not said of one event.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from db.vocabulary import Measure, Quantifier
from ingest.normalize.clause_items import Item, ItemKind
from ingest.normalize.cursor import Cursor
from ingest.normalize.item_list import ItemList
from ingest.normalize.lexicon import Lexeme
from ingest.normalize.quantity import quantified
from ingest.normalize.senses import Kind
from ingest.normalize.totals import is_brought_to
from ingest.normalize.windows import NUMBERS

_OF_VERBS = (Quantifier.MORE_THAN, Quantifier.ABOUT)
_HARMED = frozenset({Measure.KILLED, Measure.INJURED, Measure.MISSING, Measure.DETAINED})
_BETWEEN = (ItemKind.OTHER, ItemKind.FILLER, ItemKind.OF, ItemKind.WINDOW)
_WORDS_BETWEEN = 10
_WORDS_BEFORE = 3


class TollFigure(NamedTuple):
    """``at`` is the index of the amount; ``grows`` where the toll is told to have risen to it."""

    at: int
    grows: bool


def toll_figure(cursor: Cursor, seen: ItemList, at: int, *, told: bool) -> TollFigure | None:
    """The figure of the measure at item ``at``, where that is a toll; ``told`` where a toll before it rose."""
    item = seen.items[at]
    figure = at + 1
    while seen.kind(figure) in _BETWEEN and figure <= at + _WORDS_BETWEEN:
        figure += 1
    changed = seen.kind(figure) is ItemKind.AMOUNT and _is_changed(cursor, seen.items[figure])
    if item.measure not in _HARMED and not changed:
        return None
    if seen.kind(figure) is not ItemKind.AMOUNT or _counts(cursor, seen.items[at + 1 : figure]):
        return None
    if told and figure == at + 2 and cursor.lexemes[item.start - 1].sense(Kind.AND) and _is_to(cursor, seen, figure):
        return TollFigure(figure, True)
    if not _is_toll(cursor, item) and not (item.harm and _is_reached(cursor, seen, at, figure)):
        return None
    if _has_grown(cursor, seen, item, figure):
        return TollFigure(figure, True)
    rest = seen.items[at + 1 : figure]
    named = all(other.kind is not ItemKind.OTHER or cursor.lexemes[other.start].sense(Kind.TOLL) for other in rest)
    rises = any(word.sense(Kind.REACHED) for word in _words_before(cursor, item))  # by so many, or to so many
    return TollFigure(figure, False) if named and not rises else None


def with_verb_before(cursor: Cursor, item: Item, amount: Item) -> Item:
    """The ``amount`` of a toll under the verb that stands before the toll ``item``: "تجاوز عدد القتلى 100"."""
    words = cursor.lexemes[: item.start + 1]
    start = next((index for index in (item.start, item.start - 1) if index > 0 and _names_a_toll(words[index])), 0)
    verb = words[start - 1] if start else None
    bound = verb.sense(Kind.BEFORE) if verb is not None and verb.is_arabic else None
    if bound is None or bound.quantifier not in _OF_VERBS or amount.counted is None:
        return amount
    quantity = quantified(amount.counted.quantity, bound.quantifier, cursor.text)
    return replace(amount, counted=replace(amount.counted, quantity=quantity))


def _names_a_toll(lexeme: Lexeme) -> bool:
    return lexeme.sense(Kind.NUMBER_OF) is not None or lexeme.sense(Kind.TOLL) is not None


def _is_toll(cursor: Cursor, item: Item) -> bool:
    """Whether "number of", "حصيلة" or "toll" stands there."""
    before = cursor.lexemes[item.start - 1 : item.start] if item.start else ()
    first, behind = cursor.lexemes[item.start], cursor.lexemes[item.end : item.end + 1]
    arabic = any(lexeme.is_arabic and lexeme.sense(Kind.TOLL) for lexeme in before)
    return bool(first.sense(Kind.NUMBER_OF)) or arabic or any(_is_english_toll(lexeme) for lexeme in behind)


def _is_reached(cursor: Cursor, seen: ItemList, at: int, figure: int) -> bool:
    """ "deaths have reached 3,219": helping verbs alone between the measure and what its figure came to."""
    *helping, last = seen.items[at + 1 : figure] or [seen.items[at]]
    reached = not cursor.lexemes[last.start].is_arabic and cursor.lexemes[last.start].sense(Kind.REACHED) is not None
    return reached and all(word.kind is ItemKind.FILLER for word in helping)


def _is_english_toll(lexeme: Lexeme) -> bool:
    return not lexeme.is_arabic and lexeme.sense(Kind.TOLL) is not None


def _has_grown(cursor: Cursor, seen: ItemList, item: Item, figure: int) -> bool:
    start = seen.items[figure].start
    if cursor.lexemes[start - 1].sense(Kind.REACHED) and not cursor.lexemes[start - 1].is_arabic:
        return True
    if is_brought_to(cursor.lexemes, start) or _is_changed(cursor, seen.items[figure]):
        return True
    said = [*_words_before(cursor, item), *cursor.lexemes[item.start : start]]
    return _is_to(cursor, seen, figure) and any(lexeme.is_arabic and lexeme.sense(Kind.REACHED) for lexeme in said)


def _is_changed(cursor: Cursor, figure: Item) -> bool:
    """Whether it is what a figure came to: "fell from 40 to 30", "ارتفاع عدد القتلى من 12 إلى 17"."""
    first = cursor.lexemes[figure.start]
    exact = figure.counted is not None and figure.counted.quantity.quantifier is Quantifier.EXACT
    return first.sense(Kind.CHANGED_FROM) is not None or (first.sense(Kind.FROM) is not None and exact)


def _words_before(cursor: Cursor, item: Item) -> Sequence[Lexeme]:
    return cursor.lexemes[max(item.start - _WORDS_BEFORE, 0) : item.start]


def _is_to(cursor: Cursor, seen: ItemList, figure: int) -> bool:
    before = cursor.lexemes[seen.items[figure].start - 1]
    return before.is_arabic and before.sense(Kind.TO) is not None


def _counts(cursor: Cursor, between: list[Item]) -> bool:
    """Whether a number stands between that no rule reads; the days of a date or a window are part of it."""
    untimed = (item for item in between if item.time is None and item.window is None)
    words = (cursor.lexemes[index] for item in untimed for index in range(item.start, item.end))
    return any(word.sense(kind) for word in words for kind in (*NUMBERS, Kind.DASH, Kind.STOP))
