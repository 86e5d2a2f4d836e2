"""A dashboard in a thread of its own, on a free port of this computer, and a Chromium to look at it with."""

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from playwright.sync_api import Browser, Playwright

from dashboard.app import create_app
from dashboard.settings import Settings

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
START_S = 60.0


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def chromium_path() -> str | None:
    """Where Chromium is: SIJILL_CHROMIUM, else on the path; rather its shell, which draws no window around a page."""
    return os.environ.get("SIJILL_CHROMIUM") or shutil.which("chromium-headless-shell") or shutil.which("chromium")


def launch(playwright: Playwright) -> Browser:
    """A headless Chromium with a fresh profile that calls nobody."""
    return playwright.chromium.launch(executable_path=chromium_path(), args=list(FLAGS))


@contextmanager
def serving(settings: Settings) -> Iterator[str]:
    """Serve a register while the block runs; gives its address."""
    app = create_app(settings)
    config = uvicorn.Config(
        app.server, host=settings.host, port=settings.port, log_level="warning", lifespan="off", ws="none"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        _wait_until(server, thread)
        yield f"http://{settings.host}:{settings.port}"
    finally:
        server.should_exit = True
        thread.join()


def _wait_until(server: uvicorn.Server, thread: threading.Thread) -> None:
    last = time.monotonic() + START_S
    while not server.started:
        if not thread.is_alive() or time.monotonic() > last:
            raise RuntimeError("the dashboard did not start")
        time.sleep(0.02)
