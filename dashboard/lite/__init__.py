"""The overview as one plain page for slow lines: HTML and inline SVG, no JavaScript, the same address."""

from dashboard.lite.routes import mount

__all__ = ["mount"]
