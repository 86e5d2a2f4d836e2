"""The charts and tables of a document: those of the pages, with as many rows as paper can hold."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from sqlmodel import Session

from dashboard.charts.running_lines import PRINTED
from dashboard.charts.spec import ChartSpec, RangesSpec, TimelineSpec
from dashboard.locale import Speaker, msg
from dashboard.pages.displacement.charts import TABLES as DISPLACEMENT
from dashboard.pages.displacement.ids import Movement, Old, Stock, Way
from dashboard.pages.drawing import MakeSpec
from dashboard.pages.overview.charts import CHARTS as OVERVIEW
from dashboard.pages.overview.ids import Chart
from dashboard.pages.quality.charts import TABLES as QUALITY
from dashboard.pages.quality.ids import Listing as Lacking
from dashboard.pages.sources.charts import TABLES as SOURCES
from dashboard.pages.sources.ids import Listing as Record
from dashboard.pages.tolls.charts import TABLES as TOLLS
from dashboard.pages.tolls.ids import Chart as Toll
from dashboard.pages.tolls.ids import Listing as Fall
from dashboard.snapshot.paper import printed
from dashboard.view import View

MOST_ROWS: Final = 40
"""Rows of a table behind a chart that are printed."""

MOST_RANGES: Final = 30
"""Figures on one axis that are drawn."""


MOST_SOURCES: Final = 8
"""Sources that are named under a chart; all stand in their chapter."""

REVISED: Final = 2
"""The column of a record that says how many figures a source revised."""

OF_THE_OVERVIEW: Final = (Chart.MAP, Chart.TIMELINE, Chart.TOLLS)
"""The first charts of the document; the very first stands on the first page too."""

AFTER: Final[tuple[tuple[str, MakeSpec], ...]] = (
    *((chart.value, TOLLS[chart.value]) for chart in (Toll.CURVES, Fall.CHANGES)),
    *((chart.value, DISPLACEMENT[chart.value]) for chart in (Stock.PLACES, Stock.CURVES, Old.STOCKS)),
    *((chart.value, DISPLACEMENT[chart.value]) for chart in (Movement.MONTHS, Movement.RETURNS, Movement.OTHERS)),
    (Way.ROUTES.value, DISPLACEMENT[Way.ROUTES.value]),
)
"""The charts of the pages on tolls and on displacement, in the order of the document."""


def charts(session: Session, view: View) -> tuple[ChartSpec, ...]:
    """The charts that have something to show."""
    first = (OVERVIEW[chart](session, view) for chart in OF_THE_OVERVIEW)
    return _told([*first, *(make(session, view, MOST_ROWS) for _, make in AFTER)], view.speaker)


def records(session: Session, view: View) -> tuple[ChartSpec, ...]:
    """How often sources revised their figures, and what they revised; nothing where none did."""
    record = SOURCES[Record.RECORDS.value](session, view)
    never = view.speaker.number(0)
    revised = tuple(row for row in record.table.rows if row[REVISED] != never)
    revisions = SOURCES[Record.REVISIONS.value](session, view, MOST_ROWS)
    return _told((replace(record, table=replace(record.table, rows=revised)), revisions), view.speaker)


def quality(session: Session, view: View) -> tuple[ChartSpec, ...]:
    """What the claims of each source lack, and which sources have fallen silent."""
    wanted = (Lacking.LACKING, Lacking.STALE)
    return _told((QUALITY[listing.value](session, view, MOST_ROWS) for listing in wanted), view.speaker)


def _told(specs: Iterable[ChartSpec], speaker: Speaker) -> tuple[ChartSpec, ...]:
    """Those that hold anything, as they are printed."""
    return tuple(printed(_cut(spec, speaker), speaker) for spec in specs if spec.table.rows)


def _cut(spec: ChartSpec, speaker: Speaker) -> ChartSpec:
    """Of what its builder did not cut: the first rows, of a timeline the last ones, with a note that says so."""
    notes = list(spec.notes)
    if isinstance(spec, RangesSpec) and len(spec.rows) > MOST_RANGES:
        told = {"n": MOST_RANGES, "all": len(spec.rows)}
        notes.append(speaker.text("The first {n} of {all} figures are drawn.", **told))
        spec = replace(spec, rows=spec.rows[:MOST_RANGES])
    rows, is_last = spec.table.rows, isinstance(spec, TimelineSpec)
    if len(rows) > MOST_ROWS:
        notes.append(speaker.text(_LAST if is_last else PRINTED, n=MOST_ROWS, all=len(rows)))
        spec = replace(spec, table=replace(spec.table, rows=rows[-MOST_ROWS:] if is_last else rows[:MOST_ROWS]))
    return replace(spec, notes=tuple(notes), source_line=_fewer(spec.source_line, speaker))


def _fewer(sources: str, speaker: Speaker) -> str:
    """The first sources of a line that names them all."""
    between = speaker.clauses(["", ""])
    names = sources.split(between)
    more = len(names) - MOST_SOURCES
    if more <= 1:
        return sources
    return between.join((*names[:MOST_SOURCES], speaker.plural("{n} more", "{n} more", more)))


_LAST: Final = msg("The last {n} of {all} rows are printed; the page in the dashboard has all.")
