"""Screenshots of every page in every dress, for looking: `python -m tests.browser.shots [folder [data]] [--only part]`.

The folder is `shots/` without one. The register is a copy of that of the data directory `data`, the demo without one.
With a `part`, only pictures whose names hold it are taken.
"""

import shutil
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, expect, sync_playwright
from sqlalchemy import func
from sqlmodel import Session, col, select

from dashboard.components.incident_table import incident_address
from dashboard.settings import Settings
from db.engine import migrate, open_register
from db.models import Claim, Incident
from ingest.demo import load_demo
from tests.browser.conftest import PATIENCE_MS
from tests.browser.places import LITE, drawn, in_language, lead, until
from tests.browser.serving import free_port, launch, serving
from tests.browser.shot_list import Dress, Shot, shots_of

SCREEN_PX = 900
CHARTS_STAND = """() => Array.from(document.querySelectorAll('.canvas:not([hidden])')).every(
  canvas => canvas.querySelector('.main-svg') && !canvas.querySelector('.dash-graph--pending, .stand-in'))"""


def main(folder: Path, data: Path | None = None, part: str = "") -> None:
    """Serve a copy of a register, the demo without one, and picture it."""
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as copy:
        settings = Settings(data_dir=Path(copy), port=free_port())
        if data is not None:
            shutil.copytree(data, copy, dirs_exist_ok=True)
        wanted = [shot for shot in shots_of(addresses(settings, data is None)) if part in shot.picture]
        with serving(settings) as address, sync_playwright() as playwright:
            browser = launch(playwright)
            for dress, shots in groupby(wanted, key=lambda shot: shot.dress):
                with tab(browser, dress) as page:
                    for shot in shots:
                        take(page, address, shot, folder)
            browser.close()


def addresses(settings: Settings, demo: bool) -> dict[str, str]:
    """What only the register knows: the incident of which most claims tell, and a moment halfway through its claims."""
    engine = open_register(settings.register_url)
    migrate(engine)
    if demo:
        list(load_demo(engine))
    most = (
        select(Incident.code)
        .join(Claim, col(Claim.incident_id) == col(Incident.id))
        .group_by(col(Incident.code))
        .order_by(func.count().desc(), col(Incident.code))
    )
    with Session(engine) as session:
        code = session.exec(most).first() or ""
        recorded = session.exec(select(col(Claim.recorded_at)).order_by(col(Claim.recorded_at))).all()
    engine.dispose()
    return {"incident": incident_address(code, {}), "halfway": f"{recorded[len(recorded) // 2]:%Y-%m-%d}"}


@contextmanager
def tab(browser: Browser, dress: Dress) -> Iterator[Page]:
    """A tab in a dress, which fetches the scripts of all its pages once."""
    context = browser.new_context(
        viewport={"width": dress.width, "height": SCREEN_PX}, color_scheme=dress.scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.emulate_media(media=dress.media)
    yield page
    context.close()


def take(page: Page, address: str, shot: Shot, folder: Path) -> None:
    """One picture of a whole page, once everything on it is drawn."""
    path = in_dress(shot)
    if shot.path == LITE:
        page.goto(address + path)
    else:
        lead(page, address, path)
    if shot.file:
        choose(page, shot)
    for top in range(0, page.evaluate("document.documentElement.scrollHeight"), SCREEN_PX):
        page.evaluate(f"window.scrollTo(0, {top})")  # a chart is drawn when it comes near
        page.wait_for_load_state("networkidle")
    until(page, CHARTS_STAND)
    page.evaluate("window.scrollTo(0, 0)")
    page.screenshot(path=folder / shot.picture, full_page=True)


def in_dress(shot: Shot) -> str:
    """The address of a picture in the language and digits of its dress; what follows a ``#`` stays the last."""
    path, mark, place = shot.path.partition("#")
    spoken = in_language(path, shot.dress.language)
    return f"{spoken}{f'&digits={shot.dress.digits}' if shot.dress.digits else ''}{mark}{place}"


def choose(page: Page, shot: Shot) -> None:
    """Choose a file on the upload page, and press a button once it is read."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "claims.csv"
        file.write_text(shot.file, encoding="utf-8")
        with page.expect_file_chooser() as chooser:
            page.locator("#upload-choose").click()
        chooser.value.set_files(file)
        expect(page.locator("#upload-actions")).to_be_visible()
    if shot.button:
        page.locator("#upload-recorded-by").fill("Rana")
        page.locator(shot.button).click()
        expect(page.locator("#upload-stage .notice-good")).to_be_visible()
    drawn(page)


if __name__ == "__main__":
    asked = ArgumentParser(prog="python -m tests.browser.shots", description=__doc__)
    asked.add_argument("folder", type=Path, nargs="?", default=Path("shots"))
    asked.add_argument("data", type=Path, nargs="?")
    asked.add_argument("--only", default="")
    said = asked.parse_args()
    main(said.folder, said.data, said.only)
