"""What the page on method does in the browser: it leads to the anchor of the address, which is drawn after it."""

from typing import Any

from dash import ClientsideFunction, Dash, Input, Output

from dashboard.desk import Desk
from dashboard.pages.method.ids import Method

SCRIPTS = "sijill"


def register(app: Dash, _desk: Desk) -> None:
    """The one callback of the page."""
    in_browser: Any = app.clientside_callback
    in_browser(ClientsideFunction(SCRIPTS, "leadToAnchor"), Output(Method.DRAWN, "data"), Input(Method.PAGE, "id"))
