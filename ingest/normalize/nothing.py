"""Sentences whose subject is nobody, or harm without a number: "no one was killed", "casualties were reported"."""

from db.vocabulary import Measure, Series
from ingest.normalize.counted import take_group
from ingest.normalize.cursor import Cursor
from ingest.normalize.groups import Group
from ingest.normalize.senses import Kind
from ingest.normalize.statement import Statement
from ingest.normalize.whole_cells import without_figures
from ingest.normalize.windows import NUMBERS

CASUALTIES = (Measure.KILLED, Measure.INJURED)


def take_nothing(cursor: Cursor) -> list[Statement]:
    """The statements of such a sentence; none leaves the cursor where it was.

    Casualties are both killed and injured. What follows ("… but six were injured") is left at the cursor.
    """
    start = cursor.index
    opening = cursor.take(Kind.NONE_REPORTED, Kind.NO, Kind.NONE)
    group = take_group(cursor)
    measures = list(_take_measures(cursor, group))
    if opening is not None and opening.measure is not None:
        measures.insert(0, opening.measure)
    said = cursor.skip(Kind.REPORTED, Kind.AUXILIARY)
    unsaid = _take_not_reported(cursor)
    reported = said or unsaid or (opening is not None and opening.kind is Kind.NONE_REPORTED)
    told = _are_casualties(measures) and not _is_one(group) and (said or unsaid or _ends(cursor))
    if not measures or (opening is None and not told):
        cursor.index = start
        return []
    rule = "harm_reported/1" if opening is None and not unsaid else "none_reported/1" if reported else "none/1"
    notes = () if rule == "none/1" else (rule.removesuffix("/1"),)
    reading = without_figures(cursor, rule, start, group, *notes)
    return [Statement(measure, Series.INCIDENT, reading) for measure in dict.fromkeys(measures)]


def is_unnumbered(cursor: Cursor, measure: int) -> bool:
    """Whether the harm at the lexeme ``measure`` is of an unknown number: "an unknown number wounded"."""
    before = cursor.lexemes[max(measure - 1, 0) : measure]
    return any(lexeme.sense(Kind.UNNUMBERED) for lexeme in before)


def _take_not_reported(cursor: Cursor) -> bool:
    """ "not reported", "weren't reported", "n'a été signalée" """
    start = cursor.index
    here = cursor.here
    if here is not None and here.text[0].isalpha() and cursor.take(Kind.UNKNOWN):
        return True
    if cursor.take(Kind.NOT_ASSERTED):
        cursor.skip(Kind.AUXILIARY)
        if cursor.skip(Kind.REPORTED):
            return True
    cursor.index = start
    return False


def _take_measures(cursor: Cursor, group: Group | None) -> list[Measure]:
    measures = list(CASUALTIES) if group is not None and "casualties" in group.names else []
    while True:
        start = cursor.index
        cursor.take(Kind.AND, Kind.OR, Kind.COMMA)
        cursor.skip(Kind.AUXILIARY)
        if measures and _has_its_own_number(cursor):
            cursor.index = start
            return measures
        if sense := cursor.take(Kind.MEASURE_AFTER, Kind.MEASURE_HARM):
            measures.extend([sense.measure] if sense.measure else [])
        elif cursor.take(Kind.HARM):
            measures.extend(CASUALTIES)
        else:
            cursor.index = start
            return measures


def _has_its_own_number(cursor: Cursor) -> bool:
    """Whether a number stands behind the next word: "لا قتلى وإصابة 3", "no deaths, injuries: 3"."""
    behind = cursor.lexemes[cursor.index + 1 : cursor.index + 2]
    return any(lexeme.sense(kind) for lexeme in behind for kind in (*NUMBERS, Kind.COLON, Kind.BEFORE))


def _are_casualties(measures: list[Measure]) -> bool:
    """Without "no", only "casualties …" opens such a sentence; measures are left to the rules of order."""
    return measures[:2] == list(CASUALTIES)


def _is_one(group: Group | None) -> bool:
    """ "une personne tuée et blessée" has a number; "casualty reported" has none."""
    return group is not None and group.count is not None and "casualties" not in group.names


def _ends(cursor: Cursor) -> bool:
    return cursor.at_end or cursor.see(Kind.STOP) is not None
