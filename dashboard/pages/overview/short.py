"""A chart of ranges in short, for a page: of very many lines the first of each group are asked for and drawn."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from sqlmodel import Session

from dashboard.charts.lines import axis_end
from dashboard.charts.running_lines import Reader, cut_note
from dashboard.charts.spec import ChartSpec, RangeRow, RangesSpec
from dashboard.pages.drawing import MOST_ROWS
from dashboard.sections import wholes
from dashboard.view import View
from db import queries
from db.answers import First, LineCount, Total
from db.vocabulary import Series

DRAWN: Final = 6
"""Lines of a group that are drawn: what a reader compares at a glance. The pages of charts have more, the files all."""
NOTES: Final = 12
LINES: Final = MOST_ROWS
"""Lines of a kind that are asked for: what the longest table of the page shows, so that all its parts ask the same."""

Which = Callable[[Total | LineCount], bool]
"""Whether a chart shows what is of this measure and series."""


_BESIDE: Final[dict[First, First]] = {"largest": "smallest", "newest": "widest"}


class Told(NamedTuple):
    """Totals for a chart, how many ``more`` lines stand in the view, and how many stocks of it are ``outdated``."""

    totals: Sequence[Total]
    more: int
    outdated: int


def told(session: Session, view: View, which: Which, first: First, most_rows: int | None) -> Told:
    """What a chart shows: the first lines of each measure and unit; all where no page asks (``most_rows`` None).

    With the largest comes the smallest, since a chart says from where to where they reach; with the newest that of the
    widest place, of which it speaks.
    """
    if most_rows is None:
        every = queries.totals(session, view.filters)
        return Told(every, 0, sum(total.outdated for total in wholes(every) if which(total)))
    found = queries.largest(session, view.filters, most=max(LINES, most_rows), first=first)
    own = {_line(total): total for total in found.totals if which(total)}
    if found.more:
        beside = queries.largest(session, view.filters, most=1, first=_BESIDE[first])
        own |= {_line(total): total for total in beside.totals if which(total)}
    here = sum(total.series is not Series.INCIDENT for total in own.values())
    counts = [count for count in found.counts if which(count)]
    return Told(list(own.values()), sum(c.lines for c in counts) - here, sum(c.outdated for c in counts))


def _line(total: Total) -> tuple[str | None, int]:
    """What tells a line from another; of the sums over incidents, which have no key, each is itself."""
    return total.key, 0 if total.key else id(total)


def in_short(spec: ChartSpec, view: View, first: First, more: int, most_rows: int | None) -> ChartSpec:
    """The chart as a page shows it, which has ``more`` rows than are here; whole where no page asks."""
    if most_rows is None or not isinstance(spec, RangesSpec):
        return spec
    speaker, rows = view.speaker, _first_of_each(spec.rows)
    left = len(spec.rows) + more - len(rows)
    if first == "newest":
        said = speaker.plural(
            "{n} older or smaller line is not drawn.", "{n} older or smaller lines are not drawn.", left
        )
    else:
        said = speaker.plural("{n} smaller line is not drawn.", "{n} smaller lines are not drawn.", left)
    reader = Reader(speaker, {}, {}, {}, most_rows)
    return replace(
        spec,
        rows=rows,
        axis_max=axis_end(rows),
        table=replace(spec.table, rows=spec.table.rows[:most_rows]),
        notes=(*((said,) if left else ()), *cut_note(len(spec.table.rows) + more, reader), *spec.notes[:NOTES]),
    )


def _first_of_each(rows: tuple[RangeRow, ...]) -> tuple[RangeRow, ...]:
    """The first lines of each group in their order; a part only where every whole of its group has its line."""
    seen: Counter[str] = Counter()
    kept = set()
    for at in sorted(range(len(rows)), key=lambda at: rows[at].part):
        seen[rows[at].group] += 1
        if seen[rows[at].group] <= DRAWN:
            kept.add(at)
    return tuple(row for at, row in enumerate(rows) if at in kept)
