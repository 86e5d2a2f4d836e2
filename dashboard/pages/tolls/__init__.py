"""Tolls since a start: each source's over time, why they differ, where they fall."""

from dashboard.pages.tolls.callbacks import register
from dashboard.pages.tolls.charts import TABLES
from dashboard.pages.tolls.layout import FILTERED, layout

__all__ = ["FILTERED", "TABLES", "layout", "register"]
