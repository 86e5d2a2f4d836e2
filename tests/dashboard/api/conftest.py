"""The server in process, over a register that a test fills."""

import shutil
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from sqlalchemy import make_url

from dashboard.app import Dashboard, create_app
from dashboard.settings import Settings

Client = Callable[..., httpx.AsyncClient]


@pytest.fixture
def demo(sqlite_url: str, demo_template: Path) -> None:
    """Puts the demo into the register, before anybody opens it: a test uses it, and does not ask for it."""
    shutil.copy(demo_template, str(make_url(sqlite_url).database))


@pytest.fixture
def app(sqlite_url: str, tmp_path: Path) -> Dashboard:
    return create_app(Settings(database_url=sqlite_url, data_dir=tmp_path, max_upload_mb=1))


@pytest.fixture
def client(app: Dashboard) -> Client:
    """Makes a client; ``base_url`` and ``headers`` can be chosen."""
    return client_of(app)


@pytest.fixture(scope="module")
def asking(lasting_sqlite_url: str, tmp_path_factory: pytest.TempPathFactory) -> Client:
    """Makes a client of one empty register for all tests of a module that ask, and change nothing."""
    folder = tmp_path_factory.mktemp("asking")
    return client_of(create_app(Settings(database_url=lasting_sqlite_url, data_dir=folder, max_upload_mb=1)))


def client_of(app: Dashboard) -> Client:
    def make(**chosen: object) -> httpx.AsyncClient:
        given = {"base_url": "http://127.0.0.1:8050", **chosen}
        return httpx.AsyncClient(transport=httpx.ASGITransport(app=app.server), **given)  # type: ignore[arg-type]

    return make


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"
