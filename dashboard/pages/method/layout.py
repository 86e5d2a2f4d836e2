"""The page on method from top to bottom; it is the same for every register, so it is built once for a language."""

from functools import cache
from typing import Final

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.components.aria import aria
from dashboard.desk import Desk
from dashboard.locale import Speaker
from dashboard.pages.method import words
from dashboard.pages.method.conventions import conventions
from dashboard.pages.method.ids import Method
from dashboard.pages.method.layouts import layouts
from dashboard.pages.method.stocks import stocks

FILTERED = False

SECTIONS: Final = {
    Method.KINDS: words.kinds,
    Method.POLICIES: words.policies,
    Method.STOCKS: stocks,
    Method.CONVENTIONS: conventions,
    Method.WORDS: words.vocabularies,
    Method.RULES: words.rules,
    Method.TEMPLATE: words.template,
    Method.LAYOUTS: layouts,
    Method.PROBLEMS: words.problems,
}
"""What makes each section, in their order."""


def layout(_desk: Desk, _search: str, speaker: Speaker) -> Component:
    """The page in the speaker's language and digits."""
    return _page(speaker)


@cache
def _page(speaker: Speaker) -> Component:
    text = speaker.text
    lead = [text("What the words and numbers here mean, and how files are read, as the program itself has them.")]
    if speaker.rtl:
        lead.append(text("What there is in English only stands in English."))
    drawn = {anchor: make(speaker) for anchor, make in SECTIONS.items()}
    return html.Div(
        [
            html.H1(text("Method"), className="page-title"),
            html.P(" ".join(lead), className="lead"),
            html.Div(
                [_contents(drawn, speaker), html.Div(list(drawn.values()), className="method-body")],
                className="method-beside",
            ),
            dcc.Store(id=Method.DRAWN),
        ],
        id=Method.PAGE,
        className="method",
    )


def _contents(drawn: dict[Method, Component], speaker: Speaker) -> Component:
    """A link to each section, by its heading."""
    links = [html.Li(html.A(_heading(part), href=f"#{anchor}")) for anchor, part in drawn.items()]
    return html.Nav(html.Ul(links), className="method-contents", **aria(label=speaker.text("Contents")))


def _heading(part: Component) -> str:
    return next(str(child.children) for child in part.children if isinstance(child, html.H2))
