"""The figures of a file as columns: a row for each figure that a cell, a set of bounds or a sentence states."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final

import polars as pl

from db.vocabulary import Measure, Severity
from ingest.issues import Issue, Issues
from ingest.layouts.cells import Cells
from ingest.layouts.columns import FIGURES
from ingest.layouts.distinct import LINE, Memory, read_each
from ingest.layouts.figure_of_column import BESIDE, figure_of_column
from ingest.layouts.figures import Figure, read_bounds, read_figure, read_text
from ingest.layouts.header.column_name import measure_of, said_of
from ingest.layouts.header.column_words import NOTHING, Said
from ingest.normalize.reading import Reading

TIMES_APART: Final = "\x1f"

COLUMNS: Final[dict[str, Any]] = {
    "measure": pl.Int16,
    "low": pl.Int64,
    "best": pl.Int64,
    "high": pl.Int64,
    "quantifier": pl.Int16,
    "rule": pl.String,
    "verbatim": pl.String,
    "span_start": pl.Int64,
    "span_end": pl.Int64,
    "unit": pl.Int16,
    "population": pl.Int16,
    "sex": pl.Int16,
    "age": pl.Int16,
    "figure_series": pl.Int16,
    "figure_basis": pl.Int16,
    "figure_definition": pl.String,
    "figure_notes": pl.String,
    "figure_times": pl.String,
    "parts": pl.Int64,
    "column_part": pl.String,
    "column_whole": pl.String,
}
"""``figure_times`` are the words of times, parted by :data:`TIMES_APART`. ``parts`` is the index of a list of
parts. Both are null where the words name none. ``column_part`` tells a column from others of its measure by its name,
``column_whole`` is that of the column whose people these are a part of ("": the measure's own)."""

_SLOTS: Final = 100
_LONG: Final = 10_000
"""Turns of figures in columns whose names say more than a measure, and of those that a column names the measure of."""


@dataclass(slots=True)
class Figures:
    """``frame``: ``line``, ``turn`` (the order within a row) and :data:`COLUMNS`; ``parts``: readings by index.

    Those of earlier pieces of the file are among the ``parts``.
    """

    frame: pl.DataFrame
    parts: list[tuple[Reading, ...]]
    issues: Issues = field(default_factory=Issues)


def read_figures(rows: pl.DataFrame, names: Mapping[str, str], memory: Memory, decimal: str | None = None) -> Figures:
    """Every figure of every row; a row without one in a cell of its own is read from its sentence.

    ``decimal`` is the mark before decimals that was stated for the file.
    """
    blank = pl.DataFrame(schema={LINE: pl.Int64, "turn": pl.Int64, **COLUMNS})
    found = Figures(blank, memory.parts, Issues(of=memory.kinds))
    for number, slot in enumerate(name for name in rows.columns if measure_of(name)):
        spoken = rows.filter(pl.col(slot) != "")
        said = said_of(names.get(slot, slot))
        beside = BESIDE if said != NOTHING else ()
        wide_of = partial(_wide, slot=slot, said=said, decimal=decimal)
        _read(found, spoken, (slot, "unit", *beside), names, wide_of, _turn(slot, number), memory)
    long = [name for name in ("measure", *FIGURES) if name in rows.columns]
    if long:
        spoken = rows.filter(pl.any_horizontal(pl.col(long) != ""))
        wide = found.frame.filter(pl.col("column_part").is_null()).select(LINE, "measure", one="verbatim")
        _read(found, spoken, (*long, "unit", "issue"), names, partial(_long, decimal=decimal), _LONG, memory)
        found.issues.extend(_said_twice(rows, wide, found.frame, names))
    if "excerpt" in rows.columns:
        silent = rows.filter(pl.col("excerpt") != "", ~pl.col("row").is_in(found.issues.told["row"].implode()))
        silent = silent.join(found.frame.select(LINE), on=LINE, how="anti")
        _read(found, silent, ("excerpt",), names, partial(read_text, decimal=decimal), _LONG + 1, memory)
    return found


def _read(
    found: Figures,
    rows: pl.DataFrame,
    fields: Iterable[str],
    names: Mapping[str, str],
    reader: Any,
    turn: int,
    memory: Memory,
) -> None:
    def tuples(cells: Cells) -> Iterator[tuple[Any, ...]]:
        for number, figure in enumerate(reader(cells)):
            yield (turn * 100 + number, *columns_of(figure, found.parts))

    read = read_each(rows, tuple(fields), names, tuples, {"turn": pl.Int64, **COLUMNS}, memory)
    found.frame = pl.concat([found.frame, read.frame])
    found.issues.extend(read.issues)


def _said_twice(
    rows: pl.DataFrame, wide: pl.DataFrame, figures: pl.DataFrame, names: Mapping[str, str]
) -> Iterator[Issue]:
    """A row whose column of a measure and whose “measure” and “value” both state it."""
    long = figures.filter(pl.col("turn") >= _LONG * 100)
    twice = long.join(wide, on=[LINE, "measure"], how="inner").join(rows.select(LINE, "row"), on=LINE)
    for row, number, one, other in twice.select("row", "measure", "one", "verbatim").iter_rows():
        measure = Measure.of(number)
        message = f"The row states the {measure.term.en.lower()} twice: {one!r} and {other!r}."
        column = names.get("value", "value")
        yield Issue(Severity.ERROR, "measure_twice", message, "Leave one of the two.", row, column, other)


def _turn(slot: str, number: int) -> int:
    """Measures have their turn in a row, whatever the order of their columns; those of groups come behind them."""
    measure = measure_of(slot)
    return measure.number if measure is not None and slot == measure.value else _SLOTS + number


def _wide(cells: Cells, slot: str, said: Said, decimal: str | None) -> Iterator[Figure]:
    measure = measure_of(slot)
    figure = figure_of_column(cells, slot, measure, said, decimal) if measure else None
    if figure is not None:
        yield figure


def _long(cells: Cells, decimal: str | None) -> Iterator[Figure]:
    named = cells.word("measure", Measure)
    if named is None and not cells.text("measure"):
        cells.reject("no_measure", "The row does not say what its figure counts.", "Fill in “measure”.", "measure")
    stated = any(cells.texts("low", "best", "high"))
    if stated:
        reading = read_bounds(cells, decimal)
    else:
        reading = read_figure(cells, "value", named, decimal, blank_is_unknown=True)
    if named is None or reading is None:
        return
    if reading.low is reading.best is reading.high is None and not reading.notes and not cells.text("issue"):
        message = "The claim states no number; it is kept as “not known”."
        cells.warn("no_number", message, "Fill it in if known.", "value")
    yield Figure(named, reading, reading.series)


def columns_of(figure: Figure, parts: list[tuple[Reading, ...]]) -> tuple[Any, ...]:
    """A figure as a tuple of :data:`COLUMNS`; its parts are appended to ``parts``."""
    reading = figure.reading
    span = reading.span if reading.span[1] else (None, None)
    words = (
        reading.quantifier,
        reading.unit,
        reading.population,
        reading.sex,
        reading.age,
        figure.series,
        figure.basis,
    )
    quantifier, unit, population, sex, age, series, basis = (word.number if word else None for word in words)
    index = None
    if reading.subsets:
        index = len(parts)
        parts.append(reading.subsets)
    return (
        figure.measure.number,
        *(reading.low, reading.best, reading.high, quantifier, reading.rule, reading.verbatim, *span),
        *(unit, population, sex, age, series, basis, figure.definition),
        "; ".join((*reading.notes, *figure.notes)) or None,
        TIMES_APART.join(figure.times) or None,
        index,
        figure.said.part or None,
        figure.said.whole,
    )
