"""The open problems of recorded files: every kind with its meaning, and the rows of one kind, page by page."""

from collections.abc import Iterable, Sequence
from typing import Final

from dash import dcc, html
from dash.development.base_component import Component
from sqlmodel import Session

from dashboard.components.aria import aria, data
from dashboard.components.notice import notice
from dashboard.locale import NO_FIGURE, Speaker
from dashboard.pages.quality.ids import Listing
from dashboard.pages.quality.look import PAIRS, PER_PAGE, Look, back, turning
from dashboard.pages.quality.unknown_places import way_out
from dashboard.pages.tolls.ids import Listing as Tolls
from dashboard.view import View
from dashboard.wording import PlaceNames, issue_heading, issue_words, names_in
from db.open_issues import OpenIssue, OpenKind, open_issues, open_kinds

Cell = Component | str
_OTHERS: Final = (PAIRS, *Listing, Tolls.CHANGES)
"""What an address looks at that is no kind of problem."""


def issues_part(session: Session, view: View, look: Look) -> list[Component]:
    """All kinds in short; or all of one kind."""
    if look.what in _OTHERS:
        return []
    kinds = open_kinds(session, view.filters)
    if look.what is None:
        places = names_in(session, [kind.newest for kind in kinds], view.speaker)
        return _in_short(kinds, places, look, view.speaker)
    total = sum(kind.count for kind in kinds if kind.newest.code == look.what)
    found = open_issues(session, view.filters, look.what, limit=PER_PAGE, offset=look.offset)
    return _of_one(found, names_in(session, found, view.speaker), total, look, view.speaker)


def _in_short(kinds: Sequence[OpenKind], places: PlaceNames, look: Look, speaker: Speaker) -> list[Component]:
    text = speaker.text
    title = text("Open problems of recorded files")
    about = text("Whatever the filters: a problem is of a file. Withdrawn files are left out.")
    if not kinds:
        return [_heading(title, text("No recorded file that stands raised a problem."))]
    columns = (text("Problem"), text("Status"), text("How often"), text("Files"), text("The newest of them"))
    rows = [_kind(kind, places, look, speaker) for kind in kinds]
    return [_heading(title, about), table(title, columns, rows, numeric=(2, 3))]


def _kind(kind: OpenKind, places: PlaceNames, look: Look, speaker: Speaker) -> list[Cell]:
    newest = kind.newest
    name, about = issue_heading(newest.code, speaker)
    return [
        html.Div([dcc.Link(name, href=look.at(newest.code)), html.P(about, className="meaning")]),
        speaker.term(newest.severity),
        speaker.number(kind.count),
        speaker.number(kind.files),
        html.Div([html.P(_said(newest, places, speaker)), _batch(newest, look, speaker)]),
    ]


def _of_one(
    found: Sequence[OpenIssue], places: PlaceNames, total: int, look: Look, speaker: Speaker
) -> list[Component]:
    text, code = speaker.text, look.what or ""
    title, about = issue_heading(code, speaker)
    if not found:
        return [back(look, speaker), notice(text("No open problem of this kind."))]
    columns = (text("File"), text("Row"), text("Column"), text("Value"), text("Problem"), text("What to do"))
    rows: list[list[Cell]] = [
        [
            _batch(issue, look, speaker),
            speaker.digits(str(issue.row)) if issue.row is not None else NO_FIGURE,
            html.Bdi(issue.column or NO_FIGURE),
            html.Bdi(issue.value or NO_FIGURE),
            *(html.Span(words, dir="auto") for words in issue_words(issue, speaker, places)),
        ]
        for issue in found
    ]
    parts = [back(look, speaker), _heading(title, about), way_out(code, speaker), turning(look, total, speaker)]
    return [part for part in (*parts, table(title, columns, rows, numeric=(1,))) if part]


def _said(issue: OpenIssue, places: PlaceNames, speaker: Speaker) -> Component:
    return html.Span(issue_words(issue, speaker, places)[0], dir="auto")


def _batch(issue: OpenIssue, look: Look, speaker: Speaker) -> Component:
    """The file, as a link to where it can be opened or withdrawn."""
    name = speaker.text("Batch {batch}: {name}", batch=issue.batch, name=issue.file_name)
    return dcc.Link(html.Bdi(name), href=look.elsewhere("/upload", batch=issue.batch))


def _heading(title: str, sentence: str) -> Component:
    return html.Div([html.H2(title), html.P(sentence)], className="heading")


def table(
    caption: str, columns: Sequence[str], rows: Iterable[Sequence[Cell]], numeric: tuple[int, ...] = ()
) -> Component:
    """A table whose cells may hold links, in a box that scrolls sideways by itself."""
    styles = ["numeric" if at in numeric else "" for at in range(len(columns))]
    head = [html.Th(column, scope="col", className=css) for column, css in zip(columns, styles, strict=True)]
    body = [
        html.Tr(
            [
                html.Td(cell, className=css, **data(label=column))
                for cell, css, column in zip(row, styles, columns, strict=True)
            ]
        )
        for row in rows
    ]
    whole = html.Table([html.Caption(caption), html.Thead(html.Tr(head)), html.Tbody(body)], className="data-table")
    return html.Div(whole, className="table-box", tabIndex="0", role="group", **aria(label=caption))
