"""Closing problems that somebody has settled: the form under the problems of one kind, and what it does."""

from dash import dcc, html
from dash.development.base_component import Component
from sqlmodel import Session

from dashboard.components.deed_form import choice, deed, field
from dashboard.desk import Desk
from dashboard.locale import Speaker
from dashboard.pages.deeds import NotTypedError, Outcome, Typed, done, needed, signature
from dashboard.pages.quality.ids import Close
from dashboard.pages.quality.look import Look
from dashboard.view import View
from db.engine import reading
from db.filters import FilterError
from db.open_issues import open_files
from db.resolution import NothingOpenError, resolve


def form(desk: Desk, speaker: Speaker) -> Component:
    """Shown where the address looks at one kind of problem; the files are filled in when the register is read."""
    text = speaker.text
    signed = [
        field(Close.BY, text("Your name"), value=desk.settings.recorded_by),
        field(Close.REASON, text("Reason"), about=text("Why they are settled.")),
    ]
    which = [
        choice(Close.FILE, text("File")),
        field(Close.ROW, text("Row"), about=text("Blank means all rows of the file.")),
    ]
    closing = deed(text("Problems of this kind"), which, [(Close.CLOSE, text("Close these problems"))])
    about = text("A closed problem leaves the open list. Who closed it, when and why is kept in the log of changes.")
    return html.Div(
        [
            html.H2(text("Close problems"), className="form-title"),
            html.P(about),
            html.Div(id=Close.TOLD, className="told"),
            dcc.Store(id=Close.CHANGED),
            html.Div([html.Div(signed, className="signature"), closing], className="judge"),
        ]
    )


def files(desk: Desk, search: str) -> list[dict[str, str]]:
    """The files with open problems of the kind that an address looks at; none where it looks at no kind."""
    look = Look.of(search)
    if look.what is None:
        return []
    try:
        view = View.from_search(search, desk.settings.language)
    except FilterError:
        return []
    with reading(desk.engine) as session:
        found = open_files(session, view.filters.but(as_of=None), look.what)
    return [{"value": str(batch), "label": _file(batch, name, count, view.speaker)} for batch, name, count in found]


def _file(batch: int, name: str, count: int, speaker: Speaker) -> str:
    told = speaker.text("Batch {batch}: {name}", batch=batch, name=name)
    return speaker.text("{file} ({n} open)", file=told, n=count)


def close(desk: Desk, search: str, typed: Typed) -> Outcome:
    """Close them, in one transaction; what can't be done changes nothing and says why."""

    def do(session: Session, view: View) -> tuple[int, str]:
        text = view.speaker.text
        batch = int(needed(typed, Close.FILE, text("Choose the file.")))
        signed = signature(typed.get(Close.BY, ""), typed.get(Close.REASON, ""), view.speaker)
        code, row = Look.of(search).what or "", _row(typed.get(Close.ROW, ""), view.speaker)
        try:
            made = resolve(session, batch, code, row=row, **signed)
        except NothingOpenError:
            raise NotTypedError(text("No problem of this kind is open there.")) from None
        return made.id, view.speaker.plural("{n} problem is closed.", "{n} problems are closed.", made.issues)

    return done(desk, search, do)


def _row(typed: str, speaker: Speaker) -> int | None:
    if not typed.strip():
        return None
    if not typed.strip().isdecimal() or len(typed.strip()) > 9:
        raise NotTypedError(speaker.text("“{typed}” is no row.", typed=typed.strip()))
    return int(typed)
