"""The first response of every page: what it says before any script runs, in both languages, and what it costs."""

import re
from collections.abc import AsyncIterator
from html.parser import HTMLParser
from pathlib import Path

import httpx
import pytest
from sqlalchemy import text as sql

from dashboard.app import create_app
from dashboard.charts.figures import figure_of
from dashboard.desk import Desk
from dashboard.lite.first import first_response
from dashboard.lite.page import FOUND, lite_page
from dashboard.locale import speak
from dashboard.settings import Settings
from dashboard.shell import ROOMS
from db import queries
from db.engine import reading
from db.filters import Filters

LANGUAGES = ("en", "ar")


class Read(HTMLParser):
    """The words of a page's ``main`` and the ids of the whole page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.mains = 0
        self.words = ""
        self._within = 0
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids += [value for name, value in attrs if name == "id" and value]
        self.mains += tag == "main"
        self._within += tag == "main"

    def handle_endtag(self, tag: str) -> None:
        self._within -= tag == "main"

    def handle_data(self, data: str) -> None:
        self.words += data if self._within else ""


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def desk(sqlite_demo_url: str, tmp_path: Path) -> Desk:
    return Desk.of(Settings(database_url=sqlite_demo_url, data_dir=tmp_path, organisation="A small NGO"))


@pytest.fixture
async def reader(desk: Desk) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app=create_app(desk.settings).server)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8050") as client:
        yield client


@pytest.mark.anyio
@pytest.mark.parametrize("search", ["?lang=en", "?lang=ar&digits=arab", "?lang=en&measure=killed"])
async def test_the_overview_says_at_once_all_that_lite_says(reader: httpx.AsyncClient, search: str) -> None:
    lite = Read((await reader.get(f"/lite{search}")).text).words
    first = Read((await reader.get(f"/{search}")).text).words
    figures = re.findall(r"[\d٠-٩][\d٠-٩,٬.٫–]*", lite)
    assert len(figures) > 20
    assert lite.removeprefix("Overview").removeprefix("نظرة عامة") in first


@pytest.mark.anyio
@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_headline_figure_is_in_the_first_response(
    reader: httpx.AsyncClient, desk: Desk, language: str
) -> None:
    speaker = speak("ar" if language == "ar" else "en")
    with reading(desk.engine) as session:
        totals = queries.totals(session, Filters())
    said = (await reader.get(f"/?lang={language}")).text
    assert f'<html lang="{language}" dir="{"rtl" if speaker.rtl else "ltr"}">' in said
    assert totals
    for total in totals:
        assert figure_of(total, speaker).text.replace(">", "&gt;") in said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", list(ROOMS))
def test_every_page_has_one_main_one_title_and_each_id_once(desk: Desk, path: str, language: str) -> None:
    first = first_response(desk, path, ROOMS[path], f"?lang={language}")
    assert first.status == FOUND
    read = Read(first.body)
    assert read.mains == 1
    assert first.body.count("<h1>") == 1
    assert len(read.ids) == len(set(read.ids))
    assert all(name.startswith(("first", "lite-")) for name in read.ids)
    assert "A small NGO" in first.body
    assert "<script" not in first.body


def test_the_page_on_tolls_says_its_charts_in_words_and_numbers(desk: Desk) -> None:
    first = first_response(desk, "/tolls", ROOMS["/tolls"], "?lang=en")
    for name in ("toll-curves", "toll-differences"):
        assert f'data-chart="{name}"' in first.body
    assert "350,209" in first.body


def test_the_filters_of_a_page_lead_back_to_it(desk: Desk) -> None:
    body = first_response(desk, "/tolls", ROOMS["/tolls"], "?measure=killed&lang=ar").body
    assert '<form method="get" action="/tolls">' in body
    assert '<option value="killed" selected>' in body
    assert '<input type="hidden" name="lang" value="ar">' in body


@pytest.mark.anyio
async def test_a_filter_that_can_not_be_used_is_told_as_lite_tells_it(reader: httpx.AsyncClient) -> None:
    answer = await reader.get("/?from=yesterday")
    assert answer.status_code == 200
    assert "&#x27;yesterday&#x27; is not a day" in answer.text or "'yesterday' is not a day" in answer.text
    assert '<a href="/">Reset filters</a>' in answer.text
    assert "etag" not in answer.headers


@pytest.mark.anyio
async def test_a_register_that_can_not_be_read_leaves_a_page(reader: httpx.AsyncClient, desk: Desk) -> None:
    with desk.engine.begin() as connection:
        connection.execute(sql("ALTER TABLE source RENAME TO source_elsewhere"))
    answer = await reader.get("/")
    assert answer.status_code == 200
    assert "The register could not be read." in answer.text
    assert 'id="react-entry-point"' in answer.text


@pytest.mark.anyio
async def test_what_an_address_holds_is_never_markup(reader: httpx.AsyncClient) -> None:
    page = (await reader.get("/?source=%3Cscript%3Ealert(1)%3C/script%3E&place=%22%3E%3Cb%3E%3C!-- styles")).text
    assert "<script>alert" not in page
    assert '"><b>' not in page


@pytest.mark.anyio
async def test_a_page_that_a_reader_has_is_not_sent_again_until_the_register_changes(
    reader: httpx.AsyncClient, desk: Desk
) -> None:
    first = await reader.get("/?lang=ar")
    tag = {"If-None-Match": first.headers["etag"]}
    assert (await reader.get("/?lang=ar", headers=tag)).status_code == 304
    assert (await reader.get("/tolls?lang=ar", headers=tag)).status_code == 200
    with desk.engine.begin() as connection:
        connection.execute(sql("DELETE FROM grade"))
    again = await reader.get("/?lang=ar", headers=tag)
    assert again.status_code == 200
    assert again.headers["etag"] != first.headers["etag"]


def test_the_first_response_is_lite_between_other_words(desk: Desk) -> None:
    lite, first = lite_page(desk, "").page, first_response(desk, "/", ROOMS["/"], "").body
    assert lite.count("<svg") == first.count("<svg") >= 4


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/nosuch", "There is no page at this address."),
        ("/nosuch?lang=ar", "لا توجد صفحة في هذا العنوان."),
        ("/lite/nosuch", "There is no page at this address."),
        ("/incident?code=nosuch", "No claim of this view is about the incident"),
        ("/incident?code=nosuch&lang=ar", "لا إفادة في هذا العرض"),
    ],
)
async def test_what_is_not_there_is_answered_with_404_and_a_page_in_the_language_of_the_address(
    reader: httpx.AsyncClient, path: str, said: str
) -> None:
    answer = await reader.get(path)
    assert answer.status_code == 404
    assert said in Read(answer.text).words
    assert f'<html lang="{"ar" if "lang=ar" in path else "en"}"' in answer.text
    assert 'id="react-entry-point"' in answer.text
    assert "etag" not in answer.headers


@pytest.mark.anyio
async def test_an_address_with_a_stroke_too_many_leads_to_its_page(reader: httpx.AsyncClient) -> None:
    answer = await reader.get("/tolls/?lang=ar")
    assert answer.status_code == 307
    assert answer.headers["location"] == "/tolls?lang=ar"


@pytest.mark.anyio
@pytest.mark.parametrize("path", ["/api/nosuch", "/api/v1/nosuch", "/api/v1/incidents/nosuch"])
async def test_the_api_answers_what_is_not_there_in_its_own_shape(reader: httpx.AsyncClient, path: str) -> None:
    answer = await reader.get(path)
    assert answer.status_code == 404
    assert answer.json()["issues"][0]["remedy"]


@pytest.mark.anyio
@pytest.mark.parametrize("path", ["/", "/lite", "/nosuch"])
async def test_a_page_comes_in_the_scheme_that_its_reader_chose(reader: httpx.AsyncClient, path: str) -> None:
    bare = await reader.get(path)
    dark = await reader.get(path, headers={"Cookie": "theme=dark"})
    odd = await reader.get(path, headers={"Cookie": 'theme="><script>'})
    chosen = '<html lang="en" dir="ltr" data-mantine-color-scheme="dark">'
    assert (chosen in dark.text, chosen in bare.text) == (True, False)
    assert "data-mantine-color-scheme" not in odd.text.partition("<head>")[0]
    if path != "/nosuch":
        assert dark.headers["etag"] != bare.headers["etag"] == odd.headers["etag"]
