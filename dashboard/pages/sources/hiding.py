"""Places that are confidential: the form by which people decide it, what it does, and what was decided."""

from typing import Final

from dash import dcc, html
from dash.development.base_component import Component
from sqlmodel import Session

from dashboard.charts.running_lines import Reader, cut, cut_note
from dashboard.charts.spec import ChartSpec, Table
from dashboard.components.deed_form import deed, field
from dashboard.desk import Desk
from dashboard.locale import Speaker, msg
from dashboard.pages.deeds import Outcome, Typed, done, needed, signature
from dashboard.pages.drawing import reader_of
from dashboard.pages.sources.ids import Hide, Keep, Listing
from dashboard.view import View
from db.deciding.confidential_places import PlaceDeed, deeds, place_named, set_confidential
from ingest.places.hidden import HiddenPlaces

_DONE: Final = {
    Keep.CONFIDENTIAL: msg("{place} ({pcode}): confidential from now on, with all that lies in it."),
    Keep.PUBLIC: msg("{place} ({pcode}): may be shown from now on."),
}


def form(desk: Desk, speaker: Speaker) -> Component:
    """Closed until it is wanted."""
    text = speaker.text
    signed = [
        field(Hide.PLACE, text("Place"), about=text("Its P-code, or its name where no other place has it.")),
        field(Hide.BY, text("Your name"), value=desk.settings.recorded_by),
        field(Hide.REASON, text("Reason"), about=text("Why it must not be shown, or may be.")),
    ]
    means = text(
        "PDFs and public exports show a confidential place, and all that lies in it, as its governorate alone, without "
        "name, P-code and coordinates, whatever moment they speak of. These pages, which only people at this computer "
        "see, go on showing it."
    )
    buttons = [(Keep.CONFIDENTIAL, text("Keep it confidential")), (Keep.PUBLIC, text("It may be shown"))]
    keeping = deed(text("Whether it may be shown"), [html.P(means, className="hint")], buttons)
    return html.Div(
        [
            html.H2(text("Decide about a place"), className="form-title"),
            html.P(text("Kept with name and reason, and shown in the history. What stood before stays there.")),
            html.Div(id=Hide.TOLD, className="told"),
            dcc.Store(id=Hide.CHANGED),
            html.Details(
                [
                    html.Summary(text("Keep a village, a town or a district confidential…")),
                    html.Div([html.Div(signed, className="signature"), keeping], className="judge"),
                ]
            ),
        ],
        id=Hide.FORM,
    )


def decide(desk: Desk, search: str, wanted: Keep, typed: Typed) -> Outcome:
    """Do it, in one transaction; what can't be done changes nothing and says why."""

    def do(session: Session, view: View) -> tuple[int, str]:
        speaker = view.speaker
        name = needed(typed, Hide.PLACE, speaker.text("Write the place: its P-code or its name."))
        signed = signature(typed.get(Hide.BY, ""), typed.get(Hide.REASON, ""), speaker)
        made = set_confidential(session, name, wanted is Keep.CONFIDENTIAL, **signed)
        place = place_named(session, made.pcode)
        called = (speaker.rtl and place.name_ar) or place.name_en
        told = speaker.text(_DONE[wanted], place=called, pcode=place.pcode)
        hides = _hides(session, place.pcode, speaker) if wanted is Keep.CONFIDENTIAL else []
        return made.id or 0, " ".join([told, *hides])

    return done(desk, search, do)


def _hides(session: Session, pcode: str, speaker: Speaker) -> list[str]:
    """Of how many claims a place is hidden, and what they call it that may be another spelling of its name."""
    hidden = HiddenPlaces.of(session, frozenset({pcode}))
    told = [speaker.plural("{n} claim is hidden with it.", "{n} claims are hidden with it.", hidden.claims(session))]
    if hidden.words:
        words = speaker.listing(sorted({words for words, _ in hidden.words}))
        told.append(speaker.text("Hidden as other spellings of names there: {names}.", names=words))
    return told


def place_decisions(session: Session, view: View, most_rows: int | None = None) -> ChartSpec:
    """Every decision about a place, the newest first, whatever the filters but for the moment."""
    found, reader = deeds(session, view.filters), reader_of(session, view, most_rows)
    speaker, text = view.speaker, view.speaker.text
    columns = (text("When"), text("Place"), text("P-code"), text("Confidential"), text("Who"), text("Why"))
    told = speaker.plural("{n} decision by people.", "{n} decisions by people.", len(found))
    return ChartSpec(
        id=Listing.PLACES.value,
        title=text("What people decided about places"),
        sentence=told if found else text("Nobody has kept a place confidential."),
        unit="",
        table=Table(columns, cut((_row(each, reader) for each in found), reader)),
        notes=cut_note(len(found), reader),
        rtl=speaker.rtl,
    )


def _row(made: PlaceDeed, reader: Reader) -> tuple[str, ...]:
    speaker, place = reader.speaker, made.place
    return (
        speaker.day(made.recorded_at.date()),
        reader.places.get(place.pcode, place.name_en),
        place.pcode,
        speaker.text("yes") if made.confidential else speaker.text("no"),
        made.by,
        made.reason,
    )
