"""The tables of the page on quality as specs: silent sources, old stocks, and claims that lack something."""

from sqlmodel import Session

from dashboard.charts.old_stocks import old_stocks
from dashboard.charts.running_lines import cut, cut_note
from dashboard.charts.spec import ChartSpec, Table
from dashboard.locale import Speaker
from dashboard.pages.drawing import MakeSpec, reader_of
from dashboard.pages.quality.ids import Listing
from dashboard.pages.quality.in_review import claims_in_review
from dashboard.view import View
from dashboard.wording import newest_words
from db.series.running import running
from db.sources.wanting import STALE, Wanting, wanting
from db.vocabulary import Series


def _stale(session: Session, view: View, most_rows: int | None = None) -> ChartSpec:
    """The sources that have been silent for long, the longest first."""
    text, reader = view.speaker.text, reader_of(session, view, most_rows)
    found = sorted(
        (each for each in wanting(session, view.filters) if each.stale),
        key=lambda each: (-(each.behind_days or 0), each.source),
    )
    columns = (text("Source"), text("Newest claim"), text("Days before the newest of all"), text("Claims"))
    rows = (
        (
            reader.names.get(each.source, each.source),
            newest_words(each, view.speaker),
            view.speaker.number(each.behind_days),
            view.speaker.number(each.claims),
        )
        for each in found
    )
    return ChartSpec(
        id=Listing.STALE,
        title=text("Sources that have fallen silent"),
        sentence=_silent(len(found), view.speaker),
        unit=text("claims"),
        table=Table(columns, cut(rows, reader), numeric=(2, 3)),
        notes=(
            *cut_note(len(found), reader),
            text("Silent means less is known, and not that less happened. Look for a newer file of the source."),
        )
        if found
        else (),
        rtl=view.speaker.rtl,
    )


def _silent(number: int, speaker: Speaker) -> str:
    if not number:
        return speaker.text("Every source of this view has spoken within {n} days of the newest claim.", n=STALE.days)
    sources = speaker.plural("{n} source", "{n} sources", number)
    return speaker.text(
        "{sources} said nothing in the {n} days before the newest claim of this view.", sources=sources, n=STALE.days
    )


def _lacking(session: Session, view: View, most_rows: int | None = None) -> ChartSpec:
    """The sources with claims that lack a place, a day or a grade, those with most first."""
    text, reader, number = view.speaker.text, reader_of(session, view, most_rows), view.speaker.number
    every = wanting(session, view.filters)
    found = sorted((each for each in every if lacks(each)), key=lambda each: (-lacks(each), each.source))
    columns = (text("Source"), text("Claims"), text("Not located"), text("Not dated"), text("Not graded"))
    rows = (
        (
            reader.names.get(each.source, each.source),
            *(number(count) for count in (each.claims, each.unlocated, each.undated, each.ungraded)),
        )
        for each in found
    )
    return ChartSpec(
        id=Listing.LACKING,
        title=text("Claims that lack a place, a day or a grade"),
        sentence=_gaps(every, view.speaker),
        unit=text("claims"),
        table=Table(columns, cut(rows, reader), numeric=(1, 2, 3, 4)),
        notes=(
            *cut_note(len(found), reader),
            text("A claim without a place is on no map, one without a day on no timeline. Both are in the totals."),
        )
        if found
        else (),
        rtl=view.speaker.rtl,
    )


def lacks(each: Wanting) -> int:
    """How many gaps its claims have together."""
    return each.unlocated + each.undated + each.ungraded


def _gaps(every: list[Wanting], speaker: Speaker) -> str:
    unlocated, undated, ungraded = (
        sum(getattr(each, name) for each in every) for name in ("unlocated", "undated", "ungraded")
    )
    counted = (
        (unlocated, speaker.plural("{n} not located", "{n} not located", unlocated)),
        (undated, speaker.plural("{n} not dated", "{n} not dated", undated)),
        (ungraded, speaker.plural("{n} not graded", "{n} not graded", ungraded)),
    )
    what = [words for count, words in counted if count]
    if not what:
        return speaker.text("Every claim of this view has a place, a day and a graded source.")
    return speaker.text("Of these claims: {what}", what=speaker.listing(what)) + "."


def _old(session: Session, view: View, most_rows: int | None = None) -> ChartSpec:
    """The stocks that were last told too long ago, those of people detained or missing among them."""
    return old_stocks(Listing.OLD, running(session, view.filters, Series.STOCK), reader_of(session, view, most_rows))


LISTINGS: dict[str, MakeSpec] = {
    Listing.REVIEW.value: claims_in_review,
    Listing.STALE.value: _stale,
    Listing.OLD.value: _old,
    Listing.LACKING.value: _lacking,
}
TABLES = LISTINGS
"""What can be fetched as CSV."""
