"""The page for an address that there is no page at."""

from dash.development.base_component import Component

from dashboard.components.notice import notice
from dashboard.desk import Desk
from dashboard.locale import Speaker

FILTERED = False


def layout(_desk: Desk, _search: str, speaker: Speaker) -> Component:
    """Says so, and leaves the masthead's links to lead on."""
    return notice(speaker.text("There is no page at this address."), speaker.text("Go on from the links above."))
