"""The parts of the overview that are no charts: the newest incidents, and who says so."""

from typing import Final

from dash import dcc, html
from dash.development.base_component import Component
from sqlmodel import Session

from dashboard.components.incident_table import incident_table
from dashboard.components.notice import notice
from dashboard.components.source_notes import source_note
from dashboard.pages.overview.incidents import spec_and_codes
from dashboard.view import View, search_of
from db import queries
from db.sources.history import confidential_sources

MOST_SOURCES: Final = 6
"""Sources that are told of beside the charts; the page on sources has all."""


def incidents_section(session: Session, view: View) -> list[Component]:
    """The table of the newest incidents."""
    (spec, codes), text, words = spec_and_codes(session, view), view.speaker.text, dict(view.asked)
    heading = html.Div([html.H2(spec.title), html.P(spec.sentence)], className="heading")
    if not spec.table.rows:
        return [heading, notice(text("Nothing in this view."))]
    every = dcc.Link(text("All incidents"), href=f"/incidents{search_of(words)}", className="quiet-link")
    return [heading, incident_table(spec.table, codes, words, spec.title), every]


def sources_section(session: Session, view: View) -> list[Component]:
    """The sources of the view with their reliability notes."""
    text = view.speaker.text
    found = queries.sources(session, view.filters)
    hidden = confidential_sources(session)
    notes = [source_note(each, view.speaker, confidential=each.name in hidden) for each in found[:MOST_SOURCES]]
    explained = text("Grades from A to F say how reliable a source has been. Each is somebody's judgement.")
    heading = html.Div([html.H2(text("Who says so")), html.P(explained)], className="heading")
    if not notes:
        return [heading, notice(text("Nothing in this view."))]
    if len(found) == len(notes):
        return [heading, html.Ul(notes)]
    every = view.speaker.plural("{n} more source", "{n} more sources", len(found) - len(notes))
    href = f"/sources{search_of(dict(view.asked))}"
    return [heading, html.Ul(notes), html.P(dcc.Link(every, href=href), className="number-more")]
