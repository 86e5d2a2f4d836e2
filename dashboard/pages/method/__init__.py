"""The page on method: what words and numbers mean and how files are read, made of the registries that do it."""

from dashboard.pages.method.callbacks import register
from dashboard.pages.method.layout import FILTERED, layout

__all__ = ["FILTERED", "layout", "register"]
