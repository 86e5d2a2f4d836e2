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
