"""The figures of a row: words of one cell, bounds in cells of their own, or a sentence."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from itertools import pairwise

from db.vocabulary import Basis, Measure, Quantifier, Series, Severity, Unit
from ingest.layouts.cells import Cells
from ingest.layouts.fields import generic
from ingest.layouts.header.column_name import IN_PERSONS
from ingest.layouts.header.column_words import NOTHING, Said
from ingest.layouts.header.footnotes import read_marked
from ingest.normalize.amount import measure_said
from ingest.normalize.amount_stated import read_amount_as_stated
from ingest.normalize.fold import plain
from ingest.normalize.reading import Reading, UnreadableError
from ingest.normalize.sentence import Statement, read_sentence
from ingest.normalize.windows import outlasts_a_day

STATED_BOUNDS = "stated_bounds/1"
"""The rule for a low, best and high that the source itself puts in columns of their own."""

DISORDERED_BOUNDS = "disordered_bounds/1"
"""The rule for bounds of which the lesser is the greater: kept as words, flagged, never reordered."""

LONGER_THAN_DAY = "longer_than_day"
"""The note of a figure whose words speak of more days than one."""

_DISORDER = "bounds_out_of_order"

_measure_said = lru_cache(maxsize=50_000)(measure_said)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a row: what it counts and how it was read; of a sentence also its series, basis and times.

    ``said`` is what the name of its column says of it.
    """

    measure: Measure
    reading: Reading
    series: Series | None = None
    basis: Basis | None = None
    definition: str | None = None
    notes: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    said: Said = NOTHING


def read_text(cells: Cells, decimal: str | None = None) -> list[Figure]:
    """The figures of a sentence, for a row that has no figure in a cell of its own."""
    statements = cells.read("excerpt", partial(read_sentence, decimal=decimal)) or []
    if statements and not cells.rejected:
        message = "The figures were read from the sentence, because no column holds one."
        cells.say(Severity.NOTE, "read_from_text", message, "Look whether they are what it says.", "excerpt")
        _look_at_statements(cells, statements)
    return [
        Figure(
            statement.measure,
            statement.reading,
            None if statement.series is Series.INCIDENT else statement.series,
            Basis.DERIVED if statement.derived else statement.basis,
            statement.group.term.en if statement.group else None,
            statement.notes + _length(statement.window),
            statement.times,
        )
        for statement in statements
    ]


def _look_at_statements(cells: Cells, statements: list[Statement]) -> None:
    """A sentence that counts the same people twice, or speaks of more people than it counts."""
    for measure in dict.fromkeys(said.measure for said in statements if "several_figures" in said.notes):
        words = ", ".join(
            said.reading.verbatim[slice(*said.reading.span)]
            for said in statements
            if said.measure is measure and "several_figures" in said.notes
        )
        message = f"The words state several figures of the {measure.term.en.lower()}: {words}. None counts by itself."
        cells.warn("several_figures", message, "Give each a row with its own place and day.", "excerpt")
    if any("harmed_before" in said.notes for said in statements):
        message = "The words also count people who were harmed before; no figure is of them."
        remedy = "Record their number where they were harmed; people who live in displacement are “idps”."
        cells.warn("harmed_before", message, remedy, "excerpt")
    if any("people_left_out" in said.notes for said in statements):
        message = "The words speak of more people than the figures that were read from them."
        cells.warn("people_left_out", message, "Put the whole figure into a column of its own.", "excerpt")


def read_figure(
    cells: Cells, field: str, measure: Measure | None, decimal: str | None = None, *, blank_is_unknown: bool = False
) -> Reading | None:
    """The figure in one cell; None where the cell says nothing (blank, a dash, n/a) or can't be read.

    ``measure`` is what the figure counts; a cell that says that it counts something else rejects the row.
    ``blank_is_unknown``: a cell that says nothing is a figure that is not known (the row is there to say so).
    ``decimal`` is the mark before decimals that was stated for the file.
    """
    text = cells.text(field)
    read = partial(read_marked, cells, field, partial(read_amount_as_stated, decimal=decimal))
    reading = cells.read(field, read) if text or not blank_is_unknown else read("")
    if reading is None or (not blank_is_unknown and reading.rule.startswith("unknown/") and _says_nothing(text)):
        return None
    said = _measure_said(text)
    if measure is not None and said is not None and said is not measure:
        message = f"{text!r} speaks of the {said.term.en.lower()}, where the {measure.term.en.lower()} are asked for."
        cells.reject("other_measure", message, f"Put it into the column of the {said.term.en.lower()}.", field)
    if "doubted" in reading.notes:
        message = f"The cell itself doubts its figure, {text!r}; an exact one is taken for an approximate one."
        cells.warn("doubted_figure", message, "Ask who wrote it, and send the row again with what is known.", field)
    return _in_unit(cells, field, measure, reading.with_notes(*_length(reading.window)))


def _length(window: str | None) -> tuple[str, ...]:
    return (LONGER_THAN_DAY,) if window is not None and outlasts_a_day(window) else ()


def _in_unit(cells: Cells, field: str, measure: Measure | None, reading: Reading) -> Reading:
    """The reading in the unit that its column states, which its own words must not contradict."""
    unit = cells.word("unit", Unit)
    if unit is None:
        return reading
    if measure in IN_PERSONS and unit is Unit.HOUSEHOLD:
        if field == "value":
            message = f"{cells.text('unit')!r} is not a unit in which the {measure.term.en.lower()} are counted."
            cells.reject("no_such_unit", message, "Clear the unit, or mend the measure.", "unit")
        return reading
    of_both = any(part.unit is not reading.unit for part in reading.subsets)
    said = reading.unit if of_both else unit_said(cells.text(field))
    if said is not None and said is not unit:
        message = f"{cells.text(field)!r} counts another unit than column “unit” says, {cells.text('unit')!r}."
        cells.reject("unit_differs", message, "Mend one of the two.", "unit")
    return replace(reading, unit=unit)


@lru_cache(maxsize=50_000)
def unit_said(text: str) -> Unit | None:
    """The unit that the words of a figure name; None where they name none."""
    words = f" {plain(text)} "
    for spelling, unit in generic().words["unit"].items():
        if f" {plain(spelling)} " in words:
            return Unit(unit)
    return None


def _says_nothing(text: str) -> bool:
    return not any(character.isalpha() for character in text) or text.lower() in {"n/a", "na"}


def read_bounds(cells: Cells, decimal: str | None = None) -> Reading | None:
    """The figure stated as ``low``, ``best`` and ``high``; None where all three are blank or one can't be read."""
    if not any(cells.texts("low", "best", "high")):
        return None
    read = partial(read_amount_as_stated, decimal=decimal)
    bounds = {name: cells.read(name, read) for name in ("low", "best", "high")}
    low, best, high = (_plain(cells, name, reading) for name, reading in bounds.items())
    if cells.rejected:
        return None
    words = cells.text("value") or ", ".join(f"{name} {cells.text(name)}" for name in bounds if cells.text(name))
    unit = cells.word("unit", Unit) or next((r.unit for r in bounds.values() if r is not None), Unit.PERSON)
    if not _in_order(cells, low, best, high):
        stated = ", ".join(f"{name} {cells.text(name)}" for name in bounds if cells.text(name))
        low, high = _beside_best(low, best, high)
        quantifier = None if best is None else _quantifier(low, high)
        span = (0, len(stated))
        return Reading(low, best, high, quantifier, DISORDERED_BOUNDS, stated, span, unit, notes=(_DISORDER,))
    _look_at_words(cells, read, low, best, high)
    notes = tuple(dict.fromkeys(note for reading in bounds.values() if reading for note in reading.notes))
    return Reading(low, best, high, _quantifier(low, high), STATED_BOUNDS, words, (0, len(words)), unit, notes=notes)


def _look_at_words(
    cells: Cells, read: Callable[[str], Reading], low: int | None, best: int | None, high: int | None
) -> None:
    """The words beside the bounds must not say something else."""
    try:
        said = read(cells.text("value")) if cells.text("value") else None
    except UnreadableError:
        return  # words that are no figure are kept as words
    if said is None:
        return
    if _contradicts(said, low, best, high):
        stated = ", ".join(f"{name} {n}" for name, n in (("low", low), ("best", best), ("high", high)) if n is not None)
        message = f"{cells.text('value')!r} says something else than the bounds beside it: {stated}."
        cells.reject("words_and_bounds_differ", message, "Mend one of the two.", "value")


def _beside_best(low: int | None, best: int | None, high: int | None) -> tuple[int | None, int | None]:
    """The bounds that don't contradict the best; none where there is no best to hold them against."""
    if best is None:
        return None, None
    return (low if low is not None and low <= best else None), (high if high is not None and high >= best else None)


def _contradicts(said: Reading, low: int | None, best: int | None, high: int | None) -> bool:
    """Whether words say something that the bounds beside them deny."""
    if said.quantifier in {Quantifier.EXACT, Quantifier.ABOUT} and said.best is not None:
        outside = (low is not None and said.best < low) or (high is not None and said.best > high)
        nobody = said.best == 0 and best is None and bool(high)
        return outside or nobody or (said.quantifier is Quantifier.EXACT and best is not None and best != said.best)
    below = [n for n in (low, best, high) if n is not None and said.low is not None and n < said.low]
    above = [n for n in (low, best, high) if n is not None and said.high is not None and n > said.high]
    return bool(below or above)


def _plain(cells: Cells, name: str, reading: Reading | None) -> int | None:
    """The number in a column of bounds, which must be one plain number."""
    if reading is None or reading.rule.startswith("unknown/"):
        return None
    if reading.quantifier is not Quantifier.EXACT or reading.series is not None:
        cells.reject(
            "not_one_number",
            f"{cells.text(name)!r} in column {name!r} is not one plain number.",
            "Put words such as “at least 4” into “value”, and plain numbers into low, best and high.",
            name,
        )
    return reading.best


def _in_order(cells: Cells, low: int | None, best: int | None, high: int | None) -> bool:
    known = [(name, value) for name, value in (("low", low), ("best", best), ("high", high)) if value is not None]
    for (lesser, small), (greater, large) in pairwise(known):
        if small > large:
            cells.warn(
                f"{lesser}_above_{greater}",
                f"The {lesser} figure, {small}, is above the {greater} figure, {large}. The words are kept, and"
                " no bound that contradicts the best.",
                "Ask the source which is right; the register never reorders them.",
                lesser,
            )
            return False
    return True


def _quantifier(low: int | None, high: int | None) -> Quantifier:
    if low is not None and high is not None:
        return Quantifier.EXACT if low == high else Quantifier.RANGE
    if low is not None:
        return Quantifier.AT_LEAST
    return Quantifier.AT_MOST if high is not None else Quantifier.ABOUT
