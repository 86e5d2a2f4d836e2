import pytest
from starlette.datastructures import Headers

from dashboard.api.guard import objection
from tests.dashboard.api.conftest import Client

pytestmark = pytest.mark.anyio
HOME = "127.0.0.1:8050"


@pytest.mark.parametrize("host", ["127.0.0.1:8050", "localhost:9000", "LOCALHOST"])
def test_this_computer_may_read(host: str) -> None:
    assert objection("GET", Headers({"host": host})) is None


@pytest.mark.parametrize("host", ["", "evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8050", "[::1"])
def test_a_name_that_only_points_here_is_refused_even_for_reading(host: str) -> None:
    refused = objection("GET", Headers({"host": host}))
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
    refused = objection("POST", Headers({"host": HOME, **headers}))
    assert refused is not None
    assert refused.code == "foreign_origin"


@pytest.mark.parametrize("headers", [{}, {"origin": f"http://{HOME}", "sec-fetch-site": "same-origin"}])
def test_own_pages_and_programs_may_change_things(headers: dict[str, str]) -> None:
    assert objection("POST", Headers({"host": HOME, **headers})) is None


async def test_a_refusal_is_said_in_the_one_shape_with_the_headers_of_every_response(client: Client) -> None:
    async with client(headers={"Origin": "http://evil.example"}) as browser:
        answer = await browser.post("/_dash-update-component", json={})
    assert answer.status_code == 403
    assert answer.json()["issues"][0]["code"] == "foreign_origin"
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"


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
