"""The callbacks of the page on displacement."""

from dash import Dash

from dashboard.desk import Desk
from dashboard.pages.displacement.charts import CHARTS
from dashboard.pages.drawing import register_charts


def register(app: Dash, desk: Desk) -> None:
    """One for each chart."""
    register_charts(app, desk, CHARTS)
