from pathlib import Path

import pytest

from dashboard.app import Dashboard
from dashboard.settings import Settings
from tests.dashboard.api.conftest import Client

pytestmark = pytest.mark.anyio

FILTER_WORDS = ("from", "to", "measure", "series", "population", "place", "source", "reliability")
FILTER_WORDS += ("corroboration", "policy", "convention", "as_of", "incident")


async def test_health_says_that_the_register_is_there(asking: Client) -> None:
    async with asking() as program:
        answer = (await program.get("/api/v1/health")).json()
    assert answer["status"] == "ok"
    assert answer["database"] == "sqlite"
    assert answer["claims"] == 0
    assert set(answer) == {"status", "database", "claims", "data_version", "version"}


@pytest.mark.usefixtures("demo")
async def test_totals_print_open_bounds_as_open_and_words_as_words(client: Client) -> None:
    async with client() as program:
        rows = (await program.get("/api/v1/totals", params={"place": "SY07", "measure": "killed"})).json()
        displaced = (await program.get("/api/v1/totals?measure=displaced")).json()
    assert [(row["low"], row["high"], row["text"]) for row in rows] == [(4, None, "4+")]
    assert [row["text"] for row in displaced] == ["millions"]


@pytest.mark.usefixtures("demo")
async def test_a_group_is_named_after_what_it_is_grouped_by(client: Client) -> None:
    async with client() as program:
        rows = (await program.get("/api/v1/totals?by=month&measure=injured")).json()
        places = (await program.get("/api/v1/totals?by=place&measure=injured")).json()
    assert [row["month"] for row in rows] == ["2024-11"]
    assert [(row["place"], row["pcode"]) for row in places] == [("SY07", "SY07")]


@pytest.mark.usefixtures("demo")
async def test_claims_carry_the_words_as_they_were_said(client: Client) -> None:
    async with client() as program:
        rows = (await program.get("/api/v1/claims?series=incident&measure=killed")).json()
    assert [row["verbatim"] for row in rows] == ["at least four people"]


@pytest.mark.parametrize(
    ("path", "column", "value"),
    [
        ("/api/v1/totals?measure=happy", "measure", "happy"),
        ("/api/v1/totals?place=No;where", "place", "No;where"),
        ("/api/v1/totals?by=mood", "by", "mood"),
        ("/api/v1/claims?from=yesterday", "from", "yesterday"),
        ("/api/v1/claims?from=2024-11-30&to=2024-11-29", None, None),
        ("/api/v1/claims?limit=0", "limit", "0"),
        ("/api/v1/claims?meassure=killed", "meassure", None),
        ("/api/v1/claims?measure=killed&measure=injured", "measure", None),
        ("/api/v1/health?measure=killed", "measure", None),
    ],
)
async def test_what_an_address_asks_in_vain_is_said_in_the_one_shape(
    asking: Client, path: str, column: str | None, value: str | None
) -> None:
    async with asking() as program:
        answer = await program.get(path)
    issue = answer.json()["issues"][0]
    assert answer.status_code == 422
    assert (issue["column"], issue["value"]) == (column, value)
    assert issue["message"].endswith(".")
    assert issue["remedy"].endswith(".")


@pytest.mark.parametrize(
    ("query", "mended"),
    [
        ("claims?meassure=killed&limit=5", "/api/v1/claims?measure=killed&limit=5"),
        ("claims?sorce=White+Helmets&lang=ar", "/api/v1/claims?source=White+Helmets&lang=ar"),
        ("claims?limt=5", "/api/v1/claims?limit=5"),
        ("claims?xyzzy=1", None),
        ("claims?meassure=killed&xyzzy=1", None),
        ("claims?meassure=killed&measure=killed", None),
        ("claims?measure=happy", None),
        ("health?measure=killed", None),
    ],
)
async def test_a_refused_address_is_given_mended_where_it_is_clear_what_was_meant(
    asking: Client, query: str, mended: str | None
) -> None:
    async with asking() as program:
        refused = await program.get(f"/api/v1/{query}")
        assert refused.status_code == 422
        assert refused.json().get("mended") == mended
        if mended is not None:
            assert "unknown_parameter" not in (await program.get(mended)).text


async def test_words_that_say_how_a_page_is_put_change_no_answer(asking: Client) -> None:
    async with asking() as program:
        assert (await program.get("/api/v1/totals?lang=ar&digits=arab&show=injured")).json() == []


@pytest.mark.usefixtures("demo")
async def test_the_api_describes_every_address_and_the_columns_of_its_rows(client: Client) -> None:
    async with client() as program:
        described = (await program.get("/openapi.json")).json()
        claim = (await program.get("/api/v1/claims?limit=1")).json()[0]
    paths = described["paths"]
    assert {f"/api/v1/{name}" for name in ("totals", "claims", "incidents", "changes", "sources", "batches")} <= set(
        paths
    )
    assert len([path for path in paths if path.startswith("/api/v1/export/")]) == 15
    asked = paths["/api/v1/claims"]["get"]
    assert {word["name"] for word in asked["parameters"]} == {*FILTER_WORDS, "limit", "offset"}
    rows = asked["responses"]["200"]["content"]["application/json"]["schema"]["items"]["properties"]
    assert list(rows) == list(claim)
    assert all(column["description"] for column in rows.values())


@pytest.mark.parametrize("path", ["/api/v1/nothing", "/api/v1/charts/nothing.csv", "/api/nothing"])
async def test_an_address_that_nobody_knows_is_told_in_json(asking: Client, path: str) -> None:
    async with asking() as program:
        answer = await program.get(path)
    assert answer.status_code == 404
    assert answer.json()["issues"]


@pytest.mark.usefixtures("demo")
async def test_the_table_of_a_chart_downloads_as_csv_in_the_language_of_the_page(client: Client) -> None:
    async with client() as program:
        answer = await program.get("/api/v1/charts/tolls.csv?lang=ar")
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.text.startswith("\ufeff")
    assert "350,209" in answer.text


async def test_a_missing_table_is_told_and_not_a_crash(app: Dashboard, sqlite_url: str, client: Client) -> None:
    del app
    Path(sqlite_url.removeprefix("sqlite:///")).unlink()
    async with client() as program:
        answer = await program.get("/api/v1/health")
    assert answer.status_code == 503
    assert answer.json()["issues"][0]["code"] == "register"


def test_the_default_register_lies_in_the_data_directory(tmp_path: Path) -> None:
    assert Settings(data_dir=tmp_path).register_url == f"sqlite:///{tmp_path / 'register.sqlite'}"
