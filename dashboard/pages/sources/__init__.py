"""Sources: what to know of each, grades and who gave them, coverage, revisions, and who passes on whom."""

from dashboard.pages.sources.callbacks import register
from dashboard.pages.sources.charts import TABLES
from dashboard.pages.sources.layout import FILTERED, layout

__all__ = ["FILTERED", "TABLES", "layout", "register"]
