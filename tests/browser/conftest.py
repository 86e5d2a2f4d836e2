"""A served register, and tabs whose console and requests are watched."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from dashboard.settings import Settings
from db.engine import migrate, open_register
from ingest.demo import load_demo
from tests.browser.serving import chromium_path, free_port, launch, serving

Open = Callable[..., Page]
expect.set_options(timeout=15_000)  # a busy computer draws late


@pytest.fixture(scope="module")  # not longer: while Playwright runs, nobody else can run an event loop
def chromium() -> Iterator[Browser]:
    if chromium_path() is None:
        pytest.skip("no Chromium: install Debian's chromium, or set SIJILL_CHROMIUM")
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Those of the register that is served."""
    return Settings(data_dir=tmp_path / "data", port=free_port())


@pytest.fixture
def address(settings: Settings) -> Iterator[str]:
    """Where the demo register is served."""
    engine = open_register(settings.register_url)
    migrate(engine)
    list(load_demo(engine))
    engine.dispose()
    with serving(settings) as url:
        yield url


@pytest.fixture
def open_tab(chromium: Browser, address: str) -> Iterator[Open]:
    """Opens an address in a profile of its own, and waits until the full page stands in place of its first response.

    At the end no console may have spoken and nobody else been asked.
    """
    heard: list[str] = []
    contexts: list[BrowserContext] = []

    def watch(page: Page) -> None:
        page.on("console", lambda message: heard.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: heard.append(f"error: {error}"))
        page.on("request", lambda request: _own(request.url, address) or heard.append(f"asked: {request.url}"))

    def open_(path: str = "/", *, width: int = 1280, height: int = 900) -> Page:
        context = chromium.new_context(viewport={"width": width, "height": height})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        watch(page)
        page.goto(address + path)
        page.wait_for_selector("#first", state="detached")
        return page

    yield open_
    for context in contexts:
        context.close()
    assert heard == []


def _own(url: str, address: str) -> bool:
    return url.startswith((f"{address}/", "data:", "blob:"))
