"""What is said instead of, or above, a part of a page: nothing here, could not be read, stale."""

from dash import html
from dash.development.base_component import Component

from dashboard.components.aria import data
from dashboard.components.ids import Frame
from dashboard.locale import Speaker


def notice(title: str, *details: str | Component, tone: str = "plain") -> Component:
    """A short message in its own box, each detail a line.

    ``tone`` is ``plain``, ``good`` or ``warn``; only the last one interrupts.
    """
    return html.Div(
        [html.P(title, className="notice-title"), *(html.P(detail) for detail in details)],
        className=f"notice notice-{tone}",
        role="alert" if tone == "warn" else "status",
    )


def unreachable(speaker: Speaker) -> Component:
    """Empty until a question gets no answer (``assets/js/reach.js``): what is shown is then of an earlier moment."""
    said = speaker.text(
        "Sijill does not answer. What is shown was read on {when} and may not fit the filters.", when="{when}"
    )
    return html.Div(
        id=Frame.UNREACHABLE,
        className="unreachable",
        role="alert",
        **data(text=said, numerals=speaker.numerals),
    )
