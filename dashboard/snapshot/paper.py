"""Tables as a page is wide enough for them: without empty columns, and long texts that come again said once below."""

from dataclasses import replace
from typing import Final

from dashboard.charts.figures import bound_columns
from dashboard.charts.spec import ChartSpec, Table
from dashboard.locale import NO_FIGURE, Speaker

MOST_COLUMNS: Final = 8
"""Columns that a page is wide enough for."""

LONG: Final = 54
"""Letters from which a text that comes again is said below the table."""


def printed(spec: ChartSpec, speaker: Speaker) -> ChartSpec:
    """The chart with its table made narrow; what was taken out of the cells stands in the notes."""
    table, notes = _said_once(_narrowed(spec.table, speaker), speaker)
    return replace(spec, table=table, notes=(*spec.notes, *notes))


def _narrowed(table: Table, speaker: Speaker) -> Table:
    """Without the columns that say nothing in any row; of a wide table without the bounds, which the figure prints."""
    said = [any(row[at] not in {"", NO_FIGURE} for row in table.rows) for at in range(len(table.columns))]
    bounds = bound_columns(speaker)[1:] if sum(said) > MOST_COLUMNS else ()
    kept = [at for at, column in enumerate(table.columns) if said[at] and column not in bounds]
    return Table(
        tuple(table.columns[at] for at in kept),
        tuple(tuple(row[at] for at in kept) for row in table.rows),
        numeric=tuple(new for new, at in enumerate(kept) if at in table.numeric),
    )


def _said_once(table: Table, speaker: Speaker) -> tuple[Table, tuple[str, ...]]:
    """Long texts that come again as numbers in the cells, and what each number says."""
    notes: list[str] = []
    columns = [_numbered(list(cells), notes) for cells in zip(*table.rows, strict=True)]
    told = [speaker.text("({number}) {words}", number=at, words=words) for at, words in enumerate(notes, 1)]
    cells = [[speaker.digits(cell) if cell != was else was for cell, was in pairs] for pairs in columns]
    return replace(table, rows=tuple(zip(*cells, strict=True))), tuple(told)


def _numbered(cells: list[str], notes: list[str]) -> list[tuple[str, str]]:
    """Each cell as it is printed and as it was; ``notes`` grows by the texts that got a number."""
    long = [text for text in dict.fromkeys(cells) if len(text) > LONG]
    if 2 * len(long) > sum(len(text) > LONG for text in cells) or not long:
        return [(cell, cell) for cell in cells]
    first = len(notes) + 1
    notes.extend(long)
    numbers = {text: f"({first + at})" for at, text in enumerate(long)}
    return [(numbers.get(cell, cell), cell) for cell in cells]
