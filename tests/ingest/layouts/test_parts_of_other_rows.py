"""Rows that are parts of other rows of a publisher's table: each is measured against the row that it is a part of."""

from pathlib import Path

from sqlalchemy import Engine

from ingest.pipeline import ingest

FIXTURE = Path(__file__).parent / "fixtures" / "hapi_conflict_events.csv"


def test_civilians_who_were_targeted_are_a_part_of_the_row_of_political_violence(sqlite_engine: Engine) -> None:
    outcome = ingest(sqlite_engine, FIXTURE)
    assert {issue.code for issue in outcome.issues if issue.row == 3} <= {"country_not_loaded"}


def test_a_part_above_the_row_that_it_is_a_part_of_is_told(sqlite_engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "hapi.csv"
    path.write_text(FIXTURE.read_text(encoding="utf-8").replace("civilian_targeting,5,3,", "civilian_targeting,5,30,"))
    outcome = ingest(sqlite_engine, path)
    assert [issue.row for issue in outcome.issues if issue.code == "part_above_total"] == [3]
