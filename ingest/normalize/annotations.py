"""What is said beside the figures of a sentence: its window, how they were established, how far "at least" reaches."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from db.vocabulary import Quantifier
from ingest.normalize.clause_items import Item
from ingest.normalize.counted import Counted
from ingest.normalize.cursor import Cursor
from ingest.normalize.lexicon import Lexeme
from ingest.normalize.nearer import Figure, Nearer, brought_nearer
from ingest.normalize.nothing import CASUALTIES
from ingest.normalize.senses import Kind
from ingest.normalize.statement import Statement
from ingest.normalize.unreadable import unreadable
from ingest.normalize.windows import Window

_REACHING = frozenset({Quantifier.AT_LEAST, Quantifier.MORE_THAN, Quantifier.ABOUT})


def with_basis(statements: list[Statement], lexemes: Sequence[Lexeme], items: list[Item]) -> list[Statement]:
    """The statements with the basis that the sentence states, where it states one; a part's basis is the part's own."""
    inside = {index for item in items if item.parts for index in range(item.start, item.end)}
    said = {
        sense.basis
        for index, lexeme in enumerate(lexemes)
        if index not in inside and (sense := lexeme.sense(Kind.BASIS))
    }
    basis = next(iter(said)) if len(said) == 1 else None
    return [statement if statement.basis else replace(statement, basis=basis) for statement in statements]


def noted(statement: Statement, *codes: str) -> Statement:
    return replace(statement, notes=(*statement.notes, *codes))


def within(statement: Statement, window: Window) -> Statement:
    if statement.window is not None:
        return statement
    return replace(
        statement,
        series=window.series,
        period_hours=window.hours,
        period_days=window.days,
        window=window.words,
        since=window.since,
    )


def revised(statement: Statement, to: Counted, cursor: Cursor) -> Statement:
    """``statement`` with the figure that took the place of its own; who is counted stays, and parts are let go."""
    figure, before = to.reading(cursor), statement.reading
    who = {name: getattr(figure, name) or getattr(before, name) for name in ("population", "sex", "age")}
    unit = figure.unit if to.group is not None and to.group.unit else before.unit
    return noted(replace(statement, reading=replace(figure, unit=unit, **who)), "revised")


def of_casualties(casualties: list[Counted], statements: list[Statement], text: str) -> list[Statement]:
    """ "27 civilian casualties: 9 killed and 18 injured": the sum counts the same people twice, and says who they are.

    Raises where it is not their sum.
    """
    harmed = [said.reading.best for said in statements if said.measure in CASUALTIES]
    known = [figure for figure in harmed if figure is not None]
    total, *others = casualties
    if others or not known or len(known) < len(harmed) or total.quantity.bounds[1] != sum(known):
        raise unreadable("no_measure", text)
    population = total.group.population if total.group else None
    return [
        replace(said, reading=replace(said.reading, population=said.reading.population or population))
        if said.measure in CASUALTIES
        else said
        for said in statements
    ]


def said_nearer(statement: Statement, nearer: Nearer) -> Statement | None:
    """``statement`` with its figure as the words behind it say it nearer; None where they speak of another."""
    reading = statement.reading
    said = Figure((reading.low, reading.best, reading.high), reading.quantifier, reading.rule)
    brought = brought_nearer(said, nearer)
    if brought is None:
        return None
    low, best, high = brought.bounds
    read = replace(reading, low=low, best=best, high=high, quantifier=brought.quantifier, rule=brought.rule)
    return replace(statement, reading=read)


def _is_stated(statement: Statement) -> bool:
    """Whether it is an exact figure of people: not one that is derived, and not that there were none."""
    return statement.reading.quantifier is Quantifier.EXACT and statement.reading.best != 0 and not statement.derived


def with_reach(statements: list[Statement]) -> list[Statement]:
    """Notes on an exact figure after "at least", or without a window after one: the words may extend to it."""
    result = statements[:1]
    for before, statement in pairwise(statements):
        codes: list[str] = []
        reaching = before.reading.quantifier
        if reaching in _REACHING and _is_stated(statement):
            codes.append(f"{reaching}_may_reach")
        if before.window is not None and statement.window is None and "late_report" not in statement.notes:
            codes.append("period_may_reach")
        result.append(noted(statement, *(code for code in codes if code not in statement.notes)))
    return result
