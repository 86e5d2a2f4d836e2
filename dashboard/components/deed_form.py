"""The parts of a form by which people decide something: fields, choices, and deeds with their buttons."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component


def deed(legend: str, fields: Sequence[Component], buttons: Sequence[tuple[StrEnum, str]]) -> Component:
    """Fields and the buttons that take them, under one legend."""
    done = [html.Button(words, id=button, className="button") for button, words in buttons]
    return html.Fieldset([html.Legend(legend), *fields, html.Div(done, className="buttons")])


def field(name: StrEnum, label: str, *, value: str = "", about: str = "") -> Component:
    """A line of text, known when the field is left."""
    typed: Component = dmc.TextInput(
        id=name,
        label=label,
        description=about or None,
        value=value,
        debounce=True,  # else what is typed is known one timer later, which may be after the press
        inputProps={"autoComplete": "off", "dir": "auto"},
        size="sm",
    )
    return typed


def choice(name: StrEnum, label: str, options: Sequence[dict[str, str]] = (), *, searchable: bool = False) -> Component:
    """One of several; none until one is chosen."""
    chosen: Component = dmc.Select(
        id=name,
        label=label,
        data=list[Any](options),
        size="sm",
        clearable=True,
        searchable=searchable,
        comboboxProps={"shadow": "md", "withinPortal": False},
        withScrollArea=False,
        attributes={"options": {"tabIndex": -1}},
        clearButtonProps={"aria-label": label, "aria-hidden": False, "tabIndex": 0},
    )
    return chosen
