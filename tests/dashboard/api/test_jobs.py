"""Long work over HTTP: begun, followed, fetched; and what it refuses."""

import asyncio
import json
from typing import Any

import httpx
import pytest

from dashboard.snapshot import render
from dashboard.snapshot.errors import SnapshotError
from dashboard.snapshot.verify import inspect
from tests.dashboard.api.conftest import Client

pytestmark = pytest.mark.anyio

TRIES = 600


async def done(program: httpx.AsyncClient, begun: httpx.Response) -> dict[str, Any]:
    """The job once it is over."""
    assert begun.status_code == 202, begun.text
    job: dict[str, Any] = begun.json()
    for _ in range(TRIES):
        if job["state"] not in ("waiting", "running"):
            return job
        await asyncio.sleep(0.1)
        job = (await program.get(f"/api/v1/jobs/{job['token']}")).json()
    raise AssertionError(f"it is still {job['state']}")


@pytest.mark.usefixtures("demo")
async def test_an_export_that_was_begun_is_the_file_that_its_address_gives(client: Client) -> None:
    async with client() as program:
        job = await done(program, await program.post("/api/v1/jobs/export/claims/json?source=OHCHR&public=true"))
        file = await program.get(f"/api/v1/jobs/{job['token']}/file")
        same = await program.get("/api/v1/export/claims.json?source=OHCHR&public=true")
    assert (job["state"], job["file"]) == ("done", "sijill-claims-public.json")
    assert 'filename="sijill-claims-public.json"' in file.headers["content-disposition"]
    assert file.content == same.content
    assert len(json.loads(file.content)["claims"]) == 4


@pytest.mark.usefixtures("demo")
async def test_a_pdf_that_was_begun_is_fetched_when_it_is_done(client: Client) -> None:
    async with client() as program:
        job = await done(program, await program.post("/api/v1/jobs/snapshot?lang=ar&measure=killed"))
        file = await program.get(f"/api/v1/jobs/{job['token']}/file")
    assert job["file"] == "sijill-ar.pdf"
    assert file.headers["content-type"] == "application/pdf"
    assert file.content.startswith(b"%PDF-")


@pytest.mark.usefixtures("demo")
async def test_a_pdf_that_can_not_be_set_says_why(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_parts: object, **_given: object) -> bytes:
        raise SnapshotError("fonts/NotoSans.ttf is missing; a snapshot can't be set without it")

    monkeypatch.setattr(render, "render", refuse)
    async with client() as program:
        job = await done(program, await program.post("/api/v1/jobs/snapshot"))
    (issue,) = job["issues"]
    assert (job["state"], issue["code"]) == ("failed", "snapshot")
    assert "NotoSans.ttf is missing" in issue["message"]


@pytest.mark.usefixtures("demo")
async def test_a_pdf_in_both_languages_is_the_one_that_its_address_gives(client: Client) -> None:
    words = "lang=both&first=ar&digits=arab&measure=killed"
    async with client() as program:
        job = await done(program, await program.post(f"/api/v1/jobs/snapshot?{words}"))
        file = await program.get(f"/api/v1/jobs/{job['token']}/file")
        same = await program.get(f"/api/v1/snapshot.pdf?{words}")
    assert job["file"] == "sijill-ar-en.pdf"
    assert 'filename="sijill-ar-en.pdf"' in same.headers["content-disposition"]
    assert file.content == same.content
    assert inspect(file.content).language == "ar+en"


@pytest.mark.usefixtures("demo")
async def test_work_that_fails_says_why_and_has_no_file(client: Client) -> None:
    async with client() as program:
        job = await done(program, await program.post("/api/v1/jobs/export/claims/csv?place=Atlantis"))
        file = await program.get(f"/api/v1/jobs/{job['token']}/file")
    assert job["state"] == "failed"
    assert "Atlantis" in job["issues"][0]["message"]
    assert (file.status_code, file.json()["issues"][0]["code"]) == (404, "no_file")


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "nobody", 404, "unknown_job"),
        ("GET", "nobody/file", 404, "unknown_job"),
        ("POST", "export/claims/csv?by=month", 422, "parameter"),
        ("POST", "export/claims/csv?from=yesterday", 422, "filter"),
        ("POST", "export/nothing/csv", 422, "parameter"),
        ("POST", "snapshot?page=2", 422, "unknown_parameter"),
        ("POST", "snapshot?lang=fr", 422, "parameter"),
        ("POST", "snapshot?lang=both&first=both", 422, "parameter"),
        ("POST", "snapshot?lang=ar&first=en", 422, "parameter"),
        ("POST", "snapshot?digits=roman", 422, "parameter"),
    ],
)
async def test_what_can_not_be_begun_or_found_is_refused(
    asking: Client, method: str, path: str, status: int, code: str
) -> None:
    async with asking() as program:
        refused = await program.request(method, f"/api/v1/jobs/{path}")
    assert (refused.status_code, refused.json()["issues"][0]["code"]) == (status, code)
