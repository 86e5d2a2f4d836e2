"""The server in process, over a register that a test fills."""

from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from dashboard.app import Dashboard, create_app
from dashboard.settings import Settings

Client = Callable[..., httpx.AsyncClient]


@pytest.fixture
def app(sqlite_url: str, tmp_path: Path) -> Dashboard:
    return create_app(Settings(database_url=sqlite_url, data_dir=tmp_path, max_upload_mb=1))


@pytest.fixture
def client(app: Dashboard) -> Client:
    """Makes a client; ``base_url`` and ``headers`` can be chosen."""

    def make(**chosen: object) -> httpx.AsyncClient:
        given = {"base_url": "http://127.0.0.1:8050", **chosen}
        return httpx.AsyncClient(transport=httpx.ASGITransport(app=app.server), **given)  # type: ignore[arg-type]

    return make


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"
