"""The form by which people judge an incident: who and why once, then what; each is undone, nothing is deleted."""

from collections.abc import Sequence

import dash_mantine_components as dmc
from dash import dcc, html
from dash.development.base_component import Component

from dashboard.desk import Desk
from dashboard.locale import Speaker
from dashboard.pages.incident.ids import Do, Judge


def form(desk: Desk, speaker: Speaker) -> Component:
    """Closed until it is wanted; what can be chosen in it is filled in when the incident is read."""
    text = speaker.text
    return html.Div(
        [
            html.H2(text("Judge this incident"), className="form-title"),
            html.P(text("Kept with name and reason, and shown in the history. It can be undone.")),
            html.Div(id=Judge.TOLD, className="told"),
            dcc.Store(id=Judge.CHANGED),
            html.Details(
                [
                    html.Summary(text("Merge, split, set a figure, discount, confirm, undo…")),
                    html.Div([_signature(desk, speaker), *_deeds(speaker)], className="judge"),
                ]
            ),
        ],
        id=Judge.FORM,
    )


def _signature(desk: Desk, speaker: Speaker) -> Component:
    text = speaker.text
    name = _field(Judge.BY, text("Your name"), value=desk.settings.recorded_by)
    return html.Div(
        [name, _field(Judge.REASON, text("Reason"), about=text("Why you judge so."))], className="signature"
    )


def _deeds(speaker: Speaker) -> list[Component]:
    text = speaker.text
    bounds = (_field(Judge.LOW, text("Low")), _field(Judge.BEST, text("Best")), _field(Judge.HIGH, text("High")))
    return [
        _deed(
            text("With another incident"),
            [_field(Judge.OTHER, text("Code of the other incident"))],
            [(Do.MERGE, text("They are one event")), (Do.DISTINCT, text("They are two events"))],
        ),
        _deed(
            text("Set the figure"),
            [_choice(Judge.KIND, text("What it counts")), html.Div(bounds, className="bounds")],
            [(Do.OVERRIDE, text("Set this figure"))],
        ),
        _deed(
            text("Whether it is to be believed"),
            [html.P(text("A discounted incident stays visible and is left out of sums."), className="hint")],
            [(Do.DISCOUNT, text("Discount it")), (Do.CONFIRM, text("The party responsible accepts it"))],
        ),
        _deed(
            text("Take a claim out"),
            [_choice(Judge.CLAIM, text("Which claim"))],
            [(Do.SPLIT_CLAIM, text("It is not about this incident"))],
        ),
        _deed(
            text("Take a judgement back"),
            [_choice(Judge.JUDGEMENT, text("Judgement"))],
            [(Do.UNDO, text("Undo it")), (Do.SPLIT, text("Split: keep them apart from now on"))],
        ),
    ]


def _deed(legend: str, fields: Sequence[Component], buttons: Sequence[tuple[Do, str]]) -> Component:
    done = [html.Button(words, id=button, className="button") for button, words in buttons]
    return html.Fieldset([html.Legend(legend), *fields, html.Div(done, className="buttons")])


def _field(name: Judge, label: str, *, value: str = "", about: str = "") -> Component:
    field: Component = dmc.TextInput(
        id=name,
        label=label,
        description=about or None,
        value=value,
        debounce=True,  # else what is typed is known one timer later, which may be after the press
        inputProps={"autoComplete": "off", "dir": "auto"},
        size="sm",
    )
    return field


def _choice(name: Judge, label: str) -> Component:
    field: Component = dmc.Select(
        id=name,
        label=label,
        data=[],
        size="sm",
        clearable=True,
        comboboxProps={"shadow": "md", "withinPortal": False},
        withScrollArea=False,
        attributes={"options": {"tabIndex": -1}},
        clearButtonProps={"aria-label": label, "aria-hidden": False, "tabIndex": 0},
    )
    return field
