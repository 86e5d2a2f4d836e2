"""The figure in a cell of a measure's own column, whose name may say whom or how it counts: "Killed (children)"."""

from dataclasses import replace
from typing import Final

from db.vocabulary import Age, Basis, Measure, Population, Series, Sex, Unit
from ingest.layouts.cells import Cells
from ingest.layouts.figures import Figure, read_figure, unit_said
from ingest.layouts.header.column_name import IN_PERSONS
from ingest.layouts.header.column_words import NOTHING, Said
from ingest.normalize.reading import Reading

BESIDE: Final = ("population", "age", "sex", "series", "basis")
"""Columns that say of all figures of a row what the name of a column may say of its own."""


def figure_of_column(cells: Cells, slot: str, measure: Measure, said: Said, decimal: str | None) -> Figure | None:
    """The figure in a cell; None where there is none, or where its row or its words deny what the name says."""
    reading = read_figure(cells, slot, measure, decimal)
    if reading is None or said == NOTHING:
        return Figure(measure, reading, reading.series) if reading else None
    beside = _beside(cells, measure)
    if any(said.joined(told) is None for told in (beside, _words(cells.text(slot), reading))):
        message = f"{cells.text(slot)!r} counts others, or otherwise, than the name of its column says."
        remedy = "Mend the cell, the column beside it that says otherwise, or the name of the column."
        cells.reject("column_name_differs", message, remedy, slot)
        return None
    whom = {name: getattr(reading, name) or getattr(said, name) for name in ("population", "sex", "age")}
    counted = replace(reading, unit=said.unit or reading.unit, **whom)
    since = f"since {said.since}" if said.since else None
    return Figure(measure, counted, said.series or reading.series, said.basis, since, said=said)


def _beside(cells: Cells, measure: Measure) -> Said:
    """What columns of a row say of all its figures."""
    return Said(
        population=cells.word("population", Population),
        age=cells.word("age", Age),
        sex=cells.word("sex", Sex),
        unit=None if measure in IN_PERSONS else cells.word("unit", Unit),
        series=cells.word("series", Series),
        basis=cells.word("basis", Basis),
    )


def _words(text: str, reading: Reading) -> Said:
    """What the words of a cell say of its figure."""
    households = reading.unit if reading.unit is Unit.HOUSEHOLD else None
    return Said(reading.population, reading.age, reading.sex, unit_said(text) or households, reading.series)
