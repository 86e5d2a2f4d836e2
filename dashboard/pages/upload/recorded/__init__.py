"""The files that are in the register already: a list, one of them opened by the address, and taking it back."""

from dashboard.pages.upload.recorded.callbacks import register
from dashboard.pages.upload.recorded.layout import layout

__all__ = ["layout", "register"]
