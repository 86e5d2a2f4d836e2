import pytest

from tests.dashboard.api.conftest import Client

pytestmark = pytest.mark.anyio

FILE = b"id,source,date,place,killed\na1,Field office,2024-11-30,Aleppo,5\na2,Field office,2024-13-45,Aleppo,?\n"
MENDED = FILE.replace(b",5\n", b",7\n")
WHY = {"reason": "sent twice", "by": "Rana"}


async def record(client: Client, content: bytes) -> None:
    async with client() as program:
        token = (await program.post("/api/v1/uploads", content=content, headers={"X-Filename": "a.csv"})).json()[
            "token"
        ]
        assert (await program.post(f"/api/v1/uploads/{token}/confirm")).status_code == 200


async def test_the_recorded_files_are_listed_and_one_tells_its_problems(client: Client) -> None:
    await record(client, FILE)
    await record(client, MENDED)
    async with client() as program:
        listed = (await program.get("/api/v1/batches")).json()
        page = (await program.get("/api/v1/batches?limit=1&offset=1")).json()
        one = (await program.get("/api/v1/batches/1")).json()
    assert [(row["batch"], row["new"], row["revised"], row["rejected"]) for row in listed] == [
        (2, 0, 1, 1),
        (1, 1, 0, 1),
    ]
    assert [row["batch"] for row in page] == [1]
    assert (one["batch"]["file"], one["batch"]["status"], one["batch"]["reason"]) == ("a.csv", "recorded", None)
    assert {row["severity"] for row in one["issues"]} >= {"error"}
    assert all(row["count"] >= 1 and row["example"] for row in one["issues"])


async def test_the_rejected_rows_of_a_recorded_file_come_back(client: Client) -> None:
    await record(client, FILE)
    async with client() as program:
        rejects = await program.get("/api/v1/batches/1/rejects.csv")
    assert "a2" in rejects.text
    assert "a1" not in rejects.text
    assert rejects.headers["content-disposition"] == 'attachment; filename="rejects-1.csv"'


async def test_a_file_without_rejected_rows_has_none_to_give_back(client: Client) -> None:
    await record(client, FILE[: FILE.index(b"a2")])
    async with client() as program:
        refused = await program.get("/api/v1/batches/1/rejects.csv")
    assert (refused.status_code, refused.json()["issues"][0]["code"]) == (404, "no_rejects")


async def test_a_withdrawn_file_counts_no_more_and_says_who_withdrew_it_and_why(client: Client) -> None:
    await record(client, FILE)
    await record(client, MENDED)
    async with client() as program:
        before = (await program.get("/api/v1/health")).json()["data_version"]
        done = await program.post("/api/v1/batches/2/withdraw", json=WHY)
        totals = (await program.get("/api/v1/totals")).json()
        after = (await program.get("/api/v1/health")).json()["data_version"]
        one = (await program.get("/api/v1/batches/2")).json()["batch"]
    assert done.json() == {"batch": 2, "withdrawn": 0, "restored": 1, "kept": 0}
    assert [total["best"] for total in totals] == [5]
    assert before != after
    assert (one["status"], one["withdrawn_by"], one["reason"]) == ("withdrawn", "Rana", "sent twice")


@pytest.mark.parametrize(
    ("number", "wish", "status", "code"),
    [
        (1, WHY, 409, "already_withdrawn"),
        (7, WHY, 404, "unknown_batch"),
        (2, {"reason": " "}, 422, "no_reason"),
        (2, {}, 422, "parameter"),
    ],
)
async def test_what_can_not_be_withdrawn_is_refused_with_the_way_out(
    client: Client, number: int, wish: dict[str, str], status: int, code: str
) -> None:
    await record(client, FILE)
    await record(client, MENDED)
    async with client() as program:
        assert (await program.post("/api/v1/batches/1/withdraw", json=WHY)).status_code == 200
        refused = await program.post(f"/api/v1/batches/{number}/withdraw", json=wish)
        totals = (await program.get("/api/v1/totals")).json()
    assert refused.status_code == status
    assert refused.json()["issues"][0]["code"] == code
    assert refused.json()["issues"][0]["remedy"]
    assert [total["best"] for total in totals] == [7]


async def test_a_foreign_page_withdraws_nothing(client: Client) -> None:
    await record(client, FILE)
    async with client(headers={"Origin": "http://evil.example"}) as browser:
        refused = await browser.post("/api/v1/batches/1/withdraw", json=WHY)
    assert refused.json()["issues"][0]["code"] == "foreign_origin"
    async with client() as program:
        assert (await program.get("/api/v1/batches/1")).json()["batch"]["status"] == "recorded"
