"""Stocks whose rows name a country by its code alone: each country's stands by itself, on each of its days."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from db.answers import Total
from db.engine import reading
from db.filters import Filters
from db.models import Claim
from db.queries import totals
from db.series.running import running
from db.vocabulary import Measure, Series
from ingest.outcome import Outcome
from ingest.pipeline import ingest

Put = Callable[..., Outcome]
Claims = Callable[[Engine], list[Claim]]

BY_CODE = """Year,ISO3CoO,ISO3CoA,REF,IDP,ASY,OOC,STA,VDA
2018,AFG,IRN,951100,0,20,0,0,0
2018,AFG,PAK,1403900,0,8000,0,0,0
2018,AFG,SYR,70,0,5,0,0,0
2019,AFG,IRN,951200,0,30,0,0,0
2019,AFG,PAK,1419000,0,8400,0,0,0
2019,AFG,UKN,40,0,6,0,0,0
"""
"""UNHCR's export for HDX, which names no country in words; the figures are made up."""

BY_TAG = """Agency,Year end,Host,From,People
#meta+source,#date+year,#country+code+{what},#country+code+origin,#affected+refugees
UNHCR,2019,IRN,AFG,951200
UNHCR,2019,PAK,AFG,1419000
UNHCR,2019,IRN,IRQ,28000
UNHCR,2018,IRN,AFG,951100
"""


def _latest(engine: Engine, measure: Measure) -> dict[tuple[str | None, str | None], int | None]:
    with reading(engine) as session:
        found: list[Total] = totals(session, Filters(measure=measure))
    assert {total.series for total in found} == {Series.STOCK}
    return {(total.place, (total.definition or "").rpartition("from ")[2]): total.best for total in found}


def test_stocks_stand_apart_for_each_country_and_day(sqlite_engine: Engine, put_sqlite: Put) -> None:
    outcome = put_sqlite(BY_CODE)
    assert (outcome.new, outcome.rejected) == (12, 0)
    assert _latest(sqlite_engine, Measure.REFUGEES) == {
        ("Iran", "AFG"): 951_200,
        ("Pakistan", "AFG"): 1_419_000,
        ("Syria", "AFG"): 70,
        ("UKN", "AFG"): 40,
    }
    with reading(sqlite_engine) as session:
        lines = running(session, Filters(measure=Measure.REFUGEES), Series.STOCK)
    assert (lines.undated, lines.unplaced) == (0, 0)
    assert {(line.place, line.pcode, point.day.year): point.best for line in lines.lines for point in line.points} == {
        ("Iran", None, 2018): 951_100,
        ("Iran", None, 2019): 951_200,
        ("Pakistan", None, 2018): 1_403_900,
        ("Pakistan", None, 2019): 1_419_000,
        ("Syria", "SY", 2018): 70,
        ("UKN", None, 2019): 40,
    }


@pytest.mark.parametrize("what", ["asylum", "residence", "dest"])
def test_a_country_that_a_tag_names_keeps_the_stocks_apart_and_so_does_where_people_came_from(
    sqlite_engine: Engine, put_sqlite: Put, what: str
) -> None:
    outcome = put_sqlite(BY_TAG.replace("{what}", what))
    assert (outcome.new, outcome.rejected) == (4, 0)
    assert _latest(sqlite_engine, Measure.REFUGEES) == {
        ("Iran", "AFG"): 951_200,
        ("Pakistan", "AFG"): 1_419_000,
        ("Iran", "IRQ"): 28_000,
    }


def test_a_country_by_its_code_does_not_correct_what_another_file_says_of_another(
    sqlite_engine: Engine, put_sqlite: Put
) -> None:
    head, tags, iran, pakistan, *_ = BY_TAG.replace("{what}", "asylum").splitlines()
    put_sqlite("\n".join([head, tags, iran]))
    outcome = put_sqlite("\n".join([head, tags, pakistan]))
    assert (outcome.new, outcome.revised) == (1, 0)
    assert len(_latest(sqlite_engine, Measure.REFUGEES)) == 2


def test_two_p_codes_that_the_gazetteer_has_not_got_are_two_places(
    sqlite_engine: Engine, put_sqlite: Put, open_claims: Claims
) -> None:
    head = "Agency,Day,Code,People\n#meta+source,#date,#adm1+code,#affected+idps\n"
    put_sqlite(head + "Relief Org,2019-12-31,ZZ01,300\nRelief Org,2019-12-31,ZZ02,40\nRelief Org,2019-12-31,SY07,5\n")
    assert {(claim.place, claim.pcode): claim.best for claim in open_claims(sqlite_engine)} == {
        ("ZZ01", None): 300,
        ("ZZ02", None): 40,
        (None, "SY07"): 5,
    }


def _stated(path: Path) -> dict[tuple[str, str, str], int]:
    """Refugees by origin, asylum and year, where they are abroad; R has written some of them as "1e+05"."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows: list[dict[str, Any]] = [row for row in csv.DictReader(file) if row["REF"][:1].isdigit()]
    return {
        (row["ISO3CoO"], row["ISO3CoA"], row["Year"]): int(float(row["REF"]))
        for row in rows
        if row["ISO3CoO"] != row["ISO3CoA"]
    }


def test_every_stock_of_unhcrs_export_for_hdx_is_that_of_its_row(sqlite_engine: Engine, shared_data: Path) -> None:
    path = shared_data / "displacement/unhcr_hdx_hxl.csv"
    codes = {"Afghanistan": "AFG", "Iran": "IRN", "Pakistan": "PAK"}
    ingest(sqlite_engine, path)
    with reading(sqlite_engine) as session:
        found = running(session, Filters(measure=Measure.REFUGEES), Series.STOCK)
    points = [
        (
            (line.definition or "").removeprefix("Refugees from "),
            codes[line.place or ""],
            f"{point.day.year}",
            point.best,
        )
        for line in found.lines
        for point in line.points
    ]
    assert found.unplaced == 0
    assert {tuple(where): best for *where, best in points} == _stated(path)
    assert len(points) == len(_stated(path))


NAMESAKES = """id,source,as_of,place,pcode,idps
1,IOM,2024-03-31,Kabul,AF01,122110
2,IOM,2024-03-31,Kabul,AF0101,52806
"""


def test_two_places_of_one_name_are_told_apart_by_p_codes_that_the_gazetteer_has_not_got(
    sqlite_engine: Engine, put_sqlite: Put
) -> None:
    put_sqlite(NAMESAKES)
    with reading(sqlite_engine) as session:
        found = totals(session, Filters())
    assert {(total.place, total.best) for total in found} == {("Kabul (AF01)", 122_110), ("Kabul (AF0101)", 52_806)}
