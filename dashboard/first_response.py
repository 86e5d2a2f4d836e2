"""The first response of every page: its plain form to read at once, and the scripts that draw the full one over it."""

import re
import secrets
from collections.abc import Callable
from html import escape
from importlib import import_module
from typing import Any, Final

import dash
from dash.backends import get_backend
from fastapi import FastAPI, Request
from fastapi.responses import RedirectResponse, Response
from plotly.io.json import to_json_plotly

from dashboard import shell
from dashboard.delivery import Shelf
from dashboard.desk import Desk
from dashboard.lite.first import first_response
from dashboard.lite.page import FOUND, MISSING
from dashboard.lite.routes import Kept, scheme_of, search_of_request
from dashboard.pages import nowhere
from dashboard.view import speaker_of

_fastapi: Any = import_module(get_backend("fastapi").__module__)  # its names are public, its module is not
_HTML, _STYLES, _BODY = "<html>", "<!-- styles to read it by -->", "<!-- what can be read at once -->"
_LAYOUT: Final = "<!-- what the scripts draw first -->"
_GAP: Final = re.compile(f"({_HTML}|{_STYLES}|{_BODY}|{_LAYOUT})")
_INDEX: Final = f"""<!DOCTYPE html>
<html>
<head>
{{%metas%}}
<title>{{%title%}}</title>
<link rel="icon" type="image/svg+xml" href="{{icon}}">
{_STYLES}
<link rel="stylesheet" href="{{style}}" media="not all" id="full-style">
</head>
<body>
{_BODY}
{_LAYOUT}
<div id="full-page" hidden>{{%app_entry%}}</div>
<div>{{%config%}}<script src="{{script}}" data-plotly="{{plotly}}" data-fonts="{{fonts}}"></script>
{{%scripts%}}{{%renderer%}}</div>
</body>
</html>"""


def index_string(shelf: Shelf) -> str:
    """The frame of every page in the form that Dash fills in, with gaps for what differs from page to page."""
    assets = {name: getattr(shelf, name).address for name in ("icon", "style", "script", "plotly", "fonts")}
    return re.sub(r"{(\w+)}", lambda found: escape(assets[found[1]]), _INDEX)


class FirstResponses:
    """The first responses of one dashboard. They are made in worker threads, since they ask the register."""

    def __init__(self, desk: Desk, shelf: Shelf) -> None:
        self._desk, self._shelf = desk, shelf
        self._kept = Kept(desk, f"{shelf.marks} {secrets.token_hex(8)}")  # the frame holds what Dash signs for this run
        self._app: dash.Dash | None = None
        self._pieces: list[str] = []
        self._dependencies = ""

    def take(self, app: dash.Dash) -> None:
        """Write into them the scripts of this application, which knows all of its callbacks by now."""
        self._app = app
        self._dependencies = _answer("_dash-dependencies", to_json_plotly(app._callback_list))

    def serve(self, server: FastAPI) -> None:
        """A route for each page."""
        for path in shell.ROOMS:
            server.add_api_route(path, self._route(path), methods=["GET"], include_in_schema=False)

    def serve_the_rest(self, server: FastAPI) -> None:
        """What no route before this one knows: the page that says so, or the page that was meant."""

        def rest(request: Request) -> Response:
            path, search = request.url.path, search_of_request(request)
            meant = path.rstrip("/")
            return RedirectResponse(meant + search) if meant in shell.ROOMS else self._answer(request, path)

        server.add_api_route("/{path:path}", rest, methods=["GET"], include_in_schema=False)

    def _route(self, path: str) -> Callable[[Request], Response]:
        def page(request: Request) -> Response:
            return self._answer(request, path)

        return page

    def _answer(self, request: Request, path: str) -> Response:
        def make() -> tuple[int, str, bool]:
            if not self._pieces:
                self._pieces = self._frame(request)
            return self._page(path, search, scheme_of(request))

        search = search_of_request(request)
        return self._kept.answer(request, search, make)

    def _page(self, path: str, search: str, scheme: str | None) -> tuple[int, str, bool]:
        """Found, even if it tells of an error, since its scripts run; but not where there is no such thing."""
        room = shell.ROOMS.get(path, nowhere)
        first = first_response(self._desk, path, room, search)
        speaker = speaker_of(search, self._desk.settings.language)
        chosen = f' data-mantine-color-scheme="{scheme}"' if scheme else ""
        start = f'<html lang="{speaker.language}" dir="{"rtl" if speaker.rtl else "ltr"}"{chosen}>'
        layout = _answer("_dash-layout", to_json_plotly(shell.whole(self._desk, path, search)))
        given = {_HTML: start, _STYLES: first.styles, _BODY: first.body, _LAYOUT: layout + self._dependencies}
        return (
            MISSING if first.status == MISSING else FOUND,
            "".join(given.get(piece, piece) for piece in self._pieces),
            first.status == FOUND and room.FILTERED,
        )

    def _frame(self, request: Request) -> list[str]:
        """What Dash writes around every page, in pieces between the gaps, with the gaps among them."""
        if self._app is None:
            raise RuntimeError("a page was asked for before the dashboard was whole")
        token = _fastapi.set_current_request(request)
        try:
            page = self._app.index()  # type: ignore[no-untyped-call]
            return _GAP.split(self._shelf.marked(page))
        finally:
            _fastapi.reset_current_request(token)


def _answer(question: str, answer: str) -> str:
    """What the scripts would ask the server next, so that they need not; ``assets/js/answers.js`` hands it to them."""
    inert = answer.replace("<", "\\u003c")
    return f'<script type="application/json" class="answer" data-question="{question}">{inert}</script>'
