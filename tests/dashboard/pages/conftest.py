"""A desk over the demo register, and readers of what is drawn."""

from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from dash.development.base_component import Component

from dashboard.desk import Desk
from dashboard.inbox import Inbox
from dashboard.jobs import Jobs
from dashboard.settings import Settings
from db.engine import open_register
from tests.conftest import Fill
from tests.dashboard.pages.one_incident import fill

Read = Callable[[Any], str]


@pytest.fixture
def empty_desk(sqlite_url: str, tmp_path: Path) -> Iterator[Desk]:
    yield from _desk(sqlite_url, tmp_path)


@pytest.fixture
def desk(sqlite_demo_url: str, tmp_path: Path) -> Iterator[Desk]:
    yield from _desk(sqlite_demo_url, tmp_path)


@pytest.fixture
def filled(begin_with: Callable[[Fill], None], empty_desk: Desk) -> Desk:
    """A desk over one incident of several voices, and another near by."""
    begin_with(fill)
    return empty_desk


class Words(HTMLParser):
    """The texts of a part that comes written out, as those of components are read."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    @classmethod
    def of(cls, written: str) -> list[str]:
        parser = cls()
        parser.feed(written)
        parser.close()
        return parser.texts

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


@pytest.fixture
def read() -> Read:
    """All text in a drawing, in order."""

    def text(drawn: Any) -> str:
        if isinstance(drawn, Component):
            written = getattr(drawn, "data-still", None)
            return text(getattr(drawn, "children", None) if written is None else Words.of(written))
        if isinstance(drawn, (list, tuple)):
            return " ".join(part for part in map(text, drawn) if part)
        return "" if drawn is None or isinstance(drawn, dict) else str(drawn)

    return text


def _desk(url: str, folder: Path) -> Iterator[Desk]:
    settings = Settings(database_url=url, data_dir=folder)
    engine = open_register(url)
    yield Desk(engine, settings, Inbox(settings.uploads_dir, settings.max_upload_bytes), Jobs(settings.jobs_dir))
    engine.dispose()
