import os
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from dashboard.desk import Desk
from dashboard.inbox import EXPIRES_S, AlreadyTakenError, Inbox, TooLargeError, UnknownUploadError
from dashboard.jobs.pulse import SILENT_S
from dashboard.settings import Settings
from tests.dashboard.api.conftest import Client

pytestmark = pytest.mark.anyio

GOOD = b"id,source,date,place,killed\na1,Field office,2024-11-30,Aleppo,5\na2,Field office,2024-13-45,Aleppo,?\n"


async def chunks(*parts: bytes) -> AsyncIterator[bytes]:
    for part in parts:
        yield part


async def test_a_file_is_recorded_once_and_its_rejects_come_back(client: Client) -> None:
    async with client() as program:
        sent = await program.post("/api/v1/uploads", content=GOOD, headers={"X-Filename": "a%20b.csv"})
        token = sent.json()["token"]
        recorded = await program.post(f"/api/v1/uploads/{token}/confirm")
        again = await program.post(f"/api/v1/uploads/{token}/confirm")
        rejects = await program.get(f"/api/v1/uploads/{token}/rejects.csv")
        health = await program.get("/api/v1/health")
    assert sent.status_code == 201
    assert sent.json()["name"] == "a b.csv"
    assert (recorded.json()["new"], recorded.json()["rejected"]) == (1, 1)
    assert again.status_code == 409
    assert "a2" in rejects.text
    assert health.json()["claims"] == 1


async def test_a_file_that_cannot_go_in_changes_nothing_and_says_why(client: Client) -> None:
    async with client() as program:
        token = (await program.post("/api/v1/uploads", content=b"foo,bar\n1,2\n")).json()["token"]
        refused = await program.post(f"/api/v1/uploads/{token}/confirm")
        health = await program.get("/api/v1/health")
    assert refused.status_code == 422
    assert refused.json()["issues"][0]["remedy"]
    assert health.json()["claims"] == 0


async def test_a_file_above_the_limit_is_refused_and_not_kept(client: Client, tmp_path: Path) -> None:
    async with client() as program:
        refused = await program.post("/api/v1/uploads", content=b"x" * 1_000_001)
    assert refused.status_code == 413
    assert "1 MB" in refused.json()["issues"][0]["message"]
    assert list((tmp_path / "uploads").glob("*")) == []


@pytest.mark.parametrize("token", ["nobody", "..%2F..%2Fetc"])
async def test_a_token_that_was_never_given_out_finds_nothing(asking: Client, token: str) -> None:
    async with asking() as program:
        assert (await program.post(f"/api/v1/uploads/{token}/confirm")).status_code == 404


async def test_a_stream_without_a_length_is_cut_off_at_the_limit(tmp_path: Path) -> None:
    inbox = Inbox(tmp_path, max_bytes=10)
    with pytest.raises(TooLargeError):
        await inbox.receive("big.csv", chunks(b"123456", b"789012"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("given", "shown"), [("../../etc/passwd", "passwd"), (r"C:\files\claims.csv", "claims.csv"), ("\n", "upload")]
)
async def test_a_name_is_shown_and_never_a_path(tmp_path: Path, given: str, shown: str) -> None:
    inbox = Inbox(tmp_path, max_bytes=10)
    upload = await inbox.receive(given, chunks(b"x"))
    assert upload.name == shown
    assert inbox.path(upload.token).parent.parent == tmp_path


async def test_an_upload_expires(tmp_path: Path) -> None:
    inbox = Inbox(tmp_path, max_bytes=10)
    old = await inbox.receive("old.csv", chunks(b"x"))
    long_ago = time.time() - EXPIRES_S - 1
    os.utime(tmp_path / old.token, (long_ago, long_ago))
    with pytest.raises(UnknownUploadError):
        inbox.find(old.token)
    await inbox.receive("new.csv", chunks(b"x"))
    assert not (tmp_path / old.token).exists()


async def test_what_is_older_than_a_day_goes_when_sijill_starts(sqlite_url: str, tmp_path: Path) -> None:
    settings = Settings(database_url=sqlite_url, data_dir=tmp_path)
    old, new = (settings.uploads_dir / name for name in ("old", "new"))
    made = settings.jobs_dir / "old"
    long_ago = time.time() - EXPIRES_S - 1
    for place in (old, new, made):
        place.mkdir(parents=True)
        (place / "file").write_bytes(GOOD)
    for place in (old, made):
        os.utime(place, (long_ago, long_ago))
    Desk.of(settings).engine.dispose()
    assert [place.exists() for place in (old, new, made)] == [False, True, False]


async def test_an_upload_is_taken_once_unless_what_was_done_with_it_failed(tmp_path: Path) -> None:
    inbox = Inbox(tmp_path, max_bytes=10)
    token = (await inbox.receive("a.csv", chunks(b"x"))).token
    with pytest.raises(ZeroDivisionError), inbox.taken(token):
        raise ZeroDivisionError
    with inbox.taken(token), pytest.raises(AlreadyTakenError), inbox.taken(token):
        pass
    with pytest.raises(AlreadyTakenError), inbox.taken(token):
        pass


async def test_an_upload_is_free_again_when_who_took_it_died(tmp_path: Path) -> None:
    inbox = Inbox(tmp_path, max_bytes=10)
    token = (await inbox.receive("a.csv", chunks(b"x"))).token
    hold = tmp_path / token / "taken"
    hold.touch()
    with pytest.raises(AlreadyTakenError), inbox.taken(token):
        pass
    long_ago = time.time() - SILENT_S - 1
    os.utime(hold, (long_ago, long_ago))
    with inbox.taken(token):
        assert hold.exists()
    assert not hold.exists()


async def test_how_a_file_is_read_comes_with_the_word_to_record(client: Client) -> None:
    told = b"id,source,date,displaced\n1,Office,03/04/2024,1.200\n"
    async with client() as program:
        token = (await program.post("/api/v1/uploads", content=told)).json()["token"]
        address = f"/api/v1/uploads/{token}/confirm"
        unknown = await program.post(address, params={"day_order": "year_first"})
        missing = await program.post(address, params={"sheet": "Reports"})
        read = await program.post(address, params={"day_order": "day_first", "decimal_mark": "comma"})
        [claim] = (await program.get("/api/v1/claims")).json()
        described = (await program.get("/openapi.json")).json()
    assert (unknown.status_code, missing.status_code, read.status_code) == (422, 422, 200)
    assert [issue["code"] for issue in missing.json()["issues"]] == ["no_such_sheet"]
    assert (claim["from"], claim["best"]) == ("2024-04-03", 1200)
    confirm = described["paths"]["/api/v1/uploads/{token}/confirm"]["post"]["parameters"]
    assert {"sheet", "day_order", "decimal_mark", "household_size"} <= {each["name"] for each in confirm}


async def test_a_household_size_comes_with_the_word_to_record_and_only_with_who_says_it(client: Client) -> None:
    told = b"id,source,date,displaced\n1,Office,2024-11-29,200 families\n"
    async with client() as program:
        token = (await program.post("/api/v1/uploads", content=told)).json()["token"]
        address = f"/api/v1/uploads/{token}/confirm"
        refused = await program.post(address, params={"household_size": "5.1"})
        recorded = await program.post(address, params={"household_size": "5.1", "household_size_source": "IOM 2023"})
        [claim] = (await program.get("/api/v1/claims")).json()
    assert refused.status_code == 422
    assert [issue["code"] for issue in refused.json()["issues"]] == ["unsourced_household_size"]
    assert recorded.status_code == 200
    people = ("factor", "factor_source", "persons_low", "persons_best", "persons_high")
    assert [claim[name] for name in people] == [5.1, "IOM 2023", 1020, 1020, 1020]
