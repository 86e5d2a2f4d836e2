"""The callback of the page on changes."""

from dash import Dash

from dashboard.desk import Desk
from dashboard.pages.changes.ids import Listing
from dashboard.pages.changes.listing import changes_part
from dashboard.pages.drawing import register_parts


def register(app: Dash, desk: Desk) -> None:
    """The list follows the address."""
    register_parts(app, desk, {Listing.SINCE.value: changes_part})
