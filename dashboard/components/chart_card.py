"""A chart with all that belongs to it: title, sentence, figure, notes, and its twin as a table and as CSV.

A card has four states: loading (placeholders), drawn, empty (its sentence says so), failed (the last figure stays,
under a banner that says when it was read). What has a table and no line to draw has the table alone.
"""

import logging
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Final

import dash_mantine_components as dmc
from dash import Output, dcc, html, no_update
from dash.development.base_component import Component

from dashboard.charts.axis import known_numbers
from dashboard.charts.panels import PanelsSpec
from dashboard.charts.spec import ChartSpec, MapSpec
from dashboard.components.area_links import area_links
from dashboard.components.aria import aria, data
from dashboard.components.data_table import data_table
from dashboard.components.notice import notice
from dashboard.components.still import still
from dashboard.locale import Speaker
from dashboard.wording.filters import filter_words
from db.filters import FilterError

log = logging.getLogger(__name__)

Draw = Callable[[ChartSpec], dict[str, Any]]


_BLANK: Final = {"data": [], "layout": {"xaxis": {"visible": False}, "yaxis": {"visible": False}, "height": 320}}
"""Instead of the empty axes that a graph shows before its first figure."""


class Part(StrEnum):
    """What a redraw writes, in the order of :func:`outputs`."""

    BANNER = "banner"
    HEADING = "heading"
    FIGURE = "figure"
    CANVAS = "canvas"
    NOTES = "notes"
    TABLE = "table"
    CSV = "csv"
    DRAWN_AT = "drawn-at"


_WRITTEN = {Part.FIGURE: "figure", Part.CANVAS: "hidden", Part.CSV: "href", Part.DRAWN_AT: "data"}


def part_id(chart: str, part: Part) -> str:
    """The id of one part of a chart's card."""
    return f"{chart}-{part.value}"


def outputs(chart: str) -> list[Output]:
    """Everything that a redraw of ``chart`` writes."""
    return [Output(part_id(chart, part), _WRITTEN.get(part, "children")) for part in Part]


def chart_card(chart: str, speaker: Speaker, config: Any, *, above: Component | None = None) -> Component:
    """The card before anything is drawn. ``above`` stands between heading and figure (a switch)."""
    heading = part_id(chart, Part.HEADING)
    placeholders = [dmc.Skeleton(height=22, width="60%"), dmc.Skeleton(height=14, mt=8)]
    graph = dcc.Graph(id=part_id(chart, Part.FIGURE), config=config, figure=_BLANK, className="chart")
    as_csv = speaker.text("Download as CSV")
    pictures = [
        html.Button(label, className="link-button picture", **data(chart=chart, form=form, rtl=str(speaker.rtl)))
        for form, label in (
            ("png", speaker.text("Download as picture")),
            ("svg", speaker.text("as SVG, for print")),
        )
    ]
    return html.Article(
        [
            html.Div(placeholders, id=heading, className="heading"),
            html.Div(id=part_id(chart, Part.BANNER)),
            above,
            html.Div(graph, id=part_id(chart, Part.CANVAS), className="canvas", role="img", **aria(labelledby=heading)),
            html.Div(id=part_id(chart, Part.NOTES), className="chart-notes"),
            html.Details(
                [
                    html.Summary(speaker.text("Show as table")),
                    html.Div(id=part_id(chart, Part.TABLE)),
                    html.A(as_csv, id=part_id(chart, Part.CSV), href="", className="quiet-link", download=""),
                ],
                className="as-table",
            ),
            html.Div(pictures, className="pictures"),
            dcc.Store(id=part_id(chart, Part.DRAWN_AT)),
        ],
        className="card chart-card",
    )


_UNASKED: Final = html.Div(className="unasked")
"""In a card of which nothing was asked yet, since the address can't be used: the page says so once, at its top."""


def redraw(
    make: Callable[[], ChartSpec],
    draw: Draw,
    csv: str,
    drawn_at: str | None,
    speaker: Speaker,
    asked: Mapping[str, str] | None = None,
) -> tuple[Any, ...]:
    """What a redraw writes: the new chart, or what is left of the old one and why.

    ``asked`` are the words of the page's address, which the links of a map go on from.
    """
    try:
        spec = make()
        empty = not spec.table.rows
        undrawn = empty or (isinstance(spec, PanelsSpec) and not spec.panels)
        figure = no_update if undrawn else draw(spec)
    except FilterError as error:
        unread = _failed(drawn_at, filter_words(error, speaker), speaker)
        return unread if drawn_at else (_UNASKED, *unread[1:])
    except Exception:
        log.exception("a chart could not be drawn")
        return _failed(drawn_at, speaker.text("The register could not be read."), speaker)
    return (
        None,
        [html.H2(spec.title), html.P(spec.sentence)],
        figure,
        undrawn,
        area_links(spec, asked or {}, speaker) if empty else _notes(spec, speaker, asked or {}),
        still(data_table(spec.table, spec.title)),
        csv,
        datetime.now(UTC).isoformat(),
    )


def _failed(drawn_at: str | None, reason: str, speaker: Speaker) -> tuple[Any, ...]:
    """The banner; what was drawn before stays, and before the first drawing there is nothing to show."""
    written: dict[Part, Any] = dict.fromkeys(Part, no_update)
    written[Part.BANNER] = _banner(drawn_at, reason, speaker)
    if drawn_at is None:
        written |= {Part.HEADING: [], Part.CANVAS: True}
    return tuple(written.values())


def _banner(drawn_at: str | None, reason: str, speaker: Speaker) -> Component:
    title = speaker.text("This chart could not be brought up to date.")
    if drawn_at is None:
        return notice(title, reason, tone="warn")
    read = datetime.fromisoformat(drawn_at)
    day, time = speaker.day(read.date()), speaker.digits(f"{read:%H:%M}")
    kept = speaker.text("Below is what was read on {day} at {time} UTC.", day=day, time=time)
    return notice(title, reason, kept, tone="warn")


def _notes(spec: ChartSpec, speaker: Speaker, asked: Mapping[str, str]) -> list[Component]:
    notes: list[Component] = [_of_areas(spec, speaker)] if isinstance(spec, MapSpec) else []
    if isinstance(spec, MapSpec) and spec.outside:
        known = speaker.listing([_named_figure(label, figure, speaker) for label, figure in spec.outside])
        notes.append(html.P(speaker.text("Not on the map: {known}.", known=known), className="outside"))
    notes += area_links(spec, asked, speaker)
    notes.append(html.Ul([html.Li(note) for note in spec.notes]))
    if isinstance(spec, MapSpec):
        notes.append(html.P(spec.boundary_note))
    return [*notes, html.P(spec.source_line)] if spec.source_line else notes


def _of_areas(spec: MapSpec, speaker: Speaker) -> Component:
    """The figure of each area as text, the largest first: a narrow screen has no room for them on the map."""
    known = [(area.name, area.figure) for area in spec.areas if area.figure is not None]
    known.sort(key=lambda entry: -max(known_numbers([entry[1]]), default=0))
    items = [html.Li(_named_figure(name, figure.text, speaker)) for name, figure in known]
    return html.Ul(items, className="map-figures")


def _named_figure(name: str, figure: str, speaker: Speaker) -> str:
    return speaker.text("{what}: {figure}", what=name, figure=figure)
