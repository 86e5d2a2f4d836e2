"""The overview's charts as specs: ask the register, hand the answer to the chart's builder."""

from collections.abc import Callable

from sqlmodel import Session

from dashboard.charts.displacement import movements, stocks
from dashboard.charts.governorates import governorate_map
from dashboard.charts.spec import ChartSpec
from dashboard.charts.timeline import timeline
from dashboard.charts.tolls import tolls
from dashboard.components.atlas import Atlas
from dashboard.pages.overview.ids import Chart
from dashboard.pages.overview.incidents import newest_incidents
from dashboard.pages.overview.names import source_names, view_source_line
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


CHARTS: dict[str, Callable[[Session, View], ChartSpec]] = {
    Chart.TIMELINE.value: _timeline,
    Chart.MAP.value: _map,
    Chart.TOLLS.value: _tolls,
    Chart.STOCKS.value: _stocks,
    Chart.MOVEMENTS.value: _movements,
    "incidents": newest_incidents,
}
"""What can be fetched as CSV; the incidents are a table without a figure."""
