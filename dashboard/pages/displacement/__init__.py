"""Displacement: people in it on a day, movements and returns by month, and from where to where."""

from dashboard.pages.displacement.callbacks import register
from dashboard.pages.displacement.charts import TABLES
from dashboard.pages.displacement.layout import FILTERED, layout

__all__ = ["FILTERED", "TABLES", "layout", "register"]
