"""The upload page: choose or drop a file, look at what it would do, record it."""

from dashboard.pages.upload.callbacks import register
from dashboard.pages.upload.layout import FILTERED, layout

__all__ = ["FILTERED", "layout", "register"]
