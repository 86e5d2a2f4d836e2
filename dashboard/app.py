"""The dashboard: one FastAPI server with Dash's pages and the API in it, for one register, on this computer only."""

import logging
import sys
from html import escape
from importlib import import_module
from typing import Any, Final, cast

import dash
import uvicorn
from dash.backends import get_backend
from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse

from dashboard import lite, shell
from dashboard.api.guard import Guard, security_headers
from dashboard.api.mount import mount
from dashboard.desk import Desk
from dashboard.lite.page import PATH
from dashboard.locale import Language, speak
from dashboard.settings import Settings, assets_dir
from dashboard.view import language_of

NAME: Final = "Sijill سجل"
_fastapi: Any = import_module(get_backend("fastapi").__module__)  # its names are public, its module is not
_INDEX: Final = """<!DOCTYPE html>
<html lang="{language}" dir="{direction}">
<head>
{metas}
<title>{title}</title>
<link rel="icon" type="image/svg+xml" href="/assets/css/icon.svg">
{css}
</head>
<body>
<noscript><p class="notice">{no_script} <a href="{lite}">{lite_name}</a></p></noscript>
<div id="react-entry-point"><p class="first-loading" role="status">{loading}<br>{slow}
<a href="{lite}">{lite_name}</a></p></div>
<div>{config}{scripts}{renderer}</div>
</body>
</html>"""


class Dashboard(dash.Dash):
    """Dash whose first response is in the language of the address."""

    default_language: Language = "en"

    def interpolate_index(self, *_positional: Any, **parts: Any) -> str:
        """The page before its scripts run; of the address, only what is escaped is in it."""
        request = self.backend.request_adapter()
        asked = str(request.args)
        language = language_of(asked, self.default_language)
        speaker = speak(language)
        return _INDEX.format(
            **parts,
            language=language,
            direction="rtl" if speaker.rtl else "ltr",
            loading=speaker.text("Opening the register…"),
            slow=speaker.text("On a slow line:"),
            no_script=speaker.text("Sijill's full pages need JavaScript; the plain page does not:"),
            lite=escape(PATH + (f"?{asked}" if asked else "")),
            lite_name=speaker.text("Lite"),
        )


def create_app(settings: Settings) -> Dashboard:
    """Open the register of ``settings`` and build its dashboard. ``.server`` is the ASGI application."""
    desk = Desk.of(settings)
    server = FastAPI(title=NAME, docs_url=None, redoc_url=None)  # their pages load scripts from a CDN
    app = Dashboard(
        "dashboard",
        server=cast("Any", server),
        assets_folder=str(assets_dir()),
        use_pages=False,
        title=NAME,
        update_title="",
        compress=True,
        enable_mcp=False,
        add_log_handler=False,
        suppress_callback_exceptions=True,  # the frame is drawn later; a test finds every id in its layouts
    )
    app.default_language = settings.language
    if settings.secret_key is not None:
        server.secret_key = settings.secret_key.get_secret_value()  # type: ignore[attr-defined]  # where Dash looks for it
    app.layout = shell.root()
    app.backend.websocket_capability = False  # else every page keeps a socket open that nothing uses
    shell.register(app, desk)
    for room in shell.ROOMS.values():
        room.register(app, desk)
    mount(server, desk)
    lite.mount(server, desk)
    _serve_pages(app)
    server.add_middleware(Guard, headers=security_headers(list(app.csp_hashes())))
    return app


def run(settings: Settings) -> None:
    """Serve until interrupted. Only one worker, only on 127.0.0.1 (the settings allow no other)."""
    app = create_app(settings)
    sys.stdout.write(f"{NAME}: http://{settings.host}:{settings.port}/  (Ctrl+C stops it)\n")
    sys.stdout.flush()
    logging.basicConfig(level=logging.WARNING)
    uvicorn.run(app.server, host=settings.host, port=settings.port, log_level="warning", lifespan="off", ws="none")


def _serve_pages(app: Any) -> None:
    """Every page but the first has a path that only the scripts know; its first response is the same."""

    async def page(request: Request) -> HTMLResponse:
        token = _fastapi.set_current_request(request)
        try:
            app._setup_server()  # Dash does it before a first request to "/" only
            return HTMLResponse(app.index())
        finally:
            _fastapi.reset_current_request(token)

    for path in shell.ROOMS:
        if path != "/":
            app.server.add_api_route(path, page, methods=["GET"], include_in_schema=False)
