"""The peer of a bad line: a Dash application with Dash's defaults, which shows given words and figures.

It runs in a process of its own, ``python plain_dash.py CONTENT PORT [gzip]``, so that it has no components of Sijill's.
The figures stand in its layout and cost no further question. ``gzip`` is the compression that Dash offers.
"""

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import dash
import uvicorn
from dash import dcc, html
from fastapi import FastAPI

START_S = 30.0


def serve(content: Path, port: int, *, compress: bool) -> None:
    """Serve until killed."""
    told = json.loads(content.read_text(encoding="utf-8"))
    app = dash.Dash("plain", server=cast("Any", FastAPI()), compress=compress, include_assets_files=False)
    app.backend.websocket_capability = False
    words = [html.P(line) for line in told["words"]]
    app.layout = html.Div([html.H1("Overview"), *words, *[dcc.Graph(figure=figure) for figure in told["figures"]]])
    uvicorn.run(app.server, host="127.0.0.1", port=port, log_level="warning", lifespan="off", ws="none")


@contextmanager
def plain_serving(content: Path, port: int, *, compress: bool) -> Iterator[str]:
    """Serve the application while the block runs; gives its address."""
    asked = [sys.executable, __file__, str(content), str(port), *(["gzip"] if compress else [])]
    with subprocess.Popen(asked) as process:
        try:
            _wait_for(process, port)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def _wait_for(process: "subprocess.Popen[bytes]", port: int) -> None:
    last = time.monotonic() + START_S
    while process.poll() is None and time.monotonic() < last:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError("the plain Dash application did not start")


if __name__ == "__main__":
    serve(Path(sys.argv[1]), int(sys.argv[2]), compress="gzip" in sys.argv[3:])
