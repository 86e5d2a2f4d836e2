"""Files of real publishers as an office would retype them: ids that come again each round, and none at all."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path

from sqlalchemy import Engine

from db.engine import reading
from db.filters import Filters
from db.queries import totals
from db.vocabulary import Measure
from ingest.outcome import Outcome
from ingest.places.load import load_places
from tests.ingest.rows import as_csv, rows_of

Put = Callable[..., Outcome]
Cells = Mapping[str, str]


def _codes(outcome: Outcome) -> Counter[str]:
    asked = {"maybe_correction", "revised_without_id", "said_twice", "id_used_before", "group_told_later"}
    return Counter(issue.code for issue in outcome.issues if issue.code in asked)


def test_the_years_of_a_country_stand_beside_each_other_under_the_countrys_code(
    sqlite_engine: Engine, put_sqlite: Put, shared_data: Path
) -> None:
    rows = [
        {"id": row["coa_iso"], "source": "UNHCR", "as_of": f"{row['year']}-12-31", "refugees": row["refugees"]}
        for row in rows_of(shared_data / "displacement/unhcr_population_syria.csv")
        if row["coa_iso"] not in {"SYR", "-"} and row["refugees"]
    ]
    early, late = ([row for row in rows if (row["as_of"] < "2015") is early] for early in (True, False))
    named = [row | {"place": row["id"]} for row in early], [row | {"place": row["id"]} for row in late]
    for some in named:
        outcome = put_sqlite(as_csv(some))
        assert (outcome.new, outcome.revised, outcome.rejected) == (len(some), 0, 0)
    latest: defaultdict[str, tuple[str, int]] = defaultdict(lambda: ("", 0))
    for row in rows:
        latest[row["id"]] = max(latest[row["id"]], (row["as_of"], int(row["refugees"])))
    with reading(sqlite_engine) as session:
        lines = totals(session, Filters(measure=Measure.REFUGEES))
    assert {line.place: (str(line.speaks_of), line.best) for line in lines} == dict(latest)


def _incident(row: Cells, *, coded: bool) -> dict[str, str]:
    code = {"id": row["incident_code"]} if coded else {}
    where = {"place": row["location_en"], "governorate": row["governorate_en"]}
    figures = {"measure": "killed", "min": row["civ_killed_min"], "max": row["civ_killed_max"]}
    return code | {"source": "Airwars", "date": row["incident_date"]} | where | figures


def _halves(shared_data: Path, *, coded: bool) -> tuple[str, str]:
    """Airwars' incidents with civilians killed, every other one in the second file."""
    path = shared_data / "events/airwars_syria_incidents.csv"
    rows = [_incident(row, coded=coded) for row in rows_of(path) if row["civ_killed_min"] or row["civ_killed_max"]]
    return as_csv(rows[::2]), as_csv(rows[1::2])


def test_incidents_with_codes_are_never_taken_for_corrections_of_each_other(put_sqlite: Put, shared_data: Path) -> None:
    first, second = _halves(shared_data, coded=True)
    put_sqlite(first)
    assert set(_codes(put_sqlite(second))) <= {"said_twice"}


def test_incidents_without_codes_are_asked_about_where_a_name_is_spelt_in_another_way(
    put_sqlite: Put, shared_data: Path
) -> None:
    """Of some 2,400, for many of which the source tells several of one day and town."""
    first, second = _halves(shared_data, coded=False)
    put_sqlite(first)
    outcome = put_sqlite(second)
    assert 10 < _codes(outcome)["maybe_correction"] < 25
    told = " ".join(issue.message for issue in outcome.issues if issue.code == "maybe_correction")
    assert "Maarat Misrin" in told  # which this file spells Maraat Misrin


def test_a_town_in_another_language_and_with_its_governorates_code_is_the_same_town(
    sqlite_engine: Engine, put_sqlite: Put, shared_data: Path
) -> None:
    files = ("syr_admin1.geojson", "syr_admin2.geojson", "syria_populated_places.csv")
    load_places(sqlite_engine, [shared_data / "geo" / name for name in files])
    header = "source,date,governorate,place,killed\n"
    put_sqlite(f"{header}Office,2024-01-03,Idleb,Saraqab,5\n")
    outcome = put_sqlite(f"{header}Office,2024-01-03,SY07,سراقب,6\nOffice,2024-01-03,Idlib,Saraqib,7\n")
    told = [(issue.row, issue.message) for issue in outcome.issues if issue.code == "maybe_correction"]
    said = "Office says '5' of that day and place in batch 1, row 2 (2024-01-03, Saraqab, Idleb); both stand."
    assert told == [(2, said), (3, said)]
