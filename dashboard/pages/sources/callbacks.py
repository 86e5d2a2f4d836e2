"""The callbacks of the page on sources."""

from dash import Dash

from dashboard.desk import Desk
from dashboard.pages.drawing import register_charts, register_parts, register_tables
from dashboard.pages.sources.charts import CHARTS, LISTINGS
from dashboard.pages.sources.ids import Sources
from dashboard.pages.sources.profiles import profiles


def register(app: Dash, desk: Desk) -> None:
    """One for each chart and table, and one for what is known of each source."""
    register_parts(app, desk, {Sources.PROFILES.value: profiles})
    register_charts(app, desk, CHARTS)
    register_tables(app, desk, LISTINGS)
