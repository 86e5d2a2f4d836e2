"""What is said instead of, or above, a part of a page: nothing here, could not be read, stale."""

from dash import html
from dash.development.base_component import Component


def notice(title: str, *details: str, tone: str = "plain") -> Component:
    """A short message in its own box. ``tone`` is ``plain``, ``good`` or ``warn``; only the last one interrupts."""
    return html.Div(
        [html.P(title, className="notice-title"), *(html.P(detail) for detail in details)],
        className=f"notice notice-{tone}",
        role="alert" if tone == "warn" else "status",
    )
