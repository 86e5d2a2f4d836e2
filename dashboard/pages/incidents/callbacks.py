"""The callback of the page of incidents."""

from dash import Dash

from dashboard.desk import Desk
from dashboard.pages.drawing import register_parts
from dashboard.pages.incidents.ids import Listing
from dashboard.pages.incidents.listing import listing


def register(app: Dash, desk: Desk) -> None:
    """One for the table."""
    register_parts(app, desk, {Listing.INCIDENTS.value: listing})
