"""Incidents over HTTP: those of a view, and one with all that is known of it."""

from datetime import UTC, datetime

import pytest

from db.deciding import judging
from db.engine import open_register, writing
from db.models import Judgement
from db.vocabulary import JudgementKind
from tests.dashboard.api.conftest import Client

pytestmark = pytest.mark.anyio

FILE = """id,source,origin,date,place,incident,killed
a1,Field office,,2024-11-30,Aleppo,market/strike,5
a2,Monitor,,2024-11-30,Aleppo,market/strike,8
a3,Monitor,,2024-11-29,Idleb,road,2
"""


@pytest.fixture
async def filled(client: Client) -> None:
    head, *lines = FILE.splitlines()
    async with client() as program:
        for some in (lines[:2], lines[2:]):
            content = "\n".join((head, *some, "")).encode()
            token = (await program.post("/api/v1/uploads", content=content)).json()["token"]
            assert (await program.post(f"/api/v1/uploads/{token}/confirm")).json()["rejected"] == 0


@pytest.mark.usefixtures("filled")
async def test_incidents_carry_their_figures_and_who_speaks_of_them(client: Client) -> None:
    async with client() as program:
        found = (await program.get("/api/v1/incidents")).json()
        lowest = (await program.get("/api/v1/incidents?policy=lowest&place=SY02")).json()
    assert [(row["incident"], row["sources"], row["claims"]) for row in found] == [
        ("market/strike", ["Field office", "Monitor"], 2),
        ("road", ["Monitor"], 1),
    ]
    figure = found[0]["figures"][0]
    assert (figure["measure"], figure["low"], figure["high"], figure["corroboration"]) == ("killed", 5, 8, "contested")
    assert [row["figures"][0]["best"] for row in lowest] == [5]


async def test_a_part_of_a_total_outside_the_view_is_told_and_not_counted(client: Client) -> None:
    file = """id,source,date,place,incident,killed,population,subset_of
1,Office,2024-11-30,Aleppo,strike,10,all,
1c,Office,2024-11-30,Aleppo,strike,4,civilian,1
"""
    async with client() as program:
        token = (await program.post("/api/v1/uploads", content=file.encode())).json()["token"]
        assert (await program.post(f"/api/v1/uploads/{token}/confirm")).json()["rejected"] == 0
        [incident] = (await program.get("/api/v1/incidents?population=civilian")).json()
        civilians = await program.get("/api/v1/totals?population=civilian")
        everyone = await program.get("/api/v1/totals")
    [figure] = incident["figures"]
    assert (figure["best"], figure["counted"]) == (4, False)
    assert figure["reason"].endswith("it is a part of a total outside this view.")
    assert civilians.json() == []
    assert civilians.headers["Sijill-Not-Counted"].startswith("1 claim is a part of a total outside this view")
    assert "Sijill-Not-Counted" not in everyone.headers


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("of", ["incidents", "claims", "batches"])
async def test_a_page_leads_to_the_next(client: Client, of: str) -> None:
    async with client() as program:
        whole = (await program.get(f"/api/v1/{of}")).json()
        pages, address = [], f"/api/v1/{of}?limit=1"
        while address:
            page = await program.get(address)
            pages.extend(page.json())
            address = page.links.get("next", {}).get("url", "")
    assert pages == whole


@pytest.mark.usefixtures("filled")
async def test_one_incident_tells_every_claim_about_it(client: Client) -> None:
    async with client() as program:
        one = (await program.get("/api/v1/incidents/market/strike")).json()
        listed = (await program.get("/api/v1/incidents?place=SY02")).json()
    assert one["incident"] == listed[0]
    assert sorted((claim["source"], claim["best"]) for claim in one["claims"]) == [("Field office", 5), ("Monitor", 8)]
    assert one["judgements"] == []


@pytest.mark.usefixtures("filled")
async def test_a_merged_incident_is_answered_with_the_one_it_counts_with(client: Client, sqlite_url: str) -> None:
    engine = open_register(sqlite_url)
    decided = {"decided_by": "Rana", "reason": "one day's fighting", "recorded_at": datetime.now(UTC)}
    with writing(engine) as session:
        session.add(Judgement(kind=JudgementKind.MERGE, incident_id=1, other_id=2, **decided))
    engine.dispose()
    async with client() as program:
        kept = (await program.get("/api/v1/incidents/market/strike")).json()
        merged = (await program.get("/api/v1/incidents/road")).json()
    assert merged == kept
    assert sorted(claim["best"] for claim in kept["claims"]) == [2, 5, 8]
    told = [(row["kind"], row["incident"], row["other"], row["by"]) for row in kept["judgements"]]
    assert told == [("merge", "market/strike", "road", "Rana")]


@pytest.mark.usefixtures("filled")
async def test_a_figure_that_sums_leave_out_says_so_wherever_it_is_asked_for(client: Client, sqlite_url: str) -> None:
    engine = open_register(sqlite_url)
    with writing(engine) as session:
        judging.covers(session, "market/strike", "road", by="Rana", reason="one tells the other")
    engine.dispose()
    async with client() as program:
        asked = ("", "?from=2024-11-29&to=2024-11-29", "?limit=1&offset=1")
        pages = [(await program.get(f"/api/v1/incidents{view}")).json() for view in asked]
        one = (await program.get("/api/v1/incidents/road")).json()["incident"]
        exported = (await program.get("/api/v1/export/incidents.json")).json()["incidents"]
    assert [[(row["incident"], row["figures"][0]["counted"]) for row in page] for page in pages] == [
        [("market/strike", True), ("road", False)],
        [("road", False)],
        [("road", False)],
    ]
    assert one["figures"] == pages[0][1]["figures"]
    assert one["figures"][0]["reason"].endswith(
        "Sums leave it out: the figures of other incidents tell the same people."
    )
    assert [(row["incident"], row["counted"]) for row in exported] == [("market/strike", True), ("road", False)]


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("address", ["nothing", "road?place=SY02"])
async def test_an_incident_that_is_not_in_the_view_is_told(client: Client, address: str) -> None:
    async with client() as program:
        refused = await program.get(f"/api/v1/incidents/{address}")
    assert (refused.status_code, refused.json()["issues"][0]["code"]) == (404, "unknown_incident")


@pytest.mark.usefixtures("filled")
async def test_sources_carry_what_they_say_in_the_view(client: Client) -> None:
    async with client() as program:
        found = (await program.get("/api/v1/sources?place=SY02")).json()
    assert [(row["name"], row["claims"], row["reliability"], row["grades"]) for row in found] == [
        ("Field office", 1, None, []),
        ("Monitor", 1, None, []),
    ]
