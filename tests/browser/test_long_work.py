"""A large file is read and recorded while one reloads, leaves, or looks from another tab; and Sijill is stopped."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard import recording
from dashboard.settings import Settings
from db.engine import open_register, writing
from tests.browser.conftest import PATIENCE_MS, Open
from tests.browser.serving import START_S, free_port
from tests.browser.test_pages import choose

pytestmark = [pytest.mark.browser, pytest.mark.writes]

ROWS = 20_000
WORK_MS = 180_000
SERVE = "from dashboard.app import run; from dashboard.settings import Settings; run(Settings())"


@pytest.fixture
def large(tmp_path: Path) -> Path:
    file = tmp_path / "large.csv"
    rows = "".join(f"l{n},Field office,2024-11-{n % 30 + 1:02},Aleppo,{n % 90}\n" for n in range(ROWS))
    file.write_text(f"id,source,date,place,killed\n{rows}", encoding="utf-8")
    return file


def read(page: Page, file: Path) -> None:
    choose(page, file)
    expect(page.get_by_role("button", name="Record 20,000 rows")).to_be_enabled(timeout=WORK_MS)


@contextmanager
def written_to(settings: Settings) -> Iterator[None]:
    """Somebody else writes to the register, for whom recording waits."""
    engine = open_register(settings.register_url)
    with writing(engine) as session:
        session.connection()
        yield
    engine.dispose()


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """Reading a file is not over before this is set, however fast the computer reads."""
    seen, read_whole = Event(), recording.preview

    def preview(*given: Any) -> Any:
        found = read_whole(*given)
        seen.wait(WORK_MS / 1_000)
        return found

    monkeypatch.setattr(recording, "preview", preview)
    yield seen
    seen.set()


def test_a_large_file_goes_on_over_a_reload_and_is_followed_from_everywhere(
    open_tab: Open, large: Path, settings: Settings, seen: Event
) -> None:
    page = open_tab("/upload")
    choose(page, large)
    expect(page.locator("#upload-working")).to_contain_text("Reading large.csv")
    expect(page.locator("#upload-working progress")).to_be_visible()
    page.reload()
    expect(page.locator("#upload-working")).to_contain_text("Reading large.csv")
    seen.set()
    expect(page.get_by_role("button", name="Record 20,000 rows")).to_be_enabled(timeout=WORK_MS)
    with written_to(settings):
        page.get_by_role("button", name="Record 20,000 rows").click()
        expect(page.locator("#upload-working")).to_contain_text("Recording large.csv")
        other = open_tab(page.url.split("/", 3)[3].join(["/", ""]))
        page.wait_for_timeout(1_000)  # the page has looked once at how far it is
        page.get_by_role("link", name="Method", exact=True).click()
    expect(page.locator("#making")).to_contain_text("large.csv is recorded.", timeout=WORK_MS)
    expect(other.locator("#upload-stage")).to_contain_text("Recorded as batch 4", timeout=WORK_MS)
    page.locator("#making").get_by_role("link", name="See what came of it").click()
    expect(page.locator("#upload-stage")).to_contain_text("Recorded as batch 4")


@contextmanager
def started(folder: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """Sijill in a process of its own, to be killed."""
    given = os.environ | {"SIJILL_DATA_DIR": str(folder), "SIJILL_PORT": str(port)}
    process = subprocess.Popen([sys.executable, "-c", SERVE], env=given, stdout=subprocess.DEVNULL)
    try:
        last = time.monotonic() + 3 * START_S
        while time.monotonic() < last:
            try:
                httpx.get(f"http://127.0.0.1:{port}/api/v1/health")
                break
            except httpx.HTTPError:
                time.sleep(0.1)
        yield process
    finally:
        process.kill()
        process.wait()


def test_a_stop_in_the_middle_is_told_and_the_file_can_be_recorded_after_it(
    chromium: Browser, tmp_path: Path, large: Path
) -> None:
    folder, port = tmp_path / "own", free_port()
    page = chromium.new_page()
    page.set_default_timeout(PATIENCE_MS)
    with started(folder, port) as server:
        page.goto(f"http://127.0.0.1:{port}/upload")
        read(page, large)
        with written_to(Settings(data_dir=folder, port=port)):
            page.get_by_role("button", name="Record 20,000 rows").click()
            expect(page.locator("#upload-working")).to_contain_text("Recording large.csv")
            server.send_signal(signal.SIGKILL)
            server.wait()
        expect(page.locator("#upload-working")).to_contain_text("Sijill does not answer at the moment")
    with started(folder, port):
        lost = page.locator("#upload-stage")
        expect(lost).to_contain_text("Sijill was stopped while it recorded large.csv", timeout=WORK_MS)
        expect(page.get_by_role("button", name="Record 20,000 rows")).to_be_enabled(timeout=WORK_MS)
        page.get_by_role("button", name="Record 20,000 rows").click()
        expect(lost).to_contain_text("Recorded as batch 1", timeout=WORK_MS)
    page.close()
