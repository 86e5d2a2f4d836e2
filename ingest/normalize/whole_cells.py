"""Words that stand for a whole figure without a number: none, unknown, suppressed, harm reported."""

from db.vocabulary import Quantifier, Unit
from ingest.normalize.counted import take_group
from ingest.normalize.cursor import Cursor
from ingest.normalize.groups import Group
from ingest.normalize.reading import Reading
from ingest.normalize.senses import Kind

_HAPPENED = (Kind.AUXILIARY, Kind.MEASURE_AFTER, Kind.HARM, Kind.MEASURE_HARM)


def take_whole(cursor: Cursor) -> Reading | None:
    """The reading of such words, or None with the cursor where it was."""
    start = cursor.index
    for take in (_take_blank, _take_none, _take_harm):
        if reading := take(cursor):
            return reading
        cursor.index = start
    return None


def without_figures(cursor: Cursor, rule: str, start: int, group: Group | None, *notes: str) -> Reading:
    """A reading that knows no figure (or 0, for ``none/1``), over the lexemes from ``start`` to the cursor."""
    figure = 0 if rule == "none/1" else None
    group = group or Group()
    span = (cursor.lexemes[start].start, cursor.last_end) if cursor.index > start else (0, 0)
    return Reading(
        low=figure,
        best=figure,
        high=figure,
        quantifier=None if figure is None else Quantifier.EXACT,
        rule=rule,
        verbatim=cursor.text,
        span=span,
        unit=group.unit or Unit.PERSON,
        population=group.population,
        sex=group.sex,
        age=group.age,
        notes=notes,
    )


def _take_blank(cursor: Cursor) -> Reading | None:
    start = cursor.index
    if cursor.at_end or cursor.take(Kind.UNKNOWN):
        return without_figures(cursor, "unknown/1", start, None)
    if cursor.take(Kind.SUPPRESSED):
        return without_figures(cursor, "suppressed/1", start, None, "suppressed")
    return None


def _take_none(cursor: Cursor) -> Reading | None:
    """ "no one was killed", "no civilian casualties"; "no casualties reported" says less than that."""
    start = cursor.index
    if cursor.take(Kind.NONE_REPORTED):
        group = take_group(cursor)
        cursor.skip(*_HAPPENED, Kind.REPORTED)
        return without_figures(cursor, "none_reported/1", start, group, "none_reported")
    alone = cursor.see(Kind.NONE) is not None
    refused = cursor.take(Kind.NO) is not None
    if not refused and not cursor.take(Kind.NONE):
        return None
    group = take_group(cursor)
    said = cursor.skip(*_HAPPENED)
    if refused and not alone and group is None and not said:
        return None
    if cursor.skip(Kind.REPORTED, Kind.AUXILIARY):
        cursor.skip(*_HAPPENED)
        return without_figures(cursor, "none_reported/1", start, group, "none_reported")
    return without_figures(cursor, "none/1", start, group)


def _take_harm(cursor: Cursor) -> Reading | None:
    """ "casualties", "civilian deaths reported", "قتلى وجرحى", "an unknown number of civilians killed": no number."""
    start = cursor.index
    unnumbered = cursor.take(Kind.UNNUMBERED) is not None
    harm = _take_harms(cursor)
    group = take_group(cursor)
    if not harm and not unnumbered:
        harm = _take_harms(cursor)
    casualties = group is not None and "casualties" in group.names and group.count is None
    if not (harm or casualties or (unnumbered and group)):
        return None
    cursor.skip(*_HAPPENED, Kind.REPORTED)
    return without_figures(cursor, "harm_reported/1", start, group, "harm_reported")


def _take_harms(cursor: Cursor) -> bool:
    """ "deaths", "deaths and injuries" """
    found = cursor.take(Kind.HARM, Kind.MEASURE_HARM) is not None
    while found:
        start = cursor.index
        if not (cursor.take(Kind.AND) and cursor.take(Kind.HARM, Kind.MEASURE_HARM)):
            cursor.index = start
            break
    return found
