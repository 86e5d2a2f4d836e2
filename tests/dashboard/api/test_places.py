"""The names that the gazetteer has not got, as files over HTTP."""

from pathlib import Path

import pytest

from db.engine import open_register
from ingest.pipeline import ingest
from tests.dashboard.api.conftest import Client

pytestmark = pytest.mark.anyio

PLACES = "pcode,name_en,name_ar,adm0_pcode,adm1_pcode,adm2_pcode,adm3_pcode,lat,lon,comments"
SPELLINGS = "pcode,alias,lang,comments"


async def test_they_are_files_to_fill_in(client: Client, sqlite_url: str, tmp_path: Path) -> None:
    file = tmp_path / "reports.csv"
    file.write_text("source,date,governorate,place,killed\nOffice,2024-01-03,Idleb,زنبق,5\n", "utf-8")
    engine = open_register(sqlite_url)
    ingest(engine, file)
    engine.dispose()
    async with client() as program:
        places = await program.get("/api/v1/places/unknown.csv")
        spellings = await program.get("/api/v1/places/unknown-spellings.csv")
    assert places.headers["content-disposition"] == 'attachment; filename="unknown-places.csv"'
    assert places.text == f'\ufeff{PLACES}\r\n,,زنبق,SY,SY07,,,,,"in Idleb (SY07), rows: 1, files: 1"\r\n'
    assert spellings.text == f'\ufeff{SPELLINGS}\r\n,زنبق,ar,"in Idleb (SY07), rows: 1, files: 1"\r\n'


async def test_without_such_names_they_have_their_columns(asking: Client) -> None:
    async with asking() as program:
        assert (await program.get("/api/v1/places/unknown.csv")).text == f"\ufeff{PLACES}\r\n"
        assert (await program.get("/api/v1/places/unknown-spellings.csv")).text == f"\ufeff{SPELLINGS}\r\n"
