"""The plain page over the demo and over real files: small, without scripts, with the numbers of the full page."""

import gzip
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import httpx
import pytest
from dash import dcc
from sqlalchemy import text as sql

from dashboard.app import create_app
from dashboard.charts.figures import figure_of
from dashboard.desk import Desk
from dashboard.lite.page import lite_page
from dashboard.lite.sheet import drawing_sheet, page_sheet
from dashboard.locale import speak
from dashboard.markup import Markup, joined, plain, style, tag
from dashboard.sections import wholes
from dashboard.settings import Settings
from db import queries
from db.engine import reading
from db.filters import Filters
from ingest.demo import load_demo
from ingest.pipeline import ingest

MOST_BYTES = 60_000
REAL = (
    "events/ucdp_ged_syria_2016_2017.csv",
    "displacement/unhcr_population_syria.csv",
    "series/tfp_gaza_daily_2023.csv",
)
VOID = {"meta", "link", "input", "br", "hr"}


class Outline(HTMLParser):
    """What a page is made of: its elements, its text, and whether every element is closed where it must be."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(page)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data if self._open[-1:] != ["style"] else ""

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.fixture
def empty_desk(sqlite_url: str, tmp_path: Path) -> Iterator[Desk]:
    yield from desk_over(sqlite_url, tmp_path)


@pytest.fixture
def desk(sqlite_demo_url: str, tmp_path: Path) -> Iterator[Desk]:
    yield from desk_over(sqlite_demo_url, tmp_path)


def desk_over(url: str, folder: Path) -> Iterator[Desk]:
    desk = Desk.of(Settings(database_url=url, data_dir=folder, organisation="A small NGO"))
    yield desk
    desk.engine.dispose()


def read(desk: Desk, search: str = "", status: int = 200) -> Outline:
    answer = lite_page(desk, search)
    assert answer.status == status
    return Outline(answer.page)


@pytest.mark.parametrize("search", ["", "?lang=ar&digits=arab", "?from=1990-01-01&to=1990-12-31", "?from=yesterday"])
def test_the_page_is_small_and_asks_for_no_script(desk: Desk, search: str) -> None:
    page = lite_page(desk, search).page
    assert len(gzip.compress(page.encode())) < MOST_BYTES / 2
    outline = Outline(page)
    assert outline.of("script") == []
    assert not [name for _, given in outline.elements for name in given if name.startswith("on")]
    assert "javascript:" not in page


def test_every_headline_figure_of_the_view_is_on_the_page(desk: Desk) -> None:
    with reading(desk.engine) as session:
        totals = queries.totals(session, Filters())
    said = read(desk).text
    assert totals
    for total in totals:
        assert figure_of(total, speak("en")).text in said


def test_a_filter_changes_the_numbers_as_it_does_on_the_full_page(desk: Desk) -> None:
    said = read(desk, "?measure=killed&source=OHCHR").text
    with reading(desk.engine) as session:
        (total,) = wholes(queries.totals(session, Filters.from_query("measure=killed&source=OHCHR")))[:1]
    assert figure_of(total, speak("en")).text in said
    assert "4,865,764" in read(desk).text
    assert "4,865,764" not in said


def test_the_form_holds_the_view_and_asks_for_the_same_address(desk: Desk) -> None:
    page = read(desk, "?lang=ar&from=2011-01-01&measure=killed&series=cumulative")
    (form,) = page.of("form")
    assert (form["method"], form["action"]) == ("get", "/lite")
    inputs = {given["name"]: given["value"] for given in page.of("input")}
    assert (inputs["from"], inputs["lang"], inputs["series"]) == ("2011-01-01", "ar", "cumulative")
    assert {"value": "killed", "selected": None} in page.of("option")


def test_a_policy_that_a_convention_implies_is_not_sent_as_one_that_was_chosen(desk: Desk) -> None:
    page = read(desk, "?convention=acled")
    assert "Policy: Lowest" in page.text
    chosen = [given["value"] for given in page.of("option") if "selected" in given]
    assert "acled" in chosen
    assert "lowest" not in chosen
    assert "lowest" in [given["value"] for given in read(desk, "?policy=lowest").of("option") if "selected" in given]


def test_arabic_runs_from_right_to_left_in_its_own_words(desk: Desk) -> None:
    page = read(desk, "?lang=ar&digits=arab")
    assert page.of("html") == [{"lang": "ar", "dir": "rtl"}]
    assert "نظرة عامة" in page.text
    assert "٣٥٠٬٢٠٩" in page.text
    assert not re.search(r"Show as table|more figures|Full pages", page.text)
    assert {"href": "/lite?lang=en&digits=arab", "lang": "en"} in page.of("a")


@pytest.mark.parametrize("search", ["", "?lang=ar"])
def test_charts_are_drawn_within_their_frames_in_both_directions(desk: Desk, search: str) -> None:
    drawings = re.findall(r'<svg viewBox="0 0 ([\d.]+) [\d.]+"[^>]*>(.*?)</svg>', lite_page(desk, search).page)
    assert len(drawings) >= 8
    for width, drawn in drawings:
        starts = [float(x) for x in re.findall(r'd="M(-?[\d.]+) ', drawn)]
        ends = [float(x) + float(w) for x, w in re.findall(r'<rect x="(-?[\d.]+)"[^>]* width="(-?[\d.]+)"', drawn)]
        assert starts
        assert all(0 <= x <= float(width) for x in starts + ends)


def test_a_filter_that_can_not_be_used_is_told_with_the_way_out(desk: Desk) -> None:
    page = read(desk, "?from=yesterday&lang=en", status=422)
    assert "'yesterday' is not a day; write it as 2024-11-30" in page.text
    assert {"href": "/lite?lang=en"} in page.of("a")
    assert [given["value"] for given in page.of("input") if given["name"] == "from"] == ["yesterday"]


def test_what_an_address_holds_is_never_markup(desk: Desk) -> None:
    page = lite_page(desk, "?source=%3Cscript%3Ealert(1)%3C/script%3E&series=%22%3E%3Cb%3E").page
    assert "<script" not in page
    assert "<b>alert" not in page
    assert Outline(page).of("script") == []


def test_an_empty_register_and_an_empty_view_say_so(empty_desk: Desk) -> None:
    assert "The register is empty." in read(empty_desk).text
    list(load_demo(empty_desk.engine))
    assert "Nothing in this view." in read(empty_desk, "?from=1990-01-01&to=1990-12-31").text


def test_a_register_that_can_not_be_read_says_so(desk: Desk) -> None:
    with desk.engine.begin() as connection:
        connection.execute(sql("ALTER TABLE source RENAME TO source_elsewhere"))
    assert "The register could not be read." in read(desk, status=503).text


def test_the_page_stays_small_over_real_files(empty_desk: Desk, shared_data: Path) -> None:
    for name in REAL:
        ingest(empty_desk.engine, shared_data / name, recorded_by="test")
    for search in ("", "?lang=ar&digits=arab", "?place=SY02"):
        page = lite_page(empty_desk, search).page
        assert len(gzip.compress(page.encode())) < MOST_BYTES
    said = Outline(lite_page(empty_desk, "").page).text
    assert re.search(r"8 of [\d,]+ figures: the newest, and of these the largest.", said)
    with reading(empty_desk.engine) as session:
        killed = queries.totals(session, Filters.from_query("measure=killed&series=incident"))
    assert all(figure_of(total, speak("en")).text in said for total in killed)


@pytest.mark.anyio
async def test_a_copy_holds_until_the_register_changes(desk: Desk) -> None:
    app = create_app(desk.settings)
    transport = httpx.ASGITransport(app=app.server)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8050") as reader:
        first = await reader.get("/lite?lang=ar", headers={"Accept-Encoding": "gzip"})
        assert (first.status_code, first.headers["content-encoding"]) == (200, "gzip")
        assert "script-src 'self'" in first.headers["content-security-policy"]
        tag = {"If-None-Match": first.headers["etag"]}
        again = await reader.get("/lite?lang=ar", headers=tag)
        assert (again.status_code, again.content) == (304, b"")
        assert (await reader.get("/lite?lang=ar")).text == first.text
        assert (await reader.get("/lite?lang=en", headers=tag)).status_code == 200
        assert "etag" not in (await reader.get("/lite?from=yesterday")).headers
        with desk.engine.begin() as connection:
            connection.execute(sql("DELETE FROM grade"))
        assert (await reader.get("/lite?lang=ar", headers=tag)).status_code == 200


@pytest.mark.anyio
async def test_every_page_leads_to_the_plain_one_before_any_script_runs(desk: Desk) -> None:
    app = create_app(desk.settings)
    transport = httpx.ASGITransport(app=app.server)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8050") as reader:
        for path in ("/", "/tolls"):
            page = (await reader.get(f"{path}?measure=killed&source=%22%3Cb%3E")).text
            assert 'href="/lite?measure=killed&amp;source=%22%3Cb%3E"' in page


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


def test_only_what_was_written_as_markup_is_markup() -> None:
    assert tag("p", "a < b & c", class_="x", title='"') == '<p class="x" title="&quot;">a &lt; b &amp; c</p>'
    assert joined(["<", tag("br"), None, Markup("<b></b>")]) == "&lt;<br><b></b>"
    assert tag("option", "A", selected=True, disabled=False) == "<option selected>A</option>"
    with pytest.raises(ValueError, match="'</'"):
        style("</style>")
    with pytest.raises(TypeError, match="has no plain form"):
        plain(dcc.Graph())


def test_the_style_sheet_knows_every_colour_that_it_names() -> None:
    sheets = page_sheet() + drawing_sheet()
    named = set(re.findall(r"var\((--[\w-]+)\)", sheets))
    declared = set(re.findall(r"(--[\w-]+):", sheets))
    assert named <= declared
    assert "prefers-color-scheme:dark" in page_sheet()
