"""What only the whole text shows: several figures of one measure, powers, and missing people who were found again."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import combinations

from db.vocabulary import Measure, Series
from ingest.normalize.annotations import noted
from ingest.normalize.lexicon import Lexeme
from ingest.normalize.senses import Kind
from ingest.normalize.statement import Statement
from ingest.normalize.unreadable import unreadable
from ingest.normalize.windows import NUMBERS

_POWER = re.compile(r"[0-9][eE^][+-]?$")
_SHORT_MILLION = re.compile(r"[0-9]\s?[mM]$")
_HARMED = frozenset({Measure.KILLED, Measure.INJURED, Measure.MISSING, Measure.DETAINED})
_FAMILIES_OF = re.compile(r"\b(?:families|households|hhs|familles|ménages) (?:of|de) $", re.IGNORECASE)
_AMONG = (Kind.BETWEEN, Kind.MEASURE_COUNTED, Kind.AND, Kind.MEASURE_COUNTED)
_OF_A_LIST = (Kind.AND, Kind.COMMA, Kind.GROUP, Kind.ADJECTIVE, Kind.OF, Kind.POSSESSIVE, *NUMBERS)


def with_several(statements: Sequence[Statement], lexemes: Sequence[Lexeme]) -> list[Statement]:
    """The statements with a note and no series where two may count the same people of one measure.

    They may speak of two places or days, or one may hold or mend the other: "3 killed in Idlib, 5 killed in Aleppo".
    To count them in one incident would make of them one figure with a range.
    """
    known = [statement for statement in statements if _has_figure(statement)]
    several = {
        id(statement)
        for one, other in combinations(known, 2)
        if _may_be_the_same(one, other) and not _in_one_list(one, other, lexemes)
        for statement in (one, other)
    }
    return [
        noted(replace(statement, series=Series.UNSPECIFIED), "several_figures")
        if id(statement) in several
        else statement
        for statement in statements
    ]


def refuse_found(statements: Iterable[Statement], lexemes: Sequence[Lexeme], text: str) -> None:
    """Refuses "12 were missing and later found alive"."""
    if any(said.measure is Measure.MISSING and _are_found(said, lexemes) for said in statements):
        raise unreadable("found_again", text)


def refuse_powers(statements: Iterable[Statement], text: str) -> None:
    """Refuses "1e3 displaced" and "10^3 displaced", of which only the last digits would be read."""
    if any(_POWER.search(text[: said.reading.span[0]]) for said in statements):
        raise unreadable("scientific_notation", text)


def refuse_short_millions(statements: Iterable[Statement], text: str) -> None:
    """Refuses "killed: 3M", three males or three million; "1.2M displaced" are people on the move."""
    harmed = (said for said in statements if said.measure in _HARMED)
    if any(_SHORT_MILLION.search(text[slice(*said.reading.span)]) for said in harmed):
        raise unreadable("unreadable_words", text)


def refuse_families_of(statements: Iterable[Statement], text: str) -> None:
    """Refuses "200 families of five were displaced", of which only the five would be read."""
    if any(_FAMILIES_OF.search(text[: said.reading.span[0]]) for said in statements):
        raise unreadable("unreadable_words", text)


def refuse_among(statements: Iterable[Statement], lexemes: Sequence[Lexeme], text: str) -> None:
    """Refuses "20 بين قتيل وجريح", twenty who are killed or wounded, and not one of each."""
    if not any(statements):
        return
    starts = (index for index, lexeme in enumerate(lexemes) if lexeme.sense(_AMONG[0]))
    runs = (lexemes[start : start + len(_AMONG)] for start in starts)
    if any(len(run) == len(_AMONG) and all(map(Lexeme.sense, run, _AMONG)) for run in runs):
        raise unreadable("several_measures", text)


def _may_be_the_same(one: Statement, other: Statement) -> bool:
    """Whether both are of one measure, and no word tells their people apart."""
    if (one.measure, one.series, one.group) != (other.measure, other.series, other.group):
        return False
    pairs = ((getattr(one.reading, name), getattr(other.reading, name)) for name in ("population", "sex", "age"))
    return one.reading.unit is other.reading.unit and not any(a and b and a is not b for a, b in pairs)


def _in_one_list(one: Statement, other: Statement, lexemes: Sequence[Lexeme]) -> bool:
    """ "15 civilians and 3 others": they are told apart by being counted beside each other, unless both are alike."""
    if _who(one) == _who(other):
        return False
    start, end = one.reading.span[1], other.reading.span[0]
    between = [lexeme for lexeme in lexemes if start <= lexeme.start < end]
    return all(any(lexeme.sense(kind) for kind in _OF_A_LIST) for lexeme in between)


def _who(statement: Statement) -> tuple[object, ...]:
    return (statement.reading.population, statement.reading.sex, statement.reading.age)


def _has_figure(statement: Statement) -> bool:
    return any(bound is not None for bound in (statement.reading.low, statement.reading.best, statement.reading.high))


def _are_found(missing: Statement, lexemes: Sequence[Lexeme]) -> bool:
    """Whether finding stands right before the figure, or behind it before any other number."""
    start, end = missing.reading.span
    before = [lexeme for lexeme in lexemes if lexeme.end <= start]
    if before and _finds(before[-1:]):
        return True
    after = [lexeme for lexeme in lexemes if lexeme.start >= end]
    until = next((i for i, lexeme in enumerate(after) if any(lexeme.sense(kind) for kind in NUMBERS)), len(after))
    return _finds(after[:until])


def _finds(lexemes: Iterable[Lexeme]) -> bool:
    return any(lexeme.sense(Kind.FOUND) for lexeme in lexemes)
