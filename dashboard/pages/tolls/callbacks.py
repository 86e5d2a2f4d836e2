"""The callbacks of the page on tolls."""

from dash import Dash

from dashboard.desk import Desk
from dashboard.pages.drawing import register_charts, register_tables
from dashboard.pages.tolls.charts import CHARTS, LISTINGS


def register(app: Dash, desk: Desk) -> None:
    """One for each chart and table."""
    register_charts(app, desk, CHARTS)
    register_tables(app, desk, LISTINGS)
