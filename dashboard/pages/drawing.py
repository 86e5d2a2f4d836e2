"""How a page's charts, tables and other parts are drawn anew when the address changes: ask, draw, or say why not."""

import logging
from collections.abc import Callable, Mapping
from typing import Any, Final, Protocol

from dash import Dash, Input, Output, State, html
from dash.development.base_component import Component
from sqlmodel import Session

from dashboard.charts.running_lines import Reader
from dashboard.charts.screen import figure
from dashboard.charts.spec import ChartSpec, MapSpec
from dashboard.components.atlas import Atlas
from dashboard.components.chart_card import Part, outputs, part_id, redraw
from dashboard.components.data_table import data_table
from dashboard.components.ids import Frame
from dashboard.components.notice import notice
from dashboard.components.still import stilled
from dashboard.desk import Desk
from dashboard.pages.names import source_names
from dashboard.threads import in_thread
from dashboard.view import View, speaker_of, words_of
from db.engine import reading
from db.filters import FilterError
from db.gazetteer.places import Tree

log = logging.getLogger(__name__)

CSV_URL: Final = "/api/v1/charts"
MOST_ROWS: Final = 30
MOST_ROWS_ALONE: Final = 25
"""Rows of a table behind a chart, and of one that stands alone; the CSV file has no limit.

Dash looks at every cell of a page at each change: with 100 rows behind each chart a large register's overview took the
browser 50 seconds.
"""


class MakeSpec(Protocol):
    """Asks the register and puts the answer as a chart; ``most_rows`` None: the whole table."""

    def __call__(self, session: Session, view: View, most_rows: int | None = None) -> ChartSpec:
        """The chart of a view."""


DrawPart = Callable[[Session, View], list[Component]]


def reader_of(session: Session, view: View, most_rows: int | None) -> Reader:
    """Whom the charts of a view speak to, with the names of the register's sources and places in their language."""
    speaker, places = view.speaker, Tree.of(session).places
    names = {pcode: (speaker.rtl and place.name_ar) or place.name_en for pcode, place in places.items()}
    spelt = {
        spelling.casefold(): names[pcode]
        for pcode, place in sorted(places.items(), key=lambda pair: -pair[1].level.number)  # the widest comes last
        for spelling in (place.name_en, place.name_ar, *place.aliases)
        if spelling
    }
    return Reader(speaker, source_names(session, speaker), names, spelt, most_rows, view.on_paper)


def boundaries(desk: Desk, spec: ChartSpec) -> dict[str, Any] | None:
    """The areas of a map, as GeoJSON; None for a chart that is no map."""
    if not isinstance(spec, MapSpec):
        return None
    with reading(desk.engine) as session:
        return Atlas.of(session, spec.within).geojson(area.pcode for area in spec.areas)


def draw_chart(
    desk: Desk, chart: str, make: MakeSpec, search: str, *, dark: bool, wide: bool = False, drawn_at: str | None
) -> tuple[Any, ...]:
    """What a redraw of one chart's card writes."""

    def read() -> ChartSpec:
        view = View.from_search(search, desk.settings.language)
        with reading(desk.engine) as session:
            return make(session, view, MOST_ROWS)

    def draw(spec: ChartSpec) -> dict[str, Any]:
        return figure(spec, dark=dark, wide=wide, geojson=boundaries(desk, spec))

    return redraw(
        read, draw, csv_link(chart, search), drawn_at, speaker_of(search, desk.settings.language), words_of(search)
    )


def draw_part(desk: Desk, search: str, part: DrawPart) -> list[Component]:
    """A part of a page that is no chart, or why it is not there; the standing line tells of a filter's error."""
    speaker = speaker_of(search, desk.settings.language)
    try:
        view = View.from_search(search, desk.settings.language)
        with reading(desk.engine) as session:
            return part(session, view)
    except FilterError:
        return []
    except Exception:
        log.exception("a part of a page could not be drawn")
        return [notice(speaker.text("The register could not be read."), tone="warn")]


def table_part(spec: ChartSpec, csv: str, view: View) -> list[Component]:
    """A table with its title, sentence, notes and CSV file."""
    heading = html.Div([html.H2(spec.title), html.P(spec.sentence)], className="heading")
    if not spec.table.rows:
        return [heading]
    link = html.A(view.speaker.text("Download as CSV"), href=csv, className="quiet-link", download="")
    notes = html.Div(html.Ul([html.Li(note) for note in spec.notes]), className="chart-notes")
    return [heading, data_table(spec.table, spec.title), notes, link]


def csv_link(chart: str, search: str) -> str:
    """Where the table of a chart is fetched."""
    return f"{CSV_URL}/{chart}.csv{search}"


def register_charts(app: Dash, desk: Desk, charts: Mapping[str, MakeSpec]) -> None:
    """A callback for each chart card."""
    for chart, make in charts.items():
        _register_chart(app, desk, chart, make)


def register_parts(app: Dash, desk: Desk, parts: Mapping[str, DrawPart]) -> None:
    """A callback for each part that is no chart."""
    for place, part in parts.items():
        _register_part(app, desk, place, part)


def register_tables(app: Dash, desk: Desk, tables: Mapping[str, MakeSpec]) -> None:
    """A callback for each table that stands alone."""
    for chart, make in tables.items():
        _register_table(app, desk, chart, make)


def _register_chart(app: Dash, desk: Desk, chart: str, make: MakeSpec) -> None:
    @app.callback(
        outputs(chart),
        Input(Frame.VIEW, "search"),
        Input(Frame.PROVIDER, "forceColorScheme"),
        Input(Frame.WIDE, "data"),
        State(part_id(chart, Part.DRAWN_AT), "data"),
    )
    @in_thread
    def draw(search: str | None, scheme: str | None, wide: bool | None, drawn_at: str | None) -> tuple[Any, ...]:
        return draw_chart(desk, chart, make, search or "", dark=scheme == "dark", wide=bool(wide), drawn_at=drawn_at)


def _register_part(app: Dash, desk: Desk, place: str, part: DrawPart) -> None:
    @app.callback(Output(place, "children"), Input(Frame.VIEW, "search"))
    @in_thread
    def draw(search: str | None) -> list[Component]:
        return stilled(draw_part(desk, search or "", part))


def _register_table(app: Dash, desk: Desk, chart: str, make: MakeSpec) -> None:
    @app.callback(Output(chart, "children"), Input(Frame.VIEW, "search"))
    @in_thread
    def draw(search: str | None) -> list[Component]:
        asked = search or ""

        def part(session: Session, view: View) -> list[Component]:
            return table_part(make(session, view, MOST_ROWS_ALONE), csv_link(chart, asked), view)

        return stilled(draw_part(desk, asked, part))
