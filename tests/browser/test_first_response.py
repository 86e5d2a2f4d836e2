"""From the first response to the full page: what a reader has before scripts run, without them, and when they fail."""

import re
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import PATIENCE_MS, Open
from tests.browser.places import drawn

pytestmark = pytest.mark.browser
KILLED = {"en": "350,209", "ar": "٣٥٠٬٢٠٩"}
CORE = re.compile("dash_mantine_components")
PLOTLY = re.compile("plotly")


@pytest.fixture
def tab(chromium: Browser) -> Iterator[Page]:
    """A tab whose console may speak: scripts are held up or cut off on purpose."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    yield page
    context.close()


def hold(tab: Page, address: re.Pattern[str]) -> list[Route]:
    """Hold up what is fetched from such addresses; the requests can be let go one by one."""
    held: list[Route] = []

    def keep(route: Route) -> None:
        held.append(route)

    tab.route(address, keep)
    return held


def let_go(tab: Page, held: list[Route]) -> None:
    """Let the first request go that is held up, once it has come."""
    last = time.monotonic() + PATIENCE_MS / 1000
    while not held and time.monotonic() < last:
        tab.wait_for_timeout(20)
    held[0].continue_()


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("width", [360, 1280])
def test_without_scripts_the_page_is_whole(chromium: Browser, address: str, language: str, width: int) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 800}, java_script_enabled=False)
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.goto(f"{address}/?lang=ar&digits=arab" if language == "ar" else address)
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.get_by_role("main")).to_have_count(1)
    expect(page.get_by_role("main")).to_contain_text(KILLED[language])
    expect(page.get_by_role("main").locator(".months")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator("summary").first.click()
    page.locator("#lite-source").select_option("OHCHR")
    page.locator("form button").click()
    page.wait_for_url("**/?*source=OHCHR*")
    expect(page.get_by_role("main")).not_to_contain_text("560,000")
    context.close()


def test_the_numbers_are_there_while_the_scripts_are_on_their_way(tab: Page, address: str) -> None:
    held = hold(tab, CORE)
    tab.goto(f"{address}/", wait_until="commit")
    expect(tab.get_by_role("main")).to_contain_text(KILLED["en"])
    expect(tab.get_by_role("main")).to_have_count(1)
    expect(tab.get_by_role("status").first).to_have_text(re.compile("The full page is being opened"))
    expect(tab.locator("#react-entry-point")).not_to_be_visible()
    let_go(tab, held)
    expect(tab.locator("#first")).to_have_count(0)
    expect(tab.get_by_role("main")).to_contain_text(KILLED["en"])
    expect(tab.get_by_role("main")).to_have_count(1)


def test_a_script_that_never_comes_leaves_the_page_that_can_be_read(tab: Page, address: str) -> None:
    tab.route(CORE, lambda route: route.abort())
    tab.goto(f"{address}/?lang=ar&digits=arab")
    expect(tab.get_by_role("status").first).to_have_text(re.compile("تعذّر فتح الصفحة الكاملة"))
    expect(tab.get_by_role("main")).to_contain_text(KILLED["ar"])


@pytest.mark.parametrize(
    "path", ["/", "/?lang=ar", "/tolls", "/incidents?measure=killed", "/upload", "/?from=yesterday"]
)
def test_the_full_page_takes_over_in_silence(open_tab: Open, path: str) -> None:
    page = open_tab(path)
    expect(page.locator("#content h1")).to_be_visible()
    expect(page.get_by_role("main")).to_have_count(1)
    drawn(page)
    doubled = "() => { const ids = [...document.querySelectorAll('[id]')].map((one) => one.id);"
    assert page.evaluate(f"{doubled} return ids.filter((id, at) => ids.indexOf(id) !== at); }}") == []


def test_a_reader_who_has_scrolled_stays_at_the_same_heading(tab: Page, address: str) -> None:
    held = hold(tab, CORE)
    tab.goto(f"{address}/", wait_until="commit")
    heading = tab.locator("#first h2", has_text="Who says so")
    heading.evaluate("(one) => window.scrollTo(0, window.scrollY + one.getBoundingClientRect().top - 200)")
    title = tab.locator("#first article[data-chart=tolls] h2")
    title.evaluate("(one) => window.scrollTo(0, window.scrollY + one.getBoundingClientRect().top - 200)")
    words = title.inner_text()
    let_go(tab, held)
    expect(tab.locator("#first")).to_have_count(0)
    there = tab.locator("#content h2", has_text=words)
    expect(tab.locator("#tolls-figure .main-svg").first).to_be_visible()  # and with it what pushes the heading
    drawn(tab)
    expect(there).to_be_in_viewport()
    box = there.bounding_box()
    assert box is not None
    assert 0 <= box["y"] <= 450


def test_the_full_page_waits_for_a_reader_who_fills_in_a_filter(tab: Page, address: str) -> None:
    held = hold(tab, CORE)
    tab.goto(f"{address}/", wait_until="commit")
    tab.locator("#first summary").first.click()
    tab.locator("#lite-from").fill("2024-")
    let_go(tab, held)
    expect(tab.locator("#headlines .number-card").first).to_be_attached()
    tab.wait_for_timeout(1000)
    expect(tab.locator("#lite-from")).to_have_value("2024-")
    tab.locator("#lite-from").blur()
    expect(tab.locator("#first")).to_have_count(0)


def test_a_drawing_keeps_the_place_of_a_chart_until_plotly_is_there(tab: Page, address: str) -> None:
    held = hold(tab, PLOTLY)
    tab.goto(f"{address}/", wait_until="commit")
    expect(tab.locator("#first")).to_have_count(0)
    expect(tab.locator("#timeline-canvas .stand-in svg.months")).to_be_visible()
    let_go(tab, held)
    expect(tab.locator("#timeline-figure .main-svg").first).to_be_visible()
    assert len(held) == 1
    expect(tab.locator("#timeline-canvas .stand-in")).to_have_count(0)


def test_a_line_that_breaks_under_plotly_is_asked_again(tab: Page, address: str) -> None:
    asked: list[str] = []

    def break_once(route: Route) -> None:
        asked.append(route.request.url)
        route.abort() if len(asked) == 1 else route.continue_()

    tab.route(PLOTLY, break_once)
    tab.goto(f"{address}/")
    expect(tab.locator("#timeline-figure .main-svg").first).to_be_visible()
    assert len(asked) == 2
    assert "/assets/vendor/" in asked[0]


def test_on_a_slow_line_plotly_is_fetched_only_when_a_chart_is_near(chromium: Browser, address: str) -> None:
    context = chromium.new_context(viewport={"width": 360, "height": 500})
    page = context.new_page()
    page.set_default_timeout(2 * PATIENCE_MS)
    line = {"offline": False, "latency": 400, "downloadThroughput": 40_000, "uploadThroughput": 40_000}
    context.new_cdp_session(page).send("Network.emulateNetworkConditions", line)
    page.goto(address)
    expect(page.locator("#first")).to_have_count(0, timeout=2 * PATIENCE_MS)
    page.wait_for_load_state("networkidle")
    asked = "performance.getEntriesByType('resource').filter((one) => one.name.includes('plotly')).length"
    assert page.evaluate(asked) == 0
    page.locator("#timeline-canvas").scroll_into_view_if_needed()
    expect(page.locator("#timeline-figure .main-svg").first).to_be_visible(timeout=2 * PATIENCE_MS)
    assert page.evaluate(asked) == 1
    context.close()


def test_a_page_that_is_left_while_its_charts_are_on_their_way_leaves_no_error(open_tab: Open) -> None:
    page = open_tab("/", width=360)
    for name in ("Tolls", "Displacement", "Sources", "Overview"):
        page.get_by_role("navigation").get_by_role("link", name=name, exact=True).click()
        expect(page.locator("#content h1")).to_be_visible()
    expect(page.locator("#timeline-figure .main-svg").first).to_be_attached()
