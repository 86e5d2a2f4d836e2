"""A line as slow as it is asked to be, by Chromium's own throttling, and what a reader sees on it when."""

import time
from typing import Any, Final, NamedTuple

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page

LATENCY_MS: Final = 400
POLL_MS: Final = 50
_WATCH: Final = """
(figures) => {
  const seen = (window.seen = {});
  const passed = (name, there) => { if (!(name in seen) && there()) seen[name] = performance.now() / 1000; };
  const shown = (one) => one.checkVisibility({ visibilityProperty: true }) && one.getBoundingClientRect().width > 0;
  const look = () => {
    if (!document.body) return;
    passed("numbers", () => figures.every((one) => document.body.innerText.includes(one)));
    passed("full", () => document.getElementById("first") === null
      && [...document.querySelectorAll("#content h1")].some(shown));
    passed("chart", () => [...document.querySelectorAll(".js-plotly-plot")].some(
      (plot) => plot._fullLayout && plot.querySelector(".main-svg .trace, .main-svg .point") && shown(plot)));
    passed("complete", () => document.readyState === "complete");
  };
  window.setInterval(look, POLL);
}
"""


PATIENCE: Final = """
const set = window.setTimeout;
window.setTimeout = (act, ms, ...given) => set(act, ms === 30000 ? 300000 : ms, ...given);
"""
"""Dash waits 30 s for plotly.js and then draws no chart at all; with this it waits as long as the line needs."""


class Seen(NamedTuple):
    """When something was there, in seconds since the address was asked for, and the bytes on the line until then."""

    seconds: float
    bytes: int


class Visit:
    """A tab on a slow line. Bytes are those on the line, heads of answers among them; what is in the cache is none."""

    def __init__(self, context: BrowserContext, kbit_s: int, figures: list[str], *, patient: bool = False) -> None:
        self.page: Page = context.new_page()
        watch = _WATCH.replace("POLL", str(POLL_MS))
        self.page.add_init_script(f"({watch})({figures!r})")
        if patient:
            self.page.add_init_script(PATIENCE)
        self._bytes: dict[str, int] = {}
        self._gave_up = False
        self.page.on("pageerror", self._note)
        self.page.on("console", self._note)
        session: CDPSession = context.new_cdp_session(self.page)
        session.on("Network.dataReceived", self._count)
        session.on("Network.loadingFinished", self._count_whole)
        session.send("Network.enable")
        speed = kbit_s * 1000 / 8
        line = {"offline": False, "latency": LATENCY_MS, "downloadThroughput": speed, "uploadThroughput": speed}
        session.send("Network.emulateNetworkConditions", line)

    def go(self, address: str, *names: str, give_up_s: float = 100.0) -> dict[str, Seen | None]:
        """Ask for an address and wait for what is named; None for what has not come until then."""
        self._bytes.clear()
        self.page.goto(address, wait_until="commit")
        found: dict[str, Seen | None] = {}
        last = time.monotonic() + give_up_s
        while len(found) < len(names) and time.monotonic() < last and not self._gave_up:
            self.page.wait_for_timeout(POLL_MS)
            seen: dict[str, float] = self.page.evaluate("window.seen || {}")
            for name in names:
                if name in seen and name not in found:
                    found[name] = Seen(seen[name], sum(self._bytes.values()))
        return {name: found.get(name) for name in names}

    def quiet(self) -> None:
        """Wait until nothing is on the line any more."""
        self.page.wait_for_load_state("networkidle", timeout=100_000)

    def _note(self, said: object) -> None:
        self._gave_up = self._gave_up or "plotly.js did not load" in str(getattr(said, "text", said))

    def _count(self, event: dict[str, Any]) -> None:
        asked = event["requestId"]
        self._bytes[asked] = self._bytes.get(asked, 0) + event["encodedDataLength"]

    def _count_whole(self, event: dict[str, Any]) -> None:
        self._bytes[event["requestId"]] = event["encodedDataLength"]


def profile(browser: Browser) -> BrowserContext:
    """A reader with an empty cache and a window of a common size."""
    return browser.new_context(viewport={"width": 1280, "height": 900})
