"""A desk over the demo register, and readers of what is drawn."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from dash.development.base_component import Component

from dashboard.api.inbox import Inbox
from dashboard.desk import Desk
from dashboard.jobs import Jobs
from dashboard.settings import Settings
from db.engine import open_register
from ingest.demo import load_demo

Read = Callable[[Any], str]


@pytest.fixture
def empty_desk(sqlite_url: str, tmp_path: Path) -> Iterator[Desk]:
    settings = Settings(database_url=sqlite_url, data_dir=tmp_path)
    engine = open_register(sqlite_url)
    yield Desk(engine, settings, Inbox(settings.uploads_dir, settings.max_upload_bytes), Jobs(settings.jobs_dir))
    engine.dispose()


@pytest.fixture
def desk(empty_desk: Desk) -> Desk:
    list(load_demo(empty_desk.engine))
    return empty_desk


@pytest.fixture
def read() -> Read:
    """All text in a drawing, in order."""

    def text(drawn: Any) -> str:
        if isinstance(drawn, Component):
            return text(getattr(drawn, "children", None))
        if isinstance(drawn, (list, tuple)):
            return " ".join(part for part in map(text, drawn) if part)
        return "" if drawn is None or isinstance(drawn, dict) else str(drawn)

    return text
