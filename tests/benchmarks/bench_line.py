"""What a bad line costs a reader: ``python -m tests.benchmarks.bench_line`` (``make bench``).

Chromium's throttling at 400 kbit/s and 400 ms, over the demo register: seconds and bytes until the headline numbers
are there and until the first chart answers the mouse, on a first visit and, with the same cache, on a second one.
Beside it, in the same run, a plain Dash application with the same charts: with Dash's compression, which is the peer
that the bars are measured against, and with Dash's defaults. Then the page at 64 kbit/s.
"""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from playwright.sync_api import Browser, sync_playwright
from sqlmodel import Session

from dashboard.app import create_app
from dashboard.charts.figures import figure_of
from dashboard.charts.screen import figure
from dashboard.charts.spec import ChartSpec, MapSpec
from dashboard.components.atlas import Atlas
from dashboard.locale import speak
from dashboard.pages.overview.charts import CHARTS
from dashboard.pages.overview.ids import Chart
from dashboard.settings import Settings
from dashboard.view import View
from db import queries
from db.engine import migrate, open_register, reading
from db.filters import Filters
from ingest.demo import load_demo
from tests.benchmarks.plain_dash import plain_serving
from tests.benchmarks.slow_line import LATENCY_MS, Seen, Visit, profile
from tests.browser.serving import chromium_path, free_port, launch, serving

SLOW_KBIT_S: Final = 400
SLOWEST_KBIT_S: Final = 64
SHOWN_FIGURES: Final = 4
MOST_WAIT_S: Final = 300


def demo(folder: Path) -> tuple[Settings, list[str]]:
    """The demo register and some of its headline figures."""
    settings = Settings(data_dir=folder, port=free_port())
    engine = open_register(settings.register_url)
    migrate(engine)
    list(load_demo(engine))
    with reading(engine) as session:
        totals = queries.totals(session, Filters())
    engine.dispose()
    said = sorted({figure_of(total, speak("en")).text for total in totals}, key=len)
    return settings, said[-SHOWN_FIGURES:]


def content(settings: Settings, figures: list[str]) -> Path:
    """The overview's figures in a file, for the peer to show."""
    view, engine = View(), open_register(settings.register_url)
    with reading(engine) as session:
        drawn = [_drawn(session, CHARTS[name](session, view)) for name in Chart]
    engine.dispose()
    path = settings.data_dir / "content.json"
    path.write_text(json.dumps({"words": figures, "figures": drawn}), encoding="utf-8")
    return path


def _drawn(session: Session, spec: ChartSpec) -> dict[str, Any]:
    if isinstance(spec, MapSpec):
        return figure(spec, geojson=Atlas.of(session).geojson(area.pcode for area in spec.areas))
    return figure(spec)


def show(name: str, seen: Seen | None, bar: float | None = None) -> None:
    """A line of the table, with the bar in seconds where there is one."""
    if seen is None:
        sys.stdout.write(f"{name:<70} never\n")
        return
    met = "" if bar is None else f"   bar {bar:g} s: {'met' if seen.seconds <= bar else 'NOT MET'}"
    on_line = f"{seen.bytes / 1000:8.0f} kB" if seen.bytes > 1000 else " " * 11  # less: the page is still coming in
    sys.stdout.write(f"{name:<70} {seen.seconds:6.1f} s {on_line}{met}\n")
    sys.stdout.flush()


def ratio(name: str, ours: float, theirs: float, bar: float) -> None:
    """How much of the peer's it is."""
    part = ours / theirs
    sys.stdout.write(f"{name:<70} {part:6.2f}   bar {bar:g}: {'met' if part <= bar else 'NOT MET'}\n")


def overview(browser: Browser, address: str, figures: list[str]) -> Seen | None:
    """Both visits to the overview; gives the first chart of the first."""
    context = profile(browser)
    visit = Visit(context, SLOW_KBIT_S, figures)
    first = visit.go(address, "numbers", "full", "chart")
    show("Sijill, first visit: headline numbers", first["numbers"], 2.5)
    show("Sijill, first visit: the full page has taken over", first["full"])
    show("Sijill, first visit: first interactive chart", first["chart"])
    visit.quiet()
    again = Visit(context, SLOW_KBIT_S, figures).go(address, "numbers", "chart")
    show("Sijill, second visit: headline numbers", again["numbers"])
    show("Sijill, second visit: first interactive chart", again["chart"], 4)
    context.close()
    return first["chart"]


def plain(browser: Browser, address: str, figures: list[str], name: str) -> Seen | None:
    """A visit to the peer as it is, and both visits were it patient; gives the first chart of the first of these."""
    as_it_is = one(browser, address, figures, SLOW_KBIT_S, "numbers", "chart")
    show(f"{name}: headline numbers", as_it_is["numbers"])
    show(f"{name}: first interactive chart", as_it_is["chart"])
    context = profile(browser)
    visit = Visit(context, SLOW_KBIT_S, figures, patient=True)
    first = visit.go(address, "chart", give_up_s=MOST_WAIT_S)["chart"]
    show(f"{name}, were it patient: first interactive chart", first)
    if first is not None:
        visit.quiet()
        again = Visit(context, SLOW_KBIT_S, figures, patient=True).go(address, "chart")
        show(f"{name}, second visit: first interactive chart", again["chart"])
    context.close()
    return first


def one(browser: Browser, address: str, figures: list[str], kbit_s: int, *names: str) -> dict[str, Seen | None]:
    """A first visit to an address."""
    context = profile(browser)
    seen = Visit(context, kbit_s, figures).go(address, *names, give_up_s=MOST_WAIT_S)
    context.close()
    return seen


@contextmanager
def packed(settings: Settings) -> Iterator[str]:
    """The dashboard with its files as small as they get, as after its first minute."""
    create_app(settings).pack()
    with serving(settings) as address:
        yield address


def main() -> None:
    """Measure and print."""
    if chromium_path() is None:
        sys.stdout.write("no Chromium: install Debian's chromium, or set SIJILL_CHROMIUM\n")
        return
    sys.stdout.write(f"{SLOW_KBIT_S} kbit/s, {LATENCY_MS} ms\n")
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        settings, figures = demo(Path(folder))
        browser = launch(playwright)
        with packed(settings) as address:
            ours = overview(browser, address, figures)
            show(
                "Sijill's plain page, complete",
                one(browser, f"{address}/lite", figures, 400, "complete")["complete"],
                3,
            )
        file = content(settings, figures)
        with plain_serving(file, free_port(), compress=True) as address:
            peer = plain(browser, address, figures, "Plain Dash with compression")
        with plain_serving(file, free_port(), compress=False) as address:
            plain(browser, address, figures, "Plain Dash")
        if ours and peer:
            ratio("seconds to the first chart, of plain Dash with compression", ours.seconds, peer.seconds, 0.5)
            ratio("bytes to the first chart, of plain Dash with compression", ours.bytes, peer.bytes, 0.6)
        sys.stdout.write(f"{SLOWEST_KBIT_S} kbit/s, {LATENCY_MS} ms\n")
        with packed(settings) as address:
            slowest = one(browser, address, figures, SLOWEST_KBIT_S, "numbers", "full", "chart")
        show("Sijill, first visit: headline numbers", slowest["numbers"])
        show("Sijill, first visit: the full page has taken over", slowest["full"])
        show("Sijill, first visit: first interactive chart", slowest["chart"])
        browser.close()


if __name__ == "__main__":
    main()
