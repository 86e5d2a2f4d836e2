"""What the pages are made of besides their content: scripts, styles and fonts, small on the line and kept for good."""

from dashboard.delivery.serving import Delivery, Typed
from dashboard.delivery.shelf import Shelf

__all__ = ["Delivery", "Shelf", "Typed"]
