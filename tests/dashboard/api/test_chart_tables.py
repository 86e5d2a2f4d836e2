"""The tables behind the charts of every page, as files."""

import csv

import pytest

from dashboard.api.downloads import CHARTS
from tests.dashboard.api.conftest import Client

pytestmark = pytest.mark.anyio


@pytest.mark.usefixtures("demo")
async def test_every_table_is_a_csv_file_whose_rows_fit_its_heading(client: Client) -> None:
    async with client() as program:
        for chart in CHARTS:
            answer = await program.get(f"/api/v1/charts/{chart}.csv?lang=ar")
            assert answer.status_code == 200, chart
            heading, *rows = csv.reader(answer.text.removeprefix("\ufeff").splitlines())
            assert {len(row) for row in rows} <= {len(heading)}, chart


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("file", ["snapshot.pdf", "charts/timeline.csv", "template.csv"])
async def test_a_word_that_no_file_reads_is_refused_instead_of_ignored(client: Client, file: str) -> None:
    async with client() as program:
        answer = await program.get(f"/api/v1/{file}?measur=killed")
    assert answer.status_code == 422
    assert "measur: nothing here is called so." in answer.text
    assert ("Did you mean measure?" in answer.text) is (file != "template.csv")


@pytest.mark.usefixtures("demo")
async def test_what_a_mail_program_hangs_on_a_link_is_left_alone(client: Client) -> None:
    async with client() as program:
        plain = await program.get("/api/v1/totals?measure=killed")
        tracked = await program.get("/api/v1/totals?measure=killed&utm_source=news")
    assert tracked.status_code == 200
    assert tracked.json() == plain.json()


@pytest.mark.usefixtures("demo")
async def test_a_table_is_fetched_with_the_words_of_its_pages_address(client: Client) -> None:
    async with client() as program:
        for words in (
            "sort=killed&page=1&show=injured",
            "code=WH-1",
            "look=issues&at=2",
            "measure=killed&lang=ar&digits=arab",
        ):
            assert (await program.get(f"/api/v1/charts/timeline.csv?{words}")).status_code == 200, words


@pytest.mark.usefixtures("demo")
async def test_a_table_leads_to_what_says_which_view_it_is_of(client: Client) -> None:
    async with client() as program:
        table = await program.get("/api/v1/charts/timeline.csv?measure=injured&sort=killed&corroboration=single")
        readme = await program.get(table.links["describedby"]["url"])
    assert readme.status_code == 200
    assert "injured" in readme.text
    assert "envelope" in readme.text.lower()
