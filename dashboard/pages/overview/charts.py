"""The overview's charts as specs: ask the register, hand the answer to the chart's builder."""

from collections.abc import Callable

from sqlmodel import Session

from dashboard.charts.displacement import movements, stocks
from dashboard.charts.governorates import governorate_map
from dashboard.charts.spec import ChartSpec
from dashboard.charts.timeline import timeline
from dashboard.charts.tolls import tolls
from dashboard.components.atlas import Atlas
from dashboard.pages.drawing import MakeSpec
from dashboard.pages.names import source_names, view_source_line
from dashboard.pages.overview.ids import Chart, Overview
from dashboard.pages.overview.incidents import newest_incidents
from dashboard.pages.overview.short import in_short
from dashboard.view import View
from db import queries


def _timeline(session: Session, view: View) -> ChartSpec:
    totals = queries.totals(session, view.shown, "month")
    line = view_source_line(session, view.shown, view.speaker)
    return timeline(totals, view.show, view.speaker, policy=view.filters.policy, source_line=line)


def _map(session: Session, view: View) -> ChartSpec:
    totals = queries.totals(session, view.shown, "place")
    places = queries.choices(session).places
    line = view_source_line(session, view.shown, view.speaker)
    atlas = Atlas.of(session)
    countries = atlas.countries({total.group for total in totals})
    return governorate_map(
        totals,
        view.show,
        places,
        view.speaker,
        policy=view.filters.policy,
        source_line=line,
        countries=countries,
        drawn_from=atlas.credits(countries),
    )


def _tolls(session: Session, view: View) -> ChartSpec:
    return tolls(queries.totals(session, view.filters), view.speaker, names=source_names(session, view.speaker))


def _stocks(session: Session, view: View) -> ChartSpec:
    return stocks(queries.totals(session, view.filters), view.speaker, names=source_names(session, view.speaker))


def _movements(session: Session, view: View) -> ChartSpec:
    return movements(queries.totals(session, view.filters), view.speaker, names=source_names(session, view.speaker))


def _shown(make: Callable[[Session, View], ChartSpec]) -> MakeSpec:
    """A chart that a page shows in short and a file whole."""

    def made(session: Session, view: View, most_rows: int | None = None) -> ChartSpec:
        return in_short(make(session, view), view.speaker, most_rows)

    return made


CHARTS: dict[str, MakeSpec] = {
    Chart.TIMELINE.value: _shown(_timeline),
    Chart.MAP.value: _shown(_map),
    Chart.TOLLS.value: _shown(_tolls),
    Chart.STOCKS.value: _shown(_stocks),
    Chart.MOVEMENTS.value: _shown(_movements),
    Overview.INCIDENTS.value: _shown(newest_incidents),
}
"""What can be fetched as CSV; the incidents are a table without a figure."""
DRAWN: dict[str, MakeSpec] = {chart.value: CHARTS[chart] for chart in Chart}
