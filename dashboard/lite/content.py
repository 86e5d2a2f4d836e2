"""What stands on the plain page: the overview's own parts, written out, as many of each as a slow line bears."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from sqlmodel import Session

from dashboard.charts.spec import ChartSpec, MapSpec, RangesSpec, TimelineSpec
from dashboard.components.area_links import area_links
from dashboard.components.atlas import Atlas
from dashboard.components.data_table import data_table
from dashboard.components.source_notes import source_note
from dashboard.components.standing_line import standing_line
from dashboard.lite.areas import map_drawing
from dashboard.lite.ranges import ranges_drawing
from dashboard.lite.timeline import timeline_drawing
from dashboard.locale import Speaker
from dashboard.markup import Markup, joined, plain, tag
from dashboard.pages.changes.listing import TABLES as CHANGES
from dashboard.pages.drawing import CSV_URL, MakeSpec
from dashboard.pages.overview.charts import CHARTS
from dashboard.pages.overview.headlines import headlines
from dashboard.view import View
from db import queries
from db.answers import SourceRecord
from db.history.since import changed_since
from db.sources.history import confidential_sources

MOST_CARDS: Final = 8
MOST_ROWS: Final = 24
MOST_SOURCES: Final = 6
MOST_NOTES: Final = 10


def overview_parts(session: Session, view: View, search: str) -> Markup:
    """The standing line, headlines, charts with their tables, newest incidents, and who says so."""
    return joined(
        [
            _standing(session, view, search),
            [plain(section) for section in headlines(session, view, MOST_CARDS)],
            [_chart(session, name, make(session, view, MOST_ROWS), view, search) for name, make in CHARTS.items()],
            _changes(session, view, search),
            _sources(queries.sources(session, view.filters), confidential_sources(session), view.speaker),
        ]
    )


def page_parts(session: Session, view: View, search: str, tables: Mapping[str, MakeSpec]) -> Markup:
    """What stands on another page of the same view: the standing line, and each of its charts and tables."""
    charts = [_chart(session, name, make(session, view, MOST_ROWS), view, search) for name, make in tables.items()]
    return joined([_standing(session, view, search), charts])


def _standing(session: Session, view: View, search: str) -> Markup:
    since = changed_since(session, view.filters)
    line = standing_line(queries.standing(session, view.filters), view.speaker, since, search)
    return tag("div", plain(line), class_="standing")


def _changes(session: Session, view: View, search: str) -> Markup | None:
    """What changed since the view's moment; nothing for a view of now."""
    if view.filters.as_of is None:
        return None
    return joined(
        [_chart(session, name, make(session, view, MOST_ROWS), view, search) for name, make in CHANGES.items()]
    )


def _chart(session: Session, name: str, spec: ChartSpec, view: View, search: str) -> Markup:
    """Title, sentence, drawing, notes and table; of an empty chart its sentence alone."""
    speaker, csv = view.speaker, f"{CSV_URL}/{name}.csv{search}"
    heading = tag("div", tag("h2", spec.title), tag("p", spec.sentence), class_="heading")
    if not spec.table.rows:
        return tag("article", heading, plain(area_links(spec, view.asked, speaker)))
    drawn = _drawing(session, spec, speaker)
    drawing = drawn and tag("div", drawn, class_="drawing")
    notes = tag("div", _notes(spec, view), class_="chart-notes")
    table = _table(spec, speaker, csv, opened=drawing is None)
    return tag("article", heading, drawing, notes, table, data_chart=name)


def _drawing(session: Session, spec: ChartSpec, speaker: Speaker) -> Markup | None:
    match spec:
        case TimelineSpec() if spec.points:
            return timeline_drawing(spec, speaker)
        case RangesSpec() if spec.rows:
            return ranges_drawing(spec, speaker)
        case MapSpec():
            return map_drawing(spec, Atlas.of(session, spec.within).geojson(area.pcode for area in spec.areas))
        case _:
            return None


def _notes(spec: ChartSpec, view: View) -> list[Markup]:
    notes, speaker = [], view.speaker
    if isinstance(spec, MapSpec) and spec.outside:
        known = speaker.listing(
            [speaker.text("{what}: {figure}", what=label, figure=figure) for label, figure in spec.outside]
        )
        notes.append(tag("p", speaker.text("Not on the map: {known}.", known=known), class_="outside"))
    notes.append(plain(area_links(spec, view.asked, speaker)))
    if spec.notes:
        notes.append(tag("ul", [tag("li", note) for note in spec.notes[:MOST_NOTES]]))
        if more := len(spec.notes[MOST_NOTES:]):
            left = speaker.plural("{n} more note is in the full page.", "{n} more notes are in the full page.", more)
            notes.append(tag("p", left, class_="more"))
    if isinstance(spec, MapSpec):
        notes.append(tag("p", spec.boundary_note))
    return [*notes, tag("p", spec.source_line)] if spec.source_line else notes


def _table(spec: ChartSpec, speaker: Speaker, csv: str, *, opened: bool) -> Markup:
    """The table behind the drawing, or in its place; of a long one the last rows of a timeline, else the first."""
    rows, more = spec.table.rows, len(spec.table.rows) - MOST_ROWS
    shown = rows[-MOST_ROWS:] if isinstance(spec, TimelineSpec) else rows[:MOST_ROWS]
    left = speaker.plural("{n} more row is in the CSV file.", "{n} more rows are in the CSV file.", more)
    table = joined(
        [
            plain(data_table(replace(spec.table, rows=shown), spec.title)),
            tag("p", left, class_="more") if more > 0 else None,
            tag("a", speaker.text("Download as CSV"), href=csv, class_="small"),
        ]
    )
    return table if opened else tag("details", tag("summary", speaker.text("Show as table")), table)


def _sources(sources: list[SourceRecord], hidden: frozenset[str], speaker: Speaker) -> Markup | None:
    """The sources with most claims and their reliability notes."""
    if not sources:
        return None
    text, more = speaker.text, len(sources) - MOST_SOURCES
    explained = text("Grades from A to F say how reliable a source has been. Each is somebody's judgement.")
    heading = tag("div", tag("h2", text("Who says so")), tag("p", explained), class_="heading")
    shown = [source_note(each, speaker, confidential=each.name in hidden) for each in sources[:MOST_SOURCES]]
    notes = tag("ul", plain(shown))
    left = speaker.plural("{n} more source is in the full page.", "{n} more sources are in the full page.", more)
    return tag("section", heading, notes, tag("p", left, class_="more") if more > 0 else None, class_="sources")
