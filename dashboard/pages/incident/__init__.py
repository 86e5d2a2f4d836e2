"""One incident: who claims what in which words, the figure and why, the history, and what people judge of it."""

from dashboard.pages.incident.callbacks import register
from dashboard.pages.incident.charts import TABLES, missing
from dashboard.pages.incident.layout import FILTERED, layout

__all__ = ["FILTERED", "TABLES", "layout", "missing", "register"]
