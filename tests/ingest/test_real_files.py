"""Files of real publishers, brought into the generic form as a user would: columns renamed, nothing else."""

from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import Engine

from db.answers import Total
from db.engine import reading
from db.filters import Filters
from db.models import Claim
from db.queries import totals
from db.vocabulary import Measure, Series, Severity
from ingest.outcome import Outcome
from tests.ingest.rows import as_csv, rows_of

Put = Callable[..., Outcome]


def _lines(engine: Engine, measure: Measure, **view: date) -> list[Total]:
    with reading(engine) as session:
        return totals(session, Filters(measure=measure, **view))  # type: ignore[arg-type]


OCHA_MOVEMENTS = {2016: 2_148_498, 2017: 2_797_067, 2018: 1_633_984, 2019: 1_827_930, 2020: 1_821_973, 2021: 455_864}
"""Displacement movements in Syria by year, as OCHA's own totals have them."""


@pytest.fixture
def ocha(shared_data: Path) -> str:
    """OCHA's movements by month and governorate, without its rows of grand totals."""
    path = shared_data / "displacement/ocha_syria_idp_movements_tidy.csv"
    return as_csv(
        [
            {
                "source": "OCHA",
                "date": f"{row['month']} {row['year']}",
                "governorate": row["governorate"],
                "measure": "displaced" if row["movement_type"] == "IDP" else "returned",
                "value": row["persons"],
            }
            for row in rows_of(path)
            if row["governorate"] != "Grand Total"
        ]
    )


def test_the_movements_of_a_year_come_to_ochas_own_totals(sqlite_engine: Engine, put_sqlite: Put, ocha: str) -> None:
    outcome = put_sqlite(ocha)
    assert (outcome.rejected, outcome.revised) == (0, 0)
    assert outcome.new == outcome.rows
    for year, movements in OCHA_MOVEMENTS.items():
        lines = _lines(sqlite_engine, Measure.DISPLACED, since=date(year, 1, 1), until=date(year, 12, 31))
        assert {line.series for line in lines} == {Series.PERIOD}
        assert sum(line.best or 0 for line in lines) == movements


def test_every_governorate_of_ocha_is_found(put_sqlite: Put, ocha: str) -> None:
    outcome = put_sqlite(ocha)
    assert [issue for issue in outcome.issues if issue.severity is not Severity.NOTE] == []


def test_the_file_of_ocha_again_adds_nothing(engine: Engine, put: Put, ocha: str) -> None:
    first = put(ocha)
    again = put(ocha)
    assert (again.new, again.revised, again.unchanged, again.batch) == (0, 0, first.new, first.batch)


@pytest.fixture
def unhcr(shared_data: Path) -> list[dict[str, str]]:
    """UNHCR's Syrians abroad by year and country: two measures in one row."""
    return [
        {
            "organisation": "UNHCR",
            "as of": f"{row['year']}-12-31",
            "place": row["coa_name"],
            "refugees": row["refugees"],
            "asylum seekers": row["asylum_seekers"],
        }
        for row in rows_of(shared_data / "displacement/unhcr_population_syria.csv")
        if row["coa_iso"] != "SYR"
    ]


def test_stocks_of_unhcr_are_the_latest_of_each_country_and_never_a_sum_of_years(
    sqlite_engine: Engine, put_sqlite: Put, unhcr: list[dict[str, str]]
) -> None:
    outcome = put_sqlite(as_csv(unhcr))
    assert outcome.rejected == 0
    latest: dict[str, tuple[str, int]] = defaultdict(lambda: ("", 0))
    for row in unhcr:
        latest[row["place"]] = max(latest[row["place"]], (row["as of"], int(row["refugees"])))
    lines = _lines(sqlite_engine, Measure.REFUGEES)
    assert {line.place: (str(line.speaks_of), line.best) for line in lines} == dict(latest)
    assert {line.series for line in lines} == {Series.STOCK}


def test_a_year_that_unhcr_corrects_revises_that_year_alone(put_sqlite: Put, unhcr: list[dict[str, str]]) -> None:
    put_sqlite(as_csv(unhcr))
    mended = [
        row | {"refugees": str(int(row["refugees"]) + 1)} if row["as of"] == "2015-12-31" else row for row in unhcr
    ]
    outcome = put_sqlite(as_csv(mended))
    assert outcome.new == 0
    assert outcome.revised == sum(row["as of"] == "2015-12-31" for row in unhcr)


def test_the_daily_toll_of_gaza_stands_at_its_last_day(
    sqlite_engine: Engine, put_sqlite: Put, shared_data: Path
) -> None:
    """Days and tolls in one file: two kinds, which are not added; the toll fell once, which is told."""
    rows = list(rows_of(shared_data / "series/tfp_gaza_daily_2023.csv"))
    tolls = [
        {
            "source": "Ministry of Health, Gaza",
            "from": "2023-10-07",
            "as of": row["report_date"],
            "series": "cumulative",
            "place": "Gaza Strip",
            "killed": row["killed_cum"],
            "injured": row["injured_cum"],
        }
        for row in rows
        if row["killed_cum"]
    ]
    outcome = put_sqlite(as_csv(tolls))
    assert outcome.rejected == 0
    [line] = _lines(sqlite_engine, Measure.KILLED)
    assert (line.best, str(line.speaks_of), line.claims) == (int(tolls[-1]["killed"]), tolls[-1]["as of"], len(tolls))
    falls = [(a, b) for a, b in pairwise(tolls) if int(b["killed"]) < int(a["killed"])]
    told = [issue for issue in outcome.issues if issue.code == "toll_falls" and issue.column == "killed"]
    assert len(told) == len(falls)


@pytest.fixture(scope="module")
def airwars(shared_data: Path) -> list[dict[str, str]]:
    """Airwars' incidents with civilians killed: minimum and maximum, its own code as id, its places and coordinates."""
    return [
        {
            "id": row["incident_code"],
            "source": "Airwars",
            "date": row["incident_date"],
            "place": row["location_en"],
            "governorate": row["governorate_en"],
            "lat": row["lat"],
            "lon": row["lon"],
            "measure": "killed",
            "min": row["civ_killed_min"],
            "max": row["civ_killed_max"],
            "population": "civilian",
            "perpetrator": row["belligerent"],
        }
        for row in rows_of(shared_data / "events/airwars_syria_incidents.csv")
        if row["civ_killed_min"] or row["civ_killed_max"]
    ][:2_000]


def test_no_row_of_airwars_is_lost_in_silence(
    sqlite_engine: Engine,
    put_sqlite: Put,
    open_claims: Callable[[Engine], list[Claim]],
    airwars: list[dict[str, str]],
) -> None:
    outcome = put_sqlite(as_csv(airwars))
    rejected = {row.number for row in outcome.rejects}
    errors = {issue.row for issue in outcome.issues if issue.severity is Severity.ERROR}
    assert rejected == errors
    kept = {number: row for number, row in enumerate(airwars, 2) if number not in rejected}
    claims = {claim.row: claim for claim in open_claims(sqlite_engine)}
    assert claims.keys() == kept.keys()
    for number, row in kept.items():
        assert (claims[number].low, claims[number].high) == (_whole(row["min"]), _whole(row["max"]))
        assert claims[number].key == f"Airwars/{row['id']}/killed"


def test_what_is_rejected_of_airwars_is_wrong_by_its_own_words(put_sqlite: Put, airwars: list[dict[str, str]]) -> None:
    codes = Counter(row["id"] for row in airwars)
    for issue in put_sqlite(as_csv(airwars)).issues:
        if issue.severity is not Severity.ERROR:
            continue
        row = airwars[(issue.row or 0) - 2]
        wrong = {
            "two_figures_for_one_claim": codes[row["id"]] > 1,
            "two_rows_for_one_claim": codes[row["id"]] > 1,
            "row_twice": codes[row["id"]] > 1,
            "low_above_high": (_whole(row["min"]) or 0) > (_whole(row["max"]) or 0),
            "no_such_number": not (-90 <= float(row["lat"] or 0) <= 90 and -180 <= float(row["lon"] or 0) <= 180),
        }
        assert wrong[issue.code], issue


def _whole(text: str) -> int | None:
    return int(float(text)) if text else None
