import pytest
from starlette.datastructures import Headers

from dashboard.api.guard import objection
from tests.dashboard.api.conftest import Client

pytestmark = pytest.mark.anyio
HOME = "127.0.0.1:8050"
PDF = "/api/v1/snapshot.pdf"
FOLLOWED = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
"""What a browser tells of a link that was followed from another site, as from a mail that is read on the web."""


@pytest.mark.parametrize("host", ["127.0.0.1:8050", "localhost:9000", "LOCALHOST"])
def test_this_computer_may_read(host: str) -> None:
    assert objection("GET", PDF, Headers({"host": host})) is None


@pytest.mark.parametrize("host", ["", "evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8050", "[::1"])
def test_a_name_that_only_points_here_is_refused_even_for_reading(host: str) -> None:
    refused = objection("GET", "/", Headers({"host": host}))
    assert refused is not None
    assert refused.code == "foreign_host"


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": f"http://{HOME}", "sec-fetch-site": "cross-site"},
    ],
)
def test_a_foreign_page_changes_nothing(headers: dict[str, str]) -> None:
    refused = objection("POST", "/api/v1/uploads", Headers({"host": HOME, **headers}))
    assert refused is not None
    assert refused.code == "foreign_origin"


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
@pytest.mark.parametrize("path", [PDF, "/api/v1/export/claims.csv", "/lite", "/"])
@pytest.mark.parametrize("loaded_as", ["image", "iframe", "script", "empty"])
def test_a_foreign_page_loads_nothing_of_ours_into_itself(method: str, path: str, loaded_as: str) -> None:
    mode = "navigate" if loaded_as == "iframe" else "no-cors"
    told = {"sec-fetch-site": "cross-site", "sec-fetch-mode": mode, "sec-fetch-dest": loaded_as}
    refused = objection(method, path, Headers({"host": HOME, **told}))
    assert refused is not None
    assert refused.code == "foreign_origin"


@pytest.mark.parametrize("path", ["/", "/incident", "/lite", "/upload"])
def test_a_link_in_a_mail_leads_to_a_page(path: str) -> None:
    assert objection("GET", path, Headers({"host": HOME, **FOLLOWED})) is None


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_no_link_of_another_site_begins_a_pdf(method: str) -> None:
    assert objection(method, PDF, Headers({"host": HOME, **FOLLOWED})) is not None


def test_a_bookmark_and_the_address_bar_lead_to_a_file() -> None:
    assert objection("GET", PDF, Headers({"host": HOME, **FOLLOWED, "sec-fetch-site": "none"})) is None


@pytest.mark.parametrize("headers", [{}, {"origin": f"http://{HOME}", "sec-fetch-site": "same-origin"}])
def test_own_pages_and_programs_may_change_things(headers: dict[str, str]) -> None:
    assert objection("POST", "/api/v1/uploads", Headers({"host": HOME, **headers})) is None


async def test_a_refusal_is_said_in_the_one_shape_with_the_headers_of_every_response(client: Client) -> None:
    async with client(headers={"Origin": "http://evil.example"}) as browser:
        answer = await browser.post("/_dash-update-component", json={})
    assert answer.status_code == 403
    assert answer.json()["issues"][0]["code"] == "foreign_origin"
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(("lang", "title"), [("en", "Another website led to data"), ("ar", "قاد موقع آخر")])
async def test_who_follows_a_link_to_a_file_is_asked_first(client: Client, lang: str, title: str) -> None:
    address = f"/api/v1/export/claims.json?lang={lang}&place=%22%3E"
    async with client(headers=FOLLOWED) as browser:
        page = await browser.get(address)
    assert page.status_code == 403
    assert page.headers["content-type"].startswith("text/html")
    assert title in page.text
    assert f'href="{address.replace("&", "&amp;")}"' in page.text


async def test_a_foreign_host_sees_no_page(asking: Client) -> None:
    async with asking(base_url="http://evil.example") as browser:
        assert (await browser.get("/")).status_code == 403


@pytest.mark.parametrize("path", ["/", "/upload", "/?lang=ar"])
async def test_pages_ask_nobody_else_for_anything(asking: Client, path: str) -> None:
    async with asking() as browser:
        page = (await browser.get(path)).text
    assert "http://" not in page
    assert "https://" not in page.replace("https://dash-version.plotly.com", "")


@pytest.mark.parametrize(
    ("path", "opening"), [("/", 'lang="en" dir="ltr"'), ("/upload?lang=ar", 'lang="ar" dir="rtl"')]
)
async def test_the_first_response_is_in_the_language_of_the_address(asking: Client, path: str, opening: str) -> None:
    async with asking() as browser:
        assert f"<html {opening}>" in (await browser.get(path)).text
