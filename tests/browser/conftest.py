"""A served register, and tabs whose console and requests are watched."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from sqlalchemy import Engine

from dashboard.settings import Settings
from db.engine import open_register
from tests.browser.serving import chromium_path, free_port, launch, serving
from tests.conftest import Contents

Open = Callable[..., Page]
PATIENCE_MS = 60_000  # a busy computer draws late; only what fails takes so long
expect.set_options(timeout=PATIENCE_MS)


def as_long_as_alone(fixture_name: str, config: pytest.Config) -> Literal["session", "module"]:
    """While Playwright runs, nobody else can run an event loop: it lasts where nobody else is there."""
    return "session" if config.getoption("markexpr") == "browser" else "module"


@pytest.fixture(scope=as_long_as_alone)
def chromium() -> Iterator[Browser]:
    if chromium_path() is None:
        pytest.skip("no Chromium: install Debian's chromium, or set SIJILL_CHROMIUM")
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def shown(
    demo_template: Path, tmp_path_factory: pytest.TempPathFactory, contents: Callable[[Engine], Contents]
) -> Iterator[str]:
    """Where the demo register is served to all tests that leave everything as it is."""
    settings = Settings(data_dir=tmp_path_factory.mktemp("shown"), port=free_port())
    with served(settings, demo_template) as url:
        before = held(settings, contents)
        yield url
        assert held(settings, contents) == before, "a test without the mark `writes` has written"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Those of a register that is served to one test alone."""
    return Settings(data_dir=tmp_path / "data", port=free_port())


@pytest.fixture
def own(settings: Settings, demo_template: Path) -> Iterator[str]:
    """Where a demo register is served to one test alone."""
    with served(settings, demo_template) as url:
        yield url


@pytest.fixture
def address(request: pytest.FixtureRequest) -> str:
    """Where the demo register is served: a test with the mark ``writes`` has one of its own."""
    writes = request.node.get_closest_marker("writes") is not None
    return str(request.getfixturevalue("own" if writes else "shown"))


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
        page.set_default_timeout(PATIENCE_MS)
        watch(page)
        page.goto(address + path)
        page.wait_for_selector("#first", state="detached")
        return page

    yield open_
    for context in contexts:
        context.close()
    assert heard == []


@contextmanager
def served(settings: Settings, template: Path) -> Iterator[str]:
    """Serve a copy of a register while the block runs; gives its address."""
    settings.data_dir.mkdir(exist_ok=True)
    shutil.copy(template, settings.data_dir / "register.sqlite")
    with serving(settings) as url:
        yield url


def held(settings: Settings, contents: Callable[[Engine], Contents]) -> Contents:
    """All that a register holds."""
    engine = open_register(settings.register_url)
    try:
        return contents(engine)
    finally:
        engine.dispose()


def _own(url: str, address: str) -> bool:
    return url.startswith((f"{address}/", "data:", "blob:"))
