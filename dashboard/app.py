"""The dashboard: one FastAPI server with Dash's pages and the API in it, for one register, on this computer only."""

import gc
import logging
import sys
from contextlib import suppress
from socket import socket
from threading import Thread
from typing import Any, Final, cast

import dash
import uvicorn
from fastapi import FastAPI
from starlette_compress import CompressMiddleware, add_compress_type

from dashboard import lite, shell
from dashboard.api.guard import Guard, security_headers
from dashboard.api.mount import mount
from dashboard.delivery import Delivery, Shelf, Typed
from dashboard.delivery.bundles import Suites
from dashboard.desk import Desk
from dashboard.door import listening
from dashboard.first_response import FirstResponses, index_string
from dashboard.settings import Settings, assets_dir

NAME: Final = "Sijill سجل"
_PACKED_FILES: Final = "packed"


class Dashboard(dash.Dash):
    """Dash with the shelf of files that its pages ask for."""

    shelf: Shelf

    def pack(self) -> None:
        """Make the files of the shelf as small as they get."""
        self.shelf.pack(self._generate_scripts_html())


def create_app(settings: Settings) -> Dashboard:
    """Open the register of ``settings`` and build its dashboard. ``.server`` is the ASGI application."""
    desk = Desk.of(settings)
    server = FastAPI(title=NAME, docs_url=None, redoc_url=None)  # their pages load scripts from a CDN
    shelf = Shelf(assets_dir(), settings.data_dir / _PACKED_FILES)
    first = FirstResponses(desk, shelf)
    first.serve(server)  # before Dash, which has a page of its own at "/"
    app = Dashboard(
        "dashboard",
        server=cast("Any", server),
        assets_folder=str(assets_dir()),
        include_assets_files=False,  # they are on the shelf
        use_pages=False,
        title=NAME,
        update_title="",
        compress=False,
        enable_mcp=False,
        add_log_handler=False,
        suppress_callback_exceptions=True,  # the frame is drawn later; a test finds every id in its layouts
    )
    app.shelf = shelf
    app.index_string = index_string(shelf)
    if settings.secret_key is not None:
        server.secret_key = settings.secret_key.get_secret_value()  # type: ignore[attr-defined]  # where Dash looks for it
    app.layout = shell.root()
    app.backend.websocket_capability = False  # else every page keeps a socket open that nothing uses
    shell.register(app, desk)
    for room in shell.ROOMS.values():
        room.register(app, desk)
    mount(server, desk)
    lite.mount(server, desk)
    # Dash does it before a first request; from here on it knows all of its scripts
    app._setup_server()  # type: ignore[no-untyped-call]
    shelf.take(Suites(app.registered_paths))
    first.take(app)
    first.serve_the_rest(server)
    _wrap(server, app, settings)
    return app


def _wrap(server: FastAPI, app: Dashboard, settings: Settings) -> None:
    """What stands around the application, the innermost first."""
    add_compress_type("text/csv")
    server.add_middleware(Typed)
    server.add_middleware(CompressMiddleware, zstd=False, brotli_quality=5, gzip_level=5)
    server.add_middleware(Delivery, shelf=app.shelf)
    server.add_middleware(Guard, headers=security_headers(list(app.csp_hashes())), language=settings.language)


def run(settings: Settings, door: socket | None = None) -> None:
    """Serve until interrupted, at a ``door`` that is open already, or at one that is opened here.

    Only one worker, only on 127.0.0.1 (the settings allow no other). Raises :class:`dashboard.door.PortError`.
    """
    door = door or listening(settings.host, settings.port)
    app = create_app(settings)
    sys.stdout.write(f"{NAME}: http://{settings.host}:{settings.port}/  (Ctrl+C stops it)\n")
    sys.stdout.flush()
    logging.basicConfig(level=logging.WARNING)
    Thread(target=app.pack, daemon=True).start()
    gc.collect()
    gc.freeze()  # what is here stays; a question of a million claims does not have to look through all of it
    config = uvicorn.Config(app.server, log_level="warning", lifespan="off", ws="none")
    with suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[door])
