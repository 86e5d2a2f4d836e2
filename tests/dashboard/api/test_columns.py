"""Saying over HTTP what the columns of an uploaded file are."""

import pytest

from tests.dashboard.api.conftest import Client

pytestmark = pytest.mark.anyio

MESSY = b"Tag,Ort,Tote\n2024-11-30,Aleppo,5\n"
SAID = {"columns": {"Tag": "date", "Ort": "place", "Tote": "killed"}, "constants": {"source": "Office X"}}


async def test_columns_are_offered_said_and_recorded(client: Client) -> None:
    async with client() as program:
        token = (await program.post("/api/v1/uploads", content=MESSY)).json()["token"]
        offered = (await program.get(f"/api/v1/uploads/{token}/columns")).json()
        refused = await program.post(f"/api/v1/uploads/{token}/confirm")
        recorded = await program.post(f"/api/v1/uploads/{token}/confirm", json=SAID)
        following = (await program.post("/api/v1/uploads", content=MESSY.replace(b"5", b"6"))).json()["token"]
        unsaid = await program.post(f"/api/v1/uploads/{following}/confirm")
    assert [(row["column"], row["field"], row["taken"]) for row in offered] == [
        ("Tag", "date", False),
        ("Ort", "place", False),
        ("Tote", None, False),
    ]
    assert offered[0]["why"] == "the cells look like dates"
    assert refused.status_code == 422
    assert (recorded.status_code, recorded.json()["new"]) == (200, 1)
    assert unsaid.json()["revised"] == 1


async def test_a_map_that_can_not_be_used_says_why_and_the_upload_waits(client: Client) -> None:
    async with client() as program:
        token = (await program.post("/api/v1/uploads", content=MESSY)).json()["token"]
        wrong = await program.post(f"/api/v1/uploads/{token}/confirm", json={"columns": {"Tag": "dat"}})
        again = await program.post(f"/api/v1/uploads/{token}/confirm", json=SAID)
    assert wrong.status_code == 422
    assert wrong.json()["issues"][0]["message"] == "'dat' is no field."
    assert again.status_code == 200


async def test_an_upload_that_nobody_knows_has_no_columns(client: Client) -> None:
    async with client() as program:
        assert (await program.get("/api/v1/uploads/nobody/columns")).status_code == 404


async def test_a_file_that_can_not_be_read_has_no_columns_to_say(client: Client) -> None:
    async with client() as program:
        token = (await program.post("/api/v1/uploads", content=b"\x00\x01\x02\xff\xfe")).json()["token"]
        assert (await program.get(f"/api/v1/uploads/{token}/columns")).json() == []
