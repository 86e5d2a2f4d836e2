"""The callbacks of the page on displacement."""

from dash import Dash

from dashboard.desk import Desk
from dashboard.pages.displacement.charts import CHARTS, LISTINGS
from dashboard.pages.drawing import register_charts, register_tables


def register(app: Dash, desk: Desk) -> None:
    """One for each chart and table."""
    register_charts(app, desk, CHARTS)
    register_tables(app, desk, LISTINGS)
