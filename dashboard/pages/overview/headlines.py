"""The headline cards: a section for each kind of number, because numbers of different kinds are never added."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from dash import dcc, html
from dash.development.base_component import Component
from sqlmodel import Session

from dashboard.charts.kinds import Kind
from dashboard.components.notice import notice
from dashboard.components.number_card import Reader, kind_of, number_section
from dashboard.components.take_away import EXPORTS
from dashboard.locale import msg
from dashboard.pages.drawing import reader_of
from dashboard.pages.overview.readable import readable
from dashboard.pages.overview.short import LINES
from dashboard.sections import (
    INCIDENTS,
    MOVEMENTS,
    PERIODS,
    STOCKS,
    TOLLS,
    Section,
    in_sections,
    newest_by_turns,
    section_of,
    wholes,
)
from dashboard.view import View, search_of
from dashboard.wording import uncounted_words
from db import queries
from db.answers import Total
from db.filters import Filters
from db.series.fallen import fallen
from db.vocabulary import Series

MOST_CARDS: Final = 12
"""Cards of one kind on a page that is drawn; a register of many files has a thousand."""
OPEN_CARDS: Final = 4
"""Those of them that are seen at once, where there are more by two: a row, so that the charts are not far below."""
ALL_INCIDENTS: Final = msg("All incidents")
_ALL_OF: Final = {
    TOLLS: ("/tolls", msg("All tolls")),
    STOCKS: ("/displacement", msg("All of the displacement")),
    MOVEMENTS: ("/displacement", msg("All of the displacement")),
}


def headlines(session: Session, view: View, most: int = MOST_CARDS) -> list[Component]:
    """A section of cards for each kind of the view: the newest and largest where there are many, and the way to all."""
    found = queries.largest(session, view.filters, most=max(most, LINES), first="newest")
    every = Counter[Section]()
    for count in found.counts:
        every[section_of(count)] += count.wholes
    outdated = sum(count.outdated for count in found.counts)
    if not found.totals and not outdated:
        return [nothing(session, view)]
    drawn = _sections(session, view, found.totals, every, most)
    said = uncounted_words(queries.standing(session, view.filters), view.speaker)
    drawn.extend(html.P(f"{left_out}.", className="number-more") for left_out in said)
    return drawn if not outdated else [*drawn, _no_longer_current(outdated, view)]


def _no_longer_current(number: int, view: View) -> Component:
    """That sources have not told some stocks anew for long, and the way to what they last told: none has a card."""
    told = view.speaker.plural(
        "{n} more figure of people on a day is no longer current: it was last told too long ago.",
        "{n} more figures of people on a day are no longer current: they were last told too long ago.",
        number,
    )
    link = dcc.Link(view.speaker.text("What was last told"), href=f"/displacement{search_of(dict(view.asked))}")
    return html.P([told, " ", link], className="number-more")


def _sections(
    session: Session, view: View, totals: Sequence[Total], lines: Mapping[Section, int], most: int
) -> list[Component]:
    """``lines`` are how many whole lines there are of each kind, of which ``totals`` may have the first alone."""
    speaker = view.speaker
    known = reader_of(session, view, None)
    sections = in_sections(readable(totals, known))
    fell = fallen(session, view.filters, (total for _, own in sections for total in _cards(own, most)))
    reader = Reader(speaker, known.names, _incident_sources(session, view, totals), fell)
    return [_section(section, own, lines.get(section, 0), most, reader, view) for section, own in sections]


def _section(section: Section, totals: Sequence[Total], lines: int, most: int, reader: Reader, view: View) -> Component:
    text = view.speaker.text
    whole, first = wholes(totals), _cards(totals, most)
    every = max(len(whole), lines + sum(total.series is Series.INCIDENT for total in whole))
    shown = newest_by_turns(first, OPEN_CARDS) if _is_folded(section, first) else first
    at_once = set(map(id, shown))
    folded = [total for total in first if id(total) not in at_once]
    drawn = number_section(text(section.heading), text(section.explanation), totals, reader, shown, folded)
    if len(first) == every:
        return drawn
    left = text("{n} of {all} figures: the newest, and of these the largest.", n=len(first), all=every)
    drawn.children.append(html.P([left, " ", _all_of(section, view)], className="number-more"))
    return drawn


def _cards(totals: Sequence[Total], most: int) -> Sequence[Total]:
    """Those of a section that have a card."""
    return newest_by_turns(wholes(totals), most)


def _is_folded(section: Section, cards: Sequence[Total]) -> bool:
    """Whether only some cards stand open: sums over incidents are few, and each is of another kind of people."""
    return section is not INCIDENTS and len(cards) > OPEN_CARDS + 1


def _all_of(section: Section, view: View) -> Component:
    """The way to all figures of a kind: the page that shows them, or a file of them where none does."""
    if section is PERIODS:
        query = view.filters.but(series=Series.PERIOD).to_query()
        return html.A(view.speaker.text("All of them as CSV"), href=f"{EXPORTS}/totals.csv?{query}", download="")
    page, name = _ALL_OF.get(section, ("/incidents", ALL_INCIDENTS))
    return dcc.Link(view.speaker.text(name), href=f"{page}{search_of(dict(view.asked))}")


def nothing(session: Session, view: View) -> Component:
    """What is said of a view without a figure: the register is empty, the filters are narrow, or nothing is added."""
    text = view.speaker.text
    standing = queries.standing(session, view.filters)
    if left_out := uncounted_words(standing, view.speaker):
        return notice(text("No figure in this view counts."), *(f"{said}." for said in left_out))
    if claims := standing.claims:
        said = view.speaker.plural(
            "Its {n} claim is a part of a figure that does not stand, or of an incident that was set aside.",
            "Its {n} claims are parts of figures that do not stand, or of incidents that were set aside.",
            claims,
        )
        return notice(text("No figure in this view counts."), said)
    if view.filters == Filters():
        return notice(text("The register is empty."), text("Upload a file to begin; the template shows the columns."))
    return notice(text("Nothing in this view."), text("Widen the filters to see more."))


def _incident_sources(session: Session, view: View, totals: Sequence[Total]) -> dict[Kind, Sequence[str]]:
    """Who first said what is claimed of the incidents of each kind; who only passes it on is not named."""
    kinds = {kind_of(total) for total in totals if total.series is Series.INCIDENT}
    speakers = queries.speakers(session, view.filters) if kinds else {}
    return {kind: speakers.get((kind.measure, kind.population), ()) for kind in kinds}
