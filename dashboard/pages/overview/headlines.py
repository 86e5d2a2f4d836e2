"""The headline cards: a section for each kind of number, because numbers of different kinds are never added."""

from collections.abc import Sequence

from dash.development.base_component import Component
from sqlmodel import Session

from dashboard.charts.kinds import Kind
from dashboard.components.notice import notice
from dashboard.components.number_card import Reader, kind_of, number_section
from dashboard.locale import Speaker
from dashboard.pages.overview.names import source_names
from dashboard.sections import in_sections
from dashboard.view import View
from db import queries
from db.answers import Total
from db.filters import Filters
from db.vocabulary import Series


def headlines(session: Session, view: View) -> list[Component]:
    """A section of cards for each kind that the view holds."""
    speaker = view.speaker
    totals = queries.totals(session, view.filters)
    if not totals:
        return [nothing(view)]
    reader = Reader(
        speaker,
        source_names(session, speaker),
        _place_names(session, speaker),
        _incident_sources(session, view, totals),
    )
    return [
        number_section(speaker.text(section.heading), speaker.text(section.explanation), chosen, reader)
        for section, chosen in in_sections(totals)
    ]


def nothing(view: View) -> Component:
    """What is said of a view without any claim: the register is empty, or the filters are narrow."""
    text = view.speaker.text
    if view.filters == Filters():
        return notice(text("The register is empty."), text("Upload a file to begin; the template shows the columns."))
    return notice(text("Nothing in this view."), text("Widen the filters to see more."))


def _incident_sources(session: Session, view: View, totals: Sequence[Total]) -> dict[Kind, list[str]]:
    """Who first said what is claimed of the incidents of each kind; who only passes it on is not named."""
    kinds = {kind_of(total) for total in totals if total.series is Series.INCIDENT}
    return {kind: _first_speakers(session, view, kind) for kind in kinds}


def _first_speakers(session: Session, view: View, kind: Kind) -> list[str]:
    narrowed = view.filters.but(series=Series.INCIDENT, measure=kind.measure, population=kind.population)
    return [source.name for source in queries.sources(session, narrowed) if source.claims]


def _place_names(session: Session, speaker: Speaker) -> dict[str, str]:
    return {place.pcode: place.name(speaker.language) for place in queries.choices(session).places}
