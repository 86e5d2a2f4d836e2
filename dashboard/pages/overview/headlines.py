"""The headline cards: a section for each kind of number, because numbers of different kinds are never added."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from dash import dcc, html
from dash.development.base_component import Component
from sqlmodel import Session

from dashboard.charts.kinds import Kind
from dashboard.components.notice import notice
from dashboard.components.number_card import Reader, kind_of, number_section
from dashboard.locale import Speaker, msg
from dashboard.pages.names import source_names
from dashboard.sections import MOVEMENTS, STOCKS, TOLLS, Section, in_sections, wholes
from dashboard.view import View, search_of
from db import queries
from db.answers import Total
from db.filters import Filters
from db.vocabulary import Series

MOST_CARDS: Final = 12
"""Cards of one kind on a page that is drawn; a register of many files has a thousand."""
INCIDENTS: Final = msg("All incidents")
_ALL_OF: Final = {
    TOLLS: ("/tolls", msg("All tolls")),
    STOCKS: ("/displacement", msg("All of the displacement")),
    MOVEMENTS: ("/displacement", msg("All of the displacement")),
}


def headlines(session: Session, view: View) -> list[Component]:
    """A section of cards for each kind that the view holds."""
    return _sections(session, view, None)


def _sections(session: Session, view: View, most: int | None) -> list[Component]:
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
    return [_section(section, chosen, most, reader, view) for section, chosen in in_sections(totals)]


def first_headlines(session: Session, view: View) -> list[Component]:
    """The same with the newest and largest of each kind, where a kind has many, and the way to the others."""
    return _sections(session, view, MOST_CARDS)


def _section(section: Section, totals: Sequence[Total], most: int | None, reader: Reader, view: View) -> Component:
    text = view.speaker.text
    every = wholes(totals)
    first = every if most is None else _first(every, most)
    drawn = number_section(text(section.heading), text(section.explanation), totals, reader, first)
    if len(first) == len(every):
        return drawn
    left = text("{n} of {all} figures: the newest, and of these the largest.", n=len(first), all=len(every))
    page, name = _ALL_OF.get(section, ("/incidents", INCIDENTS))
    link = dcc.Link(text(name), href=f"{page}{search_of(dict(view.asked))}")
    drawn.children.append(html.P([left, " ", link], className="number-more"))
    return drawn


def _first(totals: Sequence[Total], most: int) -> list[Total]:
    """The newest, and of one day the largest, in the order in which they came."""
    if len(totals) <= most:
        return list(totals)
    kept = sorted(totals, key=_recency, reverse=True)[:most]
    chosen = {id(total) for total in kept}
    return [total for total in totals if id(total) in chosen]


def _recency(total: Total) -> tuple[date, int]:
    day = total.speaks_of or total.until or total.published or date.min
    return day, total.best or total.high or total.low or 0


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
