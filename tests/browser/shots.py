"""Screenshots of every page, for looking: `python -m tests.browser.shots [folder [data]]`.

The folder is `shots/` without one; the register is that of the data directory `data`, the demo without one.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal, NamedTuple

from playwright.sync_api import Browser, sync_playwright

from dashboard.settings import Settings
from db.engine import migrate, open_register
from ingest.demo import load_demo
from tests.browser.serving import free_port, launch, serving


class Shot(NamedTuple):
    """One picture: what it is called, and what it shows."""

    name: str
    path: str
    width: int = 1280
    scheme: Literal["light", "dark"] = "light"


INCIDENT = "/incident?code=News+article+on+Aleppo+and+Idlib%2Fidlib-airstrikes"
OF_CHARTS = ("tolls", "displacement", "sources", "quality", "incidents")
SHOTS = (
    Shot("overview", "/"),
    Shot("overview-phone", "/", width=360),
    Shot("overview-dark", "/", scheme="dark"),
    Shot("overview-arabic", "/?lang=ar&digits=arab"),
    Shot("overview-arabic-phone", "/?lang=ar", width=360),
    Shot("overview-nothing", "/?from=1990-01-01&to=1990-12-31"),
    Shot("overview-bad-address", "/?from=yesterday"),
    *(Shot(page, f"/{page}") for page in OF_CHARTS),
    *(Shot(f"{page}-dark", f"/{page}", scheme="dark") for page in OF_CHARTS),
    *(Shot(f"{page}-arabic", f"/{page}?lang=ar&digits=arab") for page in OF_CHARTS),
    *(Shot(f"{page}-arabic-phone", f"/{page}?lang=ar", width=360) for page in OF_CHARTS),
    *(Shot(f"{page}-arabic-dark", f"/{page}?lang=ar", scheme="dark") for page in OF_CHARTS),
    *(Shot(f"{page}-phone", f"/{page}", width=360) for page in OF_CHARTS),
    *(Shot(f"{page}-projector", f"/{page}", width=1920) for page in OF_CHARTS),
    Shot("incident", INCIDENT),
    Shot("incident-dark", INCIDENT, scheme="dark"),
    Shot("incident-arabic-phone", f"{INCIDENT}&lang=ar", width=360),
    Shot("lite", "/lite"),
    Shot("lite-dark", "/lite", scheme="dark"),
    Shot("lite-arabic-phone", "/lite?lang=ar&digits=arab", width=360),
    Shot("upload", "/upload"),
    Shot("upload-arabic-phone", "/upload?lang=ar", width=360),
    Shot("method", "/method"),
    Shot("method-layout", "/method#layout-ucdp_ged"),
    Shot("method-dark", "/method", scheme="dark"),
    Shot("method-arabic", "/method?lang=ar&digits=arab#layout-ucdp_ged"),
    Shot("method-phone", "/method#layout-ucdp_ged", width=360),
    Shot("method-arabic-phone", "/method?lang=ar", width=360),
    Shot("nowhere", "/nowhere"),
)
SCREEN_PX = 900


def main(folder: Path, data: Path | None = None) -> None:
    """Serve a register, the demo without one, and picture it."""
    folder.mkdir(parents=True, exist_ok=True)
    if data is not None:
        picture(Settings(data_dir=data, port=free_port()), folder)
        return
    with TemporaryDirectory() as demo:
        settings = Settings(data_dir=Path(demo), port=free_port())
        engine = open_register(settings.register_url)
        migrate(engine)
        list(load_demo(engine))
        engine.dispose()
        picture(settings, folder)


def picture(settings: Settings, folder: Path) -> None:
    """Every picture of one register."""
    with serving(settings) as address, sync_playwright() as playwright:
        browser = launch(playwright)
        for shot in SHOTS:
            take(browser, address, shot, folder)
        browser.close()


def take(browser: Browser, address: str, shot: Shot, folder: Path) -> None:
    """One picture of a whole page, once everything on it is drawn."""
    context = browser.new_context(viewport={"width": shot.width, "height": SCREEN_PX}, color_scheme=shot.scheme)
    page = context.new_page()
    page.goto(address + shot.path)
    page.wait_for_selector("h1")
    page.wait_for_load_state("networkidle")
    page.wait_for_selector(".mantine-Skeleton-root", state="detached")
    for top in range(0, page.evaluate("document.documentElement.scrollHeight"), SCREEN_PX):
        page.evaluate(f"window.scrollTo(0, {top})")  # a chart is drawn when it comes near
        page.wait_for_load_state("networkidle")
    page.evaluate("window.scrollTo(0, 0)")
    page.screenshot(path=folder / f"{shot.name}.png", full_page=True)
    context.close()


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:] or ["shots"]))
