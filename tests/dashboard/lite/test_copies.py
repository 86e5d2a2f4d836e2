"""A page that a reader or the server has is shown no more once anything was decided, least of all what was hidden."""

from collections.abc import AsyncIterator, Callable
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlmodel import Session

from dashboard.app import create_app
from dashboard.desk import Desk
from dashboard.settings import Settings
from db.deciding.confidential_places import set_confidential
from db.deciding.reviewing import hold, release
from db.deciding.verdicts import confirm
from db.drafts import GradeDraft
from db.engine import reading, writing
from db.filters import Filters
from db.queries import changed_at, standing
from db.redaction.redacting import redact
from db.redaction.scope import Scope
from db.sources import sourcing
from db.vocabulary import Reliability
from tests.dashboard.pages.one_incident import at, fill

SIGNED: Any = {"by": "Rana", "reason": "to protect people"}
PAGES = (f"/incident{at()}", "/incidents", "/lite")

VERBS: dict[str, Callable[[Session], object]] = {
    "redact": lambda session: redact(session, Scope(claim="m"), text="Named", **SIGNED),
    "places confidential": lambda session: set_confidential(session, "SY0200", True, **SIGNED),
    "sources confidential": lambda session: sourcing.set_confidential(session, "Monitor", True, **SIGNED),
    "sources grade": lambda session: sourcing.grade(
        session, "Monitor", GradeDraft(Reliability.D, "Rana", date(2024, 12, 1), "to protect people")
    ),
    "hold": lambda session: hold(session, "m", **SIGNED),
    "release": lambda session: release(session, "m", **SIGNED),
    "confirm": lambda session: confirm(session, "market/strike", **SIGNED),
}


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def desk(sqlite_url: str, tmp_path: Path) -> Desk:
    desk = Desk.of(Settings(database_url=sqlite_url, data_dir=tmp_path))
    fill(desk.engine)
    return desk


@pytest.fixture
async def reader(desk: Desk) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app=create_app(desk.settings).server)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8050") as client:
        yield client
    desk.engine.dispose()


@pytest.mark.anyio
async def test_every_verb_ends_the_copies_of_pages(reader: httpx.AsyncClient, desk: Desk) -> None:
    for name, verb in VERBS.items():
        before = {path: (await reader.get(path)).headers["etag"] for path in PAGES}
        with writing(desk.engine) as session:
            verb(session)
        for path, tag in before.items():
            again = await reader.get(path, headers={"If-None-Match": tag})
            assert (again.status_code, again.headers["etag"] != tag) == (200, True), (name, path)


@pytest.mark.anyio
async def test_a_redacted_text_is_not_shown_out_of_the_servers_memory(reader: httpx.AsyncClient, desk: Desk) -> None:
    assert "Named people" in (await reader.get(PAGES[0])).text
    with writing(desk.engine) as session:
        VERBS["redact"](session)
    assert "Named people" not in (await reader.get(PAGES[0])).text


@pytest.mark.parametrize("name", ["redact", "places confidential"])
def test_what_is_cited_after_a_text_or_place_was_hidden_is_another_version(desk: Desk, name: str) -> None:
    with writing(desk.engine) as session:
        before, known = standing(session, Filters()).data_version, changed_at(session)
        VERBS[name](session)
    with reading(desk.engine) as session:
        now = changed_at(session)
        assert known is not None
        assert now is not None
        assert now > known
        assert standing(session, Filters(as_of=known)).data_version == before
        assert standing(session, Filters(as_of=now)).data_version != before
