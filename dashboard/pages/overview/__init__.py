"""The overview: headline cards, charts, newest incidents, and the notes on who says so."""

from dashboard.pages.overview.callbacks import register
from dashboard.pages.overview.layout import FILTERED, layout

__all__ = ["FILTERED", "layout", "register"]
