"""What waits for a person, in numbers at the head of the page; each leads to where it is told."""

from dash import html
from dash.development.base_component import Component
from sqlmodel import Session

from dashboard.pages.quality.ids import Listing, Quality
from dashboard.pages.quality.look import Look
from dashboard.view import View
from db import queries
from db.deciding.open_pairs import how_many_pairs
from db.open_issues import open_kinds
from db.series.running import Running, running
from db.sources.wanting import wanting
from db.vocabulary import Series, Severity


def summary_part(session: Session, view: View, look: Look) -> list[Component]:
    """A number for each part of the page; nothing where the address looks at one of them."""
    if look.what is not None:
        return []
    text, filters = view.speaker.text, view.filters
    kinds = open_kinds(session, filters)
    standing = queries.standing(session, filters)
    rejected = sum(kind.count for kind in kinds if kind.newest.severity is Severity.ERROR)
    warned = sum(kind.count for kind in kinds if kind.newest.severity is Severity.WARNING)
    counts = (
        (how_many_pairs(session, filters), text("pairs of incidents that may be one"), Quality.PAIRS),
        (rejected, text("problems that rejected a row"), Quality.ISSUES),
        (warned, text("warnings"), Quality.ISSUES),
        (falls_of(running(session, filters, Series.CUMULATIVE)), text("falls and new counts of tolls"), Quality.FALLS),
        (sum(each.stale for each in wanting(session, filters)), text("silent sources"), Listing.STALE),
        (standing.outdated, text("figures of people on a day, no longer current"), Listing.OLD),
        (standing.unlocated, text("claims not located"), Listing.LACKING),
        (standing.undated, text("claims not dated"), Listing.LACKING),
        (standing.ungraded, text("claims not graded"), Listing.LACKING),
        (standing.in_review, text("claims in review, in no figure"), Listing.REVIEW),
    )
    items = [html.Li(html.A(_told(number, what, view), href=f"#{place}")) for number, what, place in counts]
    return [html.Ul(items)]


def falls_of(tolls: Running) -> int:
    """How many figures fall or count anew."""
    return sum(point.change is not None for line in tolls.lines for point in line.points)


def _told(number: int, what: str, view: View) -> list[Component]:
    return [html.Strong(view.speaker.number(number)), html.Span(what)]
