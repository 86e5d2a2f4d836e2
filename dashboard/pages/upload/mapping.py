"""The step "Columns" of the upload page: what each column of an unknown file is read as, and why, to be changed."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboard.components.aria import aria, data
from dashboard.locale import Speaker, msg
from dashboard.pages.upload.ids import Upload
from dashboard.wording import mid_sentence, sex_and_age
from db.vocabulary import Measure, Unit
from ingest.layouts.fields import generic
from ingest.layouts.header.column_name import said_of
from ingest.layouts.mapping.column_map import ColumnMap, is_left_alone
from ingest.layouts.mapping.content import Shape
from ingest.layouts.mapping.offer import Offer
from ingest.layouts.mapping.propose import Proposal, Why

NOT_READ: Final = ""
WHY: Final = {
    Why.EXACT: msg("The name of the field."),
    Why.SYNONYM: msg("A known name of the field."),
    Why.CLOSE: msg("Perhaps “{field}”: the name is close to {like}."),
    Why.CONTENT: msg("Perhaps “{field}”: the cells look like {like}."),
    Why.UNKNOWN: msg("Not known."),
    Why.LEFT_ALONE: msg("Of a file of rejected rows; left alone."),
}
SHAPES: Final = {
    Shape.PCODES: msg("P-codes"),
    Shape.ADDRESSES: msg("addresses of pages"),
    Shape.SOURCES: msg("names of sources"),
    Shape.DATES: msg("dates"),
    Shape.COORDINATES: msg("coordinates"),
    Shape.PLACES: msg("names of places"),
    Shape.WORDS: msg("words of a list"),
    Shape.NUMBERS: msg("bare numbers"),
}


def mapping_step(offer: Offer, token: str, said: ColumnMap | None, speaker: Speaker, *, opened: bool) -> Component:
    """A row for each column, the source where no column names one, and the button that previews the file anew.

    ``said`` is what the person has said about this file; None: what was kept, or the names of the columns, holds.
    """
    text = speaker.text
    holding = said or offer.kept
    rows = [_row(proposal, offer, holding, token, speaker) for proposal in offer.proposals]
    heads = (text("Column in the file"), text("First values"), text("Read as"), text("Why"))
    caption = text("What each column is read as")
    table = html.Table(
        [html.Caption(caption), html.Thead(html.Tr([html.Th(head, scope="col") for head in heads])), html.Tbody(rows)],
        className="data-table",
    )
    return html.Details(
        [
            html.Summary(text("Columns")),
            html.P(_how(holding, speaker)),
            html.Div(table, className="table-box", tabIndex="0", role="group", **aria(label=caption)),
            _actions(holding, offer, speaker),
        ],
        id=Upload.COLUMNS,
        open=opened,
        className="as-table columns-step",
        **data(token=token),
    )


def said_map(offer: Offer, chosen: Mapping[str, Any]) -> ColumnMap:
    """The map of what the page sent. Raises ``ColumnMapError``."""
    sent: Any = chosen.get("columns")
    columns = {str(column): str(field) or None for column, field in sent} if isinstance(sent, list) else {}
    kept = {column: field for column, field in columns.items() if not is_left_alone(column)}
    return offer.with_words(kept, str(chosen.get("source") or ""))


def field_name(field: str, speaker: Speaker) -> str:
    """What a field is called in the reader's language: its Arabic column name, or the template's."""
    if field in set(Measure):
        return speaker.term(Measure(field))
    if not speaker.rtl:
        return field.replace("_", " ")
    names = generic().fields[field].columns
    return next((name for name in names if "\u0600" <= name[0] <= "\u06ff"), field)


def whom_and_how(column: str, speaker: Speaker) -> list[str]:
    """What the name of a column says of its figures beside what they count: "children", "households", "verified"."""
    said = said_of(column)
    counting = (said.unit if said.unit is Unit.HOUSEHOLD else None, said.series, said.basis)
    whom = [mid_sentence(speaker.term(said.population))] if said.population else []
    how = [mid_sentence(speaker.term(word)) for word in counting if word]
    return [*whom, *sex_and_age(said.sex, said.age, speaker), *how, *([said.since] if said.since else [])]


def _how(holding: ColumnMap | None, speaker: Speaker) -> str:
    """By whose word the columns are read as they are."""
    text = speaker.text
    if holding is None:
        return text("The columns are read by their names. Change what is wrong; a guess counts only once you take it.")
    if holding.kept is None:
        return text("As you said. It is kept for the next file with these columns when you record this one.")
    day = speaker.day(holding.kept.at.date())
    if not holding.kept.by:
        return text("As mapped on {day}. Change what is wrong.", day=day)
    return text("As mapped on {day} by {name}. Change what is wrong.", day=day, name=holding.kept.by)


def _row(proposal: Proposal, offer: Offer, holding: ColumnMap | None, token: str, speaker: Speaker) -> Component:
    column = proposal.column
    by_name = proposal.field if proposal.taken else None
    read_as = holding.field_of(column, offer.header) if holding else by_name
    offered = proposal.field if proposal.field and not proposal.taken else ""
    first = [html.Bdi(value) for value in proposal.first]
    cells = [
        html.Th(html.Bdi(column), scope="row"),
        html.Td([part for value in first for part in (value, html.Br())][:-1]),
        html.Td(_select(column, read_as, token, speaker) if not is_left_alone(column) else None),
        html.Td(_why(proposal, speaker) if read_as == by_name else speaker.text("As somebody said.")),
    ]
    return html.Tr(cells, **data(column=column, offer=offered))


def _select(column: str, field: str | None, token: str, speaker: Speaker) -> Component:
    """A plain select, which every screen reader and phone knows; ``key`` draws it anew for another file."""
    said = whom_and_how(column, speaker)
    measures = [_option(measure.value, field, speaker, said) for measure in generic().measures]
    others = [_option(name, field, speaker) for name in generic().fields]
    return html.Select(
        [
            html.Option(speaker.text("kept, not read"), value=NOT_READ, selected=field is None),
            html.Optgroup(measures, label=speaker.text("How many people")),
            html.Optgroup(others, label=speaker.text("Everything else")),
        ],
        key=f"{token} {field}",
        className="column-select",
        **aria(label=speaker.text("Read column {column} as", column=column)),
    )


def _option(name: str, field: str | None, speaker: Speaker, said: Sequence[str] = ()) -> Component:
    """A field to choose; a measure that is chosen is named with what the column's name says besides."""
    named = field_name(name, speaker)
    shown = speaker.listing([named, *said]) if said and name == field else named
    return html.Option(shown, value=name, selected=name == field)


def _why(proposal: Proposal, speaker: Speaker) -> str:
    like = SHAPES.get(Shape(proposal.like)) if proposal.why is Why.CONTENT else None
    shown = speaker.text(like) if like else proposal.like
    if proposal.why is Why.CONTENT and not proposal.field:
        return speaker.text("The cells look like {like}; only you can tell of what.", like=shown)
    field = field_name(proposal.field, speaker) if proposal.field else ""
    return speaker.text(WHY[proposal.why], field=field, like=shown)


def _actions(holding: ColumnMap | None, offer: Offer, speaker: Speaker) -> Component:
    text = speaker.text
    source = holding.constants.get("source", "") if holding else ""
    field = dmc.TextInput(
        id=Upload.SOURCE,
        label=text("Source of the whole file"),
        description=text("Only if no column says who makes the claims."),
        value=source,
        debounce=True,  # known as soon as it is left, and not one timer later
    )
    fill = html.Button(text("Fill in the guesses"), id=Upload.FILL, className="button", hidden=not offer.guesses)
    use = html.Button(text("Use this"), id=Upload.USE, className="button button-primary")
    return html.Div([field, html.Div([fill, use], className="onward")], className="columns-actions")
