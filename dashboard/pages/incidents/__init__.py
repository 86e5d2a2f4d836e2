"""Incidents: a table that is sorted, filtered and paged by the register, whose rows lead to each incident."""

from dashboard.pages.incidents.callbacks import register
from dashboard.pages.incidents.layout import FILTERED, layout
from dashboard.pages.incidents.listing import TABLES

__all__ = ["FILTERED", "TABLES", "layout", "register"]
