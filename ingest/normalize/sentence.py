"""Reading a plain reporting sentence, English or Arabic, into one statement for each measure and group.

A sentence is read by order alone: a number belongs to the measure right behind it ("four people were killed") or right
before it ("deaths of four people"). A number of people or a measure that is left over makes the sentence unreadable:
what it belongs to would be a guess. Denials, fears and forecasts are no claims.
"""

import re
from collections.abc import Collection
from itertools import pairwise
from typing import NamedTuple

from db.vocabulary import Measure
from ingest.normalize.ages import without_ages
from ingest.normalize.amount import check_characters
from ingest.normalize.annotations import noted
from ingest.normalize.binding import Binder
from ingest.normalize.bodies import with_bodies
from ingest.normalize.clause_items import Item, ItemKind, items
from ingest.normalize.cursor import Cursor
from ingest.normalize.flight import with_flight
from ingest.normalize.left_out import people_are_left_out
from ingest.normalize.lexicon import Lexeme, lex
from ingest.normalize.nothing import take_nothing
from ingest.normalize.ratios import refuse_ratios
from ingest.normalize.reading import Reading, UnreadableError
from ingest.normalize.senses import Kind
from ingest.normalize.shorthand import spelt_out
from ingest.normalize.statement import Statement
from ingest.normalize.times_of import with_times
from ingest.normalize.unreadable import unreadable
from ingest.normalize.whole_text import (
    refuse_among,
    refuse_families_of,
    refuse_found,
    refuse_powers,
    refuse_short_millions,
    with_several,
)
from ingest.normalize.windows import is_rate

MAX_TEXT = 5_000
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}\.000")
"""What no English text writes for a whole number below a thousand."""

__all__ = ["Statement", "read_sentence"]


def read_sentence(text: str, *, measure: Measure | None = None, decimal: str | None = None) -> list[Statement]:
    """The statements of ``text``, in its order; none where it speaks of no number of people and no harm.

    ``measure`` is what a bare number of people counts ("over 300,000 civilians"), where the context says it,
    ``decimal`` the decimal separator, "." or ",", of a sentence that doesn't show its own. Raises
    :class:`~ingest.normalize.reading.UnreadableError` where a number of people or a measure can't be placed.
    """
    check_characters(text, MAX_TEXT)
    lexemes = with_bodies(with_flight(spelt_out(lex(without_ages(text), sentence=True))))
    found = [_read(text, part, measure, decimal) for part in _sentences(lexemes)]
    statements = [statement for part in found for statement in part.statements]
    refuse_found(statements, lexemes, text)
    refuse_powers(statements, text)
    refuse_short_millions(statements, text)
    refuse_ratios(statements, lexemes, text)
    refuse_families_of(statements, text)
    refuse_among(statements, lexemes, text)
    if any(part.left_out for part in found):
        statements = [noted(statement, "people_left_out") for statement in statements]
    harmed_before = any(part.harmed_before for part in found)
    if harmed_before and not statements:
        raise unreadable("harmed_before", text)
    if harmed_before:
        statements = [noted(statement, "harmed_before") for statement in statements]
    return with_several(statements, lexemes)


class _Read(NamedTuple):
    """What one sentence holds.

    ``left_out`` where it speaks of more people than it counts, ``harmed_before`` where some are not newly harmed.
    """

    statements: list[Statement]
    left_out: bool = False
    harmed_before: bool = False


def _sentences(lexemes: list[Lexeme]) -> list[list[Lexeme]]:
    """Cut at full stops that a space or the end follows, and at question marks."""
    parts: list[list[Lexeme]] = [[]]
    for index, lexeme in enumerate(lexemes):
        parts[-1].append(lexeme)
        ends = index + 1 == len(lexemes) or not lexemes[index + 1].glued
        if lexeme.sense(Kind.STOP) and ends:
            parts.append([])
    return [part for part in parts if part]


def _read(text: str, lexemes: list[Lexeme], measure: Measure | None, decimal: str | None) -> _Read:
    cursor = Cursor(text, lexemes, _decimal(lexemes) or decimal)
    nothing = take_nothing(cursor)
    found = list(items(cursor))
    if not any(item.kind in (ItemKind.AMOUNT, ItemKind.MEASURE, ItemKind.NOTHING) for item in found):
        return _Read(nothing)
    denied = any(lexeme.sense(Kind.NOT_ASSERTED) for lexeme in lexemes)
    binder = Binder(cursor, found, measure)
    try:
        statements = binder.statements()
    except UnreadableError:
        if not denied:
            raise
        raise unreadable("not_asserted", text) from None
    starts = {reading.span[0] for statement in statements for reading in _readings(statement)}
    if statements and (denied or _foresees(lexemes, max(starts))):
        raise unreadable("not_asserted", text)
    if statements and is_rate(lexemes):
        raise unreadable("rate", text)
    statements = with_times(statements, found, cursor)
    left_out = people_are_left_out(_counted(found, binder.passed), lexemes, starts)
    return _Read(nothing + statements, left_out, bool(binder.passed))


def _foresees(lexemes: list[Lexeme], last: int) -> bool:
    """Whether something is feared or planned before the last figure, which begins at the offset ``last``."""
    return any(lexeme.start < last and lexeme.sense(Kind.FORESEEN) for lexeme in lexemes)


def _counted(found: list[Item], passed: Collection[int]) -> list[Item]:
    """The items without those of people who were harmed before, whom no figure of the sentence should count."""
    return [item for index, item in enumerate(found) if index not in passed]


def _decimal(lexemes: list[Lexeme]) -> str | None:
    """The decimal separator of Latin letters; None where another may be one: "1,2 million", "12.000 people"."""
    latin = any(lexeme.text.isascii() and lexeme.text.isalpha() for lexeme in lexemes)
    if any(_THOUSANDS.fullmatch(lexeme.text) for lexeme in lexemes):
        return None
    open_comma = any(
        number.sense(Kind.DIGITS) and number.text.count(",") == 1 and scale.sense(Kind.SCALE)
        for number, scale in pairwise(lexemes)
    )
    return "." if latin and not open_comma else None


def _readings(statement: Statement) -> list[Reading]:
    derived_from = [statement.derived_from] if statement.derived_from else []
    return [statement.reading, *statement.reading.subsets, *derived_from]
