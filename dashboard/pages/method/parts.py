"""What the sections of the page on method are built of: headings with anchors, terms with meanings, tables."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from dash import html
from dash.development.base_component import Component

from dashboard.components.aria import aria
from dashboard.locale import Speaker
from dashboard.pages.method.ids import Method

Cell = str | Component
_ARABIC: Final = re.compile("[\u0621-\u064a]")


def section(anchor: Method, title: str, about: str, *body: Component) -> Component:
    """A section with its heading and a sentence under it."""
    heading = f"{anchor}-heading"
    return html.Section(
        [html.H2(title, id=heading), html.P(about, className="method-about"), *body],
        id=anchor,
        **aria(labelledby=heading),
    )


def drawer(anchor: str, title: Cell, *body: Component) -> Component:
    """A part that is opened when it is wanted, or led to."""
    return html.Details([html.Summary(title), *body], id=anchor)


def drawers(parts: Iterable[Component]) -> Component:
    """Drawers one under the other."""
    return html.Div(list(parts), className="drawers")


def meanings(entries: Iterable[tuple[Cell, Cell]]) -> Component:
    """Terms, each with what it means."""
    return html.Dl([html.Div([html.Dt(term), html.Dd(meaning)]) for term, meaning in entries], className="meanings")


def coded(code: str) -> Component:
    """A word as programs and files write it, which runs from left to right in either language."""
    return html.Code(code, dir="ltr")


def labelled(label: str, code: str) -> Component:
    """A word for people, with the one that files and filters use."""
    return html.Span([label, " ", coded(code)])


def english(text: str, speaker: Speaker) -> Cell:
    """A text; one that is only there in English is marked as such for who reads in another language."""
    return html.Span(text, lang="en", dir="ltr") if speaker.rtl and text and not _ARABIC.search(text) else text


def word_table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Component:
    """A table in a box that scrolls sideways by itself and never the page."""
    head = html.Thead(html.Tr([html.Th(name, scope="col") for name in heads]))
    body = html.Tbody([html.Tr([html.Td(cell) for cell in row]) for row in rows])
    return html.Div(
        html.Table([html.Caption(caption), head, body], className="data-table"),
        className="table-box",
        tabIndex="0",
        role="group",
        **aria(label=caption),
    )
