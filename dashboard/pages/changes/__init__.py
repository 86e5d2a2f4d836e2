"""What changed in a view since its moment: every claim that was added, revised or taken back after it."""

from dashboard.pages.changes.callbacks import register
from dashboard.pages.changes.layout import FILTERED, layout
from dashboard.pages.changes.listing import TABLES

__all__ = ["FILTERED", "TABLES", "layout", "register"]
