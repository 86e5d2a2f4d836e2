"""Quality: what a person should look at: problems, falls of tolls, silent sources, gaps, possible duplicates."""

from dashboard.pages.quality.callbacks import register
from dashboard.pages.quality.charts import TABLES
from dashboard.pages.quality.layout import FILTERED, layout

__all__ = ["FILTERED", "TABLES", "layout", "register"]
