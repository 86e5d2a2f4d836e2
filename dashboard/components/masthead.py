"""The head and the foot of every page."""

from typing import Final

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.address import OF_ONE_PAGE
from dashboard.components.aria import aria
from dashboard.components.ids import Frame
from dashboard.components.take_away import menu, tray
from dashboard.locale import Speaker, msg
from dashboard.view import search_of, without_filters, words_of

PAGES = (
    ("/", msg("Overview")),
    ("/incidents", msg("Incidents")),
    ("/tolls", msg("Tolls")),
    ("/displacement", msg("Displacement")),
    ("/sources", msg("Sources")),
    ("/quality", msg("Quality")),
    ("/upload", msg("Upload")),
    ("/method", msg("Method")),
)
PART_OF: Final = {"/incident": "/incidents"}
"""Pages that the navigation has no entry for, by the one under which they are."""


def masthead(path: str, search: str, speaker: Speaker, *, of_view: bool = True) -> Component:
    """Name, pages, and what can be done on each of them; ``of_view``: this one shows a view that can be taken away."""
    text, of_incident = speaker.text, path in PART_OF
    pdf = text("PDF of this incident") if of_incident else text("PDF of this view")
    brand = [html.Span("Sijill", lang="en"), html.Span("سجل", lang="ar", className="brand-ar")]
    return html.Header(
        [
            html.A(text("Skip to content"), href="#content", className="skip-link"),
            dcc.Link(brand, href=f"/{without_filters(search)}", className="brand"),
            html.Nav(navigation(path, search, speaker), id=Frame.NAVIGATION, **aria(label=text("Pages"))),
            html.Div(
                [
                    html.Span(id=Frame.PDF_STATUS, role="status", className="pdf-status"),
                    html.Button(pdf, id=Frame.PDF_BUTTON, className="button", hidden=not of_view),
                    menu(speaker, of_incident=of_incident, hidden=not of_view),
                    html.Div(language_links(path, search, speaker), id=Frame.LANGUAGE, className="languages"),
                    html.Button(
                        html.Span(className="theme-icon", **aria(hidden="true")),
                        id=Frame.THEME_TOGGLE,
                        className="icon-button",
                        title=text("Light or dark"),
                        **aria(label=text("Light or dark")),
                    ),
                ],
                className="tools",
            ),
            tray(speaker),
        ],
        className="masthead",
    )


def navigation(path: str, search: str, speaker: Speaker) -> list[Component]:
    """A link for each page that keeps the view."""
    return [
        dcc.Link(
            speaker.text(name),
            href=f"{page}{search if page == path else _of_every_page(search)}",
            className="here" if page == PART_OF.get(path, path) else "",
        )
        for page, name in PAGES
    ]


def language_links(path: str, search: str, speaker: Speaker) -> list[Component]:
    """The same view in the other language, in Arabic also with other digits; both load the page anew."""
    words = words_of(search)
    other, name = ("en", "English") if speaker.rtl else ("ar", "العربية")
    there = path + search_of(words | {"lang": other})
    links: list[Component] = [html.A(name, href=there, lang=other, className="quiet-link")]
    if speaker.rtl:
        arabic = speaker.numerals == "arab"
        digits = search_of(words | {"digits": "latn" if arabic else "arab"})
        name = "123" if arabic else "١٢٣"
        links.append(html.A(name, href=path + digits, className="quiet-link", title=speaker.text("Digits")))
    links.append(lite_link(search, speaker))
    return links


def lite_link(search: str, speaker: Speaker) -> Component:
    """The same view as one plain page, for a slow line."""
    title = speaker.text("The overview as one plain page, for a slow line")
    return html.A(speaker.text("Lite"), href=f"/lite{_of_every_page(search)}", className="quiet-link", title=title)


def _of_every_page(search: str) -> str:
    """The query without what only one page reads."""
    return search_of({name: value for name, value in words_of(search).items() if name not in OF_ONE_PAGE})


def footer(organisation: str, speaker: Speaker) -> Component:
    """What holds for everything above it."""
    text = speaker.text
    return html.Footer(
        [
            html.P(text("Every number is a claim that somebody made. Claims of different kinds are never added.")),
            html.P(text("Boundaries and names on maps do not imply any opinion on the legal status of a territory.")),
            html.P(organisation) if organisation else None,
        ],
        className="footer",
    )
