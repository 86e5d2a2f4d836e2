"""Days that contradict themselves or are bare numbers of a workbook: what the register takes, and what it tells."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from sqlalchemy import Engine

from db.models import Claim
from db.vocabulary import Severity
from ingest.outcome import Outcome
from ingest.pipeline import ingest

Put = Callable[..., Outcome]

COUNTED = 43_889
"""29 February 2024 as a workbook counts it that begins in 1904; 28 February 2020 in any other."""


@pytest.mark.parametrize("day", ["Friday 2 March 2024", "الجمعة ٢ آذار ٢٠٢٤", "vendredi 2 mars 2024"])
def test_a_weekday_that_contradicts_its_date_is_warned_of_and_the_date_is_taken(
    put_sqlite: Put, sqlite_engine: Engine, open_claims: Callable[[Engine], list[Claim]], day: str
) -> None:
    outcome = put_sqlite(f"source,date,governorate,killed\nA,{day},Idleb,4\n")
    [told] = [issue for issue in outcome.issues if issue.code == "other_weekday"]
    assert (told.severity, told.row, told.column) == (Severity.WARNING, 2, "date")
    assert told.message == f"{day!r} says Friday, and 2024-03-02 is a Saturday."
    assert [claim.date_from for claim in open_claims(sqlite_engine)] == [date(2024, 3, 2)]


def test_a_weekday_that_agrees_with_its_date_is_not_told(put_sqlite: Put) -> None:
    outcome = put_sqlite("source,date,governorate,killed\nA,Saturday 2 March 2024,Idleb,4\n")
    assert "other_weekday" not in {issue.code for issue in outcome.issues}


def test_a_bare_number_of_a_day_counts_as_its_workbook_does_and_rejects_keep_the_day(
    sqlite_engine: Engine, open_claims: Callable[[Engine], list[Claim]], tmp_path: Path
) -> None:
    path = tmp_path / "reports.xlsx"
    book = xlsxwriter.Workbook(path, {"date_1904": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["source", "date", "month", "governorate", "killed"])
    sheet.write_row(1, 0, ["A", COUNTED, "", "Idleb", 4])
    sheet.write_row(2, 0, ["A", "", COUNTED, "Homs", 5])
    sheet.write_row(3, 0, ["A", COUNTED, "", "Hama", "see report"])
    book.close()
    outcome = ingest(sqlite_engine, path)
    assert {claim.date_from for claim in open_claims(sqlite_engine)} == {date(2024, 2, 29), date(2024, 2, 1)}
    assert (Severity.NOTE, "days_from_1904") in {(issue.severity, issue.code) for issue in outcome.issues}
    assert [row.cells["date"] for row in outcome.rejects] == ["2024-02-29"]


def test_a_day_that_may_be_another_is_no_date_in_the_rejects_until_somebody_decides(put_sqlite: Put) -> None:
    head = "source,date,governorate,killed\n"
    outcome = put_sqlite(f"{head}A,13/11/2024,Idleb,4\nA,25/11/2024,Homs,5\nA,2024-03-11,Hama,6\n")
    [rejected] = outcome.rejects
    assert rejected.cells["date"] == "2024-03-11 or 2024-11-03"
    assert put_sqlite(head + ",".join(rejected.cells.values()) + "\n").claims == 0
    assert put_sqlite(f"{head}A,2024-11-03,Hama,6\n").claims == 1
