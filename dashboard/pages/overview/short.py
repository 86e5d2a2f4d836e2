"""A chart of ranges in short, for a page: of very many lines the largest of each group are drawn."""

from collections import Counter
from dataclasses import replace
from typing import Final

from dashboard.charts.lines import axis_end
from dashboard.charts.running_lines import Reader, cut_note
from dashboard.charts.spec import ChartSpec, RangeRow, RangesSpec
from dashboard.locale import Speaker

DRAWN: Final = 12
"""Lines of a group that are drawn, the largest; a thousand would take a browser a minute."""
NOTES: Final = 12


def in_short(spec: ChartSpec, speaker: Speaker, most_rows: int | None) -> ChartSpec:
    """The chart as a page shows it; whole where no page asks (``most_rows`` None)."""
    if most_rows is None or not isinstance(spec, RangesSpec):
        return spec
    rows = _first_of_each(spec.rows)
    left = len(spec.rows) - len(rows)
    told = (speaker.plural("{n} smaller line is not drawn.", "{n} smaller lines are not drawn.", left),) if left else ()
    reader = Reader(speaker, {}, {}, {}, most_rows)
    return replace(
        spec,
        rows=rows,
        axis_max=axis_end(rows),
        table=replace(spec.table, rows=spec.table.rows[:most_rows]),
        notes=(*told, *cut_note(len(spec.table.rows), reader), *spec.notes[:NOTES]),
    )


def _first_of_each(rows: tuple[RangeRow, ...]) -> tuple[RangeRow, ...]:
    seen: Counter[str] = Counter()
    kept = []
    for row in rows:
        seen[row.group] += 1
        if seen[row.group] <= DRAWN:
            kept.append(row)
    return tuple(kept)
