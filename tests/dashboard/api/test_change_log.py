"""The change log over HTTP, followed a page at a time."""

import pytest

from tests.dashboard.api.conftest import Client

pytestmark = pytest.mark.anyio

FILE = "id,source,date,place,killed\na1,Field office,2024-11-30,Aleppo,5\na2,Field office,2024-11-30,Aleppo,4\n"


async def record(client: Client, content: str) -> None:
    async with client() as program:
        token = (await program.post("/api/v1/uploads", content=content.encode())).json()["token"]
        assert (await program.post(f"/api/v1/uploads/{token}/confirm")).status_code == 200


async def test_the_log_tells_what_was_said_before_and_after(client: Client) -> None:
    await record(client, FILE)
    await record(client, FILE.replace(",5\n", ",7\n"))
    async with client() as program:
        await program.post("/api/v1/batches/2/withdraw", json={"reason": "sent twice", "by": "Rana"})
        told = (await program.get("/api/v1/changes")).json()["changes"]
    assert [change["kind"] for change in told] == [
        "batch_recorded",
        "claim_added",
        "claim_added",
        "batch_recorded",
        "claim_revised",
        "batch_withdrawn",
        "claim_restored",
    ]
    revised, withdrawn, restored = told[4:]
    assert (revised["before"]["best"], revised["after"]["best"], revised["reason"]) == (5, 7, "correction")
    assert revised["changed"] == ["verbatim", "low", "best", "high"]
    assert (revised["after"]["source"], revised["after"]["from"]) == ("Field office", "2024-11-30")
    assert (withdrawn["by"], withdrawn["reason"], withdrawn["after"]) == ("Rana", "sent twice", None)
    assert (restored["before"]["best"], restored["after"]["best"], restored["batch"]) == (7, 5, 1)


async def test_the_log_is_followed_page_by_page_and_from_where_one_stopped(client: Client) -> None:
    await record(client, FILE)
    async with client() as program:
        whole = (await program.get("/api/v1/changes")).json()
        first = await program.get("/api/v1/changes?limit=2")
        second = await program.get(first.links["next"]["url"])
        nothing = (await program.get("/api/v1/changes", params={"cursor": whole["cursor"]})).json()
    assert first.json()["changes"] + second.json()["changes"] == whole["changes"]
    assert "next" not in second.links
    assert nothing == {"changes": [], "cursor": whole["cursor"]}
    await record(client, FILE.replace(",5\n", ",7\n"))
    async with client() as program:
        later = (await program.get("/api/v1/changes", params={"cursor": whole["cursor"]})).json()
    assert [change["kind"] for change in later["changes"]] == ["batch_recorded", "claim_revised"]


async def test_a_day_is_whole_in_a_window(client: Client) -> None:
    await record(client, FILE)
    async with client() as program:
        day = (await program.get("/api/v1/changes")).json()["changes"][0]["moment"][:10]
        on_it = (await program.get(f"/api/v1/changes?since={day}&until={day}")).json()["changes"]
        before = (await program.get("/api/v1/changes?until=2024-11-30")).json()
    assert len(on_it) == 3
    assert before == {"changes": [], "cursor": None}


async def test_the_public_log_names_no_file(client: Client) -> None:
    await record(client, FILE)
    async with client() as program:
        told = (await program.get("/api/v1/changes?public=1")).json()["changes"]
    assert [(change["kind"], (change["after"] or {}).get("file")) for change in told] == [
        ("batch_recorded", ""),
        ("claim_added", None),
        ("claim_added", None),
    ]


@pytest.mark.parametrize(
    ("query", "column"),
    [
        ("since=yesterday", "since"),
        ("until=2024-13-01", "until"),
        ("since=2024-12-01&until=2024-11-30", "since"),
        ("cursor=abc", None),
        ("limit=0", "limit"),
        ("measure=killed", "measure"),
    ],
)
async def test_what_the_log_can_not_take_is_refused_with_the_way_out(
    asking: Client, query: str, column: str | None
) -> None:
    async with asking() as program:
        refused = await program.get(f"/api/v1/changes?{query}")
    issue = refused.json()["issues"][0]
    assert (refused.status_code, issue["column"]) == (422, column)
    assert issue["remedy"]
