"""`sijill serve` in a process of its own: with or without the demo, and where its port is taken."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.dashboard.cli.conftest import Sijill

START_S = 60.0
SERVE = "from dashboard.cli import app; app()"


@contextmanager
def listener() -> Iterator[int]:
    """Somebody else has a port."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        yield other.getsockname()[1]


@contextmanager
def served(folder: Path, *options: str, **settings: str) -> Iterator[dict[str, Any]]:
    """What a served register says of itself."""
    with listener() as port:
        pass
    given = os.environ | {"SIJILL_DATA_DIR": str(folder), "SIJILL_PORT": str(port)} | settings
    process = subprocess.Popen([sys.executable, "-c", SERVE, "serve", *options], env=given, stdout=subprocess.DEVNULL)
    try:
        yield health(process, port)
        process.send_signal(signal.SIGINT)
        assert process.wait(START_S) == 0, "Ctrl+C ends it well"
    finally:
        process.kill()
        process.wait()


def health(process: subprocess.Popen[bytes], port: int) -> dict[str, Any]:
    last = time.monotonic() + START_S
    while process.poll() is None and time.monotonic() < last:
        try:
            told: dict[str, Any] = httpx.get(f"http://127.0.0.1:{port}/api/v1/health", timeout=START_S).json()
        except httpx.HTTPError:
            time.sleep(0.1)
        else:
            return told
    raise AssertionError("it did not start")


@pytest.mark.parametrize(
    ("options", "settings", "filled"),
    [((), {}, True), (("--empty",), {}, False), ((), {"SIJILL_DEMO": "no"}, False)],
)
def test_a_new_register_has_the_demo_unless_somebody_says_no(
    tmp_path: Path, options: tuple[str, ...], settings: dict[str, str], filled: bool
) -> None:
    with served(tmp_path, *options, **settings) as told:
        assert told["status"] == "ok"
        assert (told["claims"] > 0) is filled


def test_a_port_that_is_taken_is_told_with_the_way_out_and_nothing_is_made(
    sijill: Sijill, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with listener() as port:
        monkeypatch.setenv("SIJILL_PORT", str(port))
        told = sijill("serve", ok=False)
        assert told.exit_code == 1
        assert told.stderr == f"sijill: port {port} is taken: `SIJILL_PORT={port + 1} make run`.\n"
        assert told.stdout == ""
        assert not (tmp_path / "data").exists()
