"""Every file that a page asks for, over HTTP: small, and never asked for twice."""

import gzip
import re
from collections.abc import AsyncIterator

import brotli
import httpx
import pytest

from dashboard.app import Dashboard, create_app
from dashboard.settings import Settings

FOR_GOOD = "public, max-age=31536000, immutable"
LATER = re.compile(r'data-(?:plotly|fonts)="([^"]+)"|(?:src|href)="(/(?:assets|_dash)[^"]+)"')


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="module")
def app(lasting_sqlite_url: str, tmp_path_factory: pytest.TempPathFactory) -> Dashboard:
    """One for all tests here, which only ask."""
    return create_app(Settings(database_url=lasting_sqlite_url, data_dir=tmp_path_factory.mktemp("serving")))


@pytest.fixture
async def reader(app: Dashboard) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app=app.server)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8050") as client:
        yield client


async def asked_for(reader: httpx.AsyncClient, page: str) -> list[str]:
    """The addresses of all files that a page names."""
    return ["".join(found) for found in LATER.findall((await reader.get(page)).text)]


@pytest.mark.anyio
@pytest.mark.parametrize("page", ["/", "/upload?lang=ar"])
async def test_every_file_of_a_page_is_packed_and_kept_for_good(reader: httpx.AsyncClient, page: str) -> None:
    addresses = await asked_for(reader, page)
    assert len(addresses) >= 12
    for address in addresses:
        answer = await reader.get(address, headers={"Accept-Encoding": "gzip, br"})
        assert (answer.status_code, answer.headers["cache-control"]) == (200, FOR_GOOD), address
        if len(answer.content) > 300:
            assert answer.headers["content-encoding"] == "br", address
            assert answer.headers["vary"] == "Accept-Encoding"


@pytest.mark.anyio
async def test_a_page_asks_neither_for_the_whole_of_plotly_nor_for_what_no_page_has(reader: httpx.AsyncClient) -> None:
    addresses = " ".join(await asked_for(reader, "/"))
    assert "package_data/plotly" not in addresses
    assert "dash_table" not in addresses
    assert "polyfill" not in addresses


@pytest.mark.anyio
async def test_the_part_that_dash_fetches_later_is_kept_for_good_too(reader: httpx.AsyncClient) -> None:
    (core,) = [one for one in await asked_for(reader, "/") if one.endswith("/dash_core_components.js")]
    part = core.replace("dash_core_components.js", "async-graph.js")
    answer = await reader.get(part)
    assert (answer.status_code, answer.headers["cache-control"]) == (200, FOR_GOOD)
    stale = re.sub(r"/[0-9a-f]{16}/", "/0123456789abcdef/", part)
    assert (await reader.get(stale)).headers["cache-control"] == "no-cache"


@pytest.mark.anyio
async def test_the_body_is_the_file_in_whatever_packing(reader: httpx.AsyncClient, app: Dashboard) -> None:
    address, body = app.shelf.script.address, app.shelf.script.body
    for encoding, unpack in (("br", brotli.decompress), ("gzip", gzip.decompress), ("identity", bytes)):
        async with reader.stream("GET", address, headers={"Accept-Encoding": encoding}) as answer:
            assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
            assert unpack(b"".join([part async for part in answer.aiter_raw()])) == body


@pytest.mark.anyio
async def test_a_file_without_a_mark_is_asked_for_again_and_not_sent_again(reader: httpx.AsyncClient) -> None:
    first = await reader.get("/assets/css/tokens.css")
    assert (first.status_code, first.headers["cache-control"]) == (200, "no-cache")
    again = await reader.get("/assets/css/tokens.css", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.anyio
@pytest.mark.parametrize(
    "address",
    [
        "/assets/geo/build.py",
        "/assets/sijill.0123456789abcdef.css",
        "/assets/../pyproject.toml",
        "/_dash-component-suites/dash/dash.py",
        "/_dash-component-suites/os/path.js",
        "/_dash-component-suites/dash/dcc/dash_core_components.js.map",
        "/_dash-component-suites/",
    ],
)
async def test_what_no_page_asks_for_is_not_there(reader: httpx.AsyncClient, address: str) -> None:
    answer = await reader.get(address)
    assert answer.status_code == 404
    assert "content-security-policy" in answer.headers


@pytest.mark.anyio
async def test_files_are_for_this_computer_only(reader: httpx.AsyncClient, app: Dashboard) -> None:
    answer = await reader.get(app.shelf.style.address, headers={"Host": "elsewhere.example"})
    assert answer.status_code == 403


@pytest.mark.anyio
async def test_pages_and_answers_of_callbacks_are_packed_too(reader: httpx.AsyncClient) -> None:
    for address in ("/", "/lite", "/method", "/_dash-dependencies", "/openapi.json"):
        for encoding in ("br", "gzip"):
            answer = await reader.get(address, headers={"Accept-Encoding": encoding})
            assert answer.headers.get("content-encoding") == encoding, address
            assert "script-src 'self'" in answer.headers["content-security-policy"]
