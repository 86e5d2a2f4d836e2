"""What each publisher's file means to the register, a drawer for each layout."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.layout_words import conditions, figure_columns, named_words, ways_told
from dashboard.locale import Speaker
from dashboard.pages.method.ids import Method, layout_anchor
from dashboard.pages.method.parts import Cell, coded, drawer, drawers, english, meanings, section, word_table
from dashboard.wording import (
    definition_words,
    issue_words,
    layout_about,
    layout_words,
    left_out_words,
    licence_words,
    publisher_words,
)
from ingest.issues import Issue
from ingest.layouts.describe import LayoutDescription, described_layouts


def layouts(speaker: Speaker) -> Component:
    """Every layout, by name."""
    text = speaker.text
    about = text("Files of these publishers are recognised by their columns and read as their publishers mean them.")
    body = drawers(_drawer(layout, speaker) for layout in described_layouts())
    return section(Method.LAYOUTS, text("Publishers' files"), about, body)


def _drawer(layout: LayoutDescription, speaker: Speaker) -> Component:
    text = speaker.text
    name = html.Span(
        [
            html.Bdi(layout_words(layout.id, speaker) if speaker.rtl else layout.name),
            html.Span(html.Bdi(publisher_words(layout.publisher, speaker)), className="method-publisher"),
        ]
    )
    return drawer(
        layout_anchor(layout.id),
        name,
        html.P(english(layout_about(layout.id, speaker) or layout.about, speaker), className="method-counts"),
        meanings(_facts(layout, speaker)),
        html.H3(text("The claims that a row makes")),
        _claims(layout, speaker),
        html.H3(text("What else is read")),
        _fields(layout, speaker),
    )


def _facts(layout: LayoutDescription, speaker: Speaker) -> list[tuple[Cell, Cell]]:
    text = speaker.text
    told = [
        (text("Layout"), html.Span([coded(layout.id), " ", text("version {n}", n=layout.version)])),
        (text("Told by its columns"), _list([coded(look) for look in ways_told(layout)])),
        (text("Rows left out"), _list([english(left_out_words(why, speaker), speaker) for why in layout.skipped])),
        (text("Known and not read"), coded(", ".join(layout.left_alone)) if layout.left_alone else None),
        (text("Problems of its own"), _list([_problem(layout, code, speaker) for code in layout.issues])),
        (text("Licence"), english(licence_words(layout.licence, speaker), speaker)),
        (text("Documentation"), _list([html.A(html.Bdi(page), href=page) for page in layout.documentation])),
    ]
    return [(term, what) for term, what in told if what]


def _problem(layout: LayoutDescription, code: str, speaker: Speaker) -> Component:
    severity, message, remedy = layout.issues[code]
    told = issue_words(Issue(severity, code, message, remedy), speaker)
    return html.Span([coded(code), f" ({speaker.term(severity)}): ", english(" ".join(told), speaker)])


def _definition(definition: str, speaker: Speaker) -> str:
    """A definition with the columns that it is made of; in Arabic without the marks of what may be missing."""
    return definition_words(definition.replace("[", "").replace("]", ""), speaker) if speaker.rtl else definition


def _claims(layout: LayoutDescription, speaker: Speaker) -> Component:
    text = speaker.text
    heads = (text("Claim"), text("What it counts"), text("Read from"), text("Definition"), text("Conditions"))
    rows: list[tuple[Cell, ...]] = [
        (
            coded(claim.part),
            named_words(claim, speaker),
            coded(figure_columns(claim)) if claim.figures else "",
            english(_definition(claim.definition, speaker), speaker),
            html.Bdi(conditions(claim, speaker)),
        )
        for claim in layout.claims
    ]
    return word_table(text("The claims that a row of {name} makes", name=layout.name), heads, rows)


def _fields(layout: LayoutDescription, speaker: Speaker) -> Component:
    text = speaker.text
    rows: list[tuple[Cell, ...]] = [(coded(field), coded(column)) for field, column in layout.fields.items()]
    caption = text("What else is read of {name}", name=layout.name)
    return word_table(caption, (text("Field"), text("Read from")), rows)


def _list(items: Sequence[Cell]) -> Component | None:
    """One item as it is, several as a list, none as nothing."""
    if len(items) < 2:
        return html.Span(list(items)) if items else None
    return html.Ul([html.Li(item) for item in items])
