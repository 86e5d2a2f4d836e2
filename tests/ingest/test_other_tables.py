"""A second table under the first is never read by the first one's header; a header that comes again is no row."""

from collections.abc import Callable

import pytest
from sqlalchemy import Engine

from db.models import Claim
from db.vocabulary import Measure, Severity
from ingest.outcome import Outcome
from ingest.rejects import rejects_csv

Put = Callable[..., Outcome]
OpenClaims = Callable[[Engine], list[Claim]]

HEADER = "Date,Source,Governorate,Killed,Injured\n"
FIRST = f"{HEADER}2024-11-03,WH,Idleb,3,5\n"


def rejected(outcome: Outcome) -> list[int | None]:
    assert {issue.code for issue in outcome.issues if issue.severity is Severity.ERROR} <= {"another_table"}
    return [issue.row for issue in outcome.issues if issue.code == "another_table"]


@pytest.mark.parametrize(
    ("below", "rows"),
    [
        ("Date,Source,Governorate,IDPs,Returnees\n2024-11-30,OCHA,Idleb,1200,300\n", [3, 4]),
        ("\nDisplacement\nDate,Source,Governorate,IDPs,Returnees\n2024-11-30,OCHA,Idleb,1200,300\n", [4, 5, 6]),
        (",,,,\nDate,Source,Governorate,Injured,Killed\n2024-11-05,WH,Hama,7,1\n", [4, 5]),
        ("DATE,SOURCE,المحافظة,IDPs,Camp\n2024-11-30,OCHA,Idleb,1200,300\n", [3, 4]),
        ("Displaced:,,,,\n2024-11-30,OCHA,Idleb,1200,\n", [3, 4]),
        ("نازحون\n2024-11-30,OCHA,Idleb,1200,\n", [3, 4]),
    ],
)
def test_rows_under_another_header_or_heading_are_rejected_and_come_back(
    sqlite_engine: Engine, put_sqlite: Put, open_claims: OpenClaims, below: str, rows: list[int]
) -> None:
    outcome = put_sqlite(FIRST + below)
    assert rejected(outcome) == rows
    assert [(claim.measure, claim.best) for claim in open_claims(sqlite_engine)] == [
        (Measure.KILLED, 3),
        (Measure.INJURED, 5),
    ]
    assert [row.number for row in outcome.rejects] == rows
    assert rejects_csv(outcome).count("Another table begins") == len(rows)


def test_a_wider_table_below_is_rejected_for_that_too(put_sqlite: Put) -> None:
    outcome = put_sqlite(f"{FIRST}Date,Source,Governorate,IDPs,Returnees,Notes\n2024-11-30,OCHA,Idleb,1200,300,x\n")
    told = [(issue.row, issue.code) for issue in outcome.issues if issue.severity is Severity.ERROR]
    assert told == [(3, "too_many_cells"), (3, "another_table"), (4, "too_many_cells"), (4, "another_table")]
    assert (outcome.claims, outcome.rejected) == (2, 2)


@pytest.mark.parametrize(
    "again", [HEADER, "date, SOURCE ,governorate,killed,injured\n", "Date,Source,Governorate,Dead,Wounded\n"]
)
def test_a_header_that_comes_again_is_no_row(put_sqlite: Put, again: str) -> None:
    outcome = put_sqlite(f"{FIRST}{again}2024-11-04,WH,Aleppo,2,1\n{again}2024-11-05,WH,Hama,1,0\n")
    assert (outcome.rejected, outcome.claims) == (0, 6)
    [note] = [issue for issue in outcome.issues if issue.code == "header_again"]
    assert note.message == "The header stands again in 2 rows (3, 5), which were not read as data."


@pytest.mark.parametrize(
    "row",
    [
        "2024-11-04,Source,Area,2,1\n",
        "2024-11-04,Monitor,Village,2,1\n",
        "2024-11-04,Event,City,2,1\n",
    ],
)
def test_words_of_data_that_are_names_of_columns_too_are_no_header(put_sqlite: Put, row: str) -> None:
    outcome = put_sqlite(FIRST + row)
    assert (outcome.rejected, outcome.claims) == (0, 4)


def test_measures_in_a_column_of_measures_are_no_header(put_sqlite: Put) -> None:
    rows = "Incident,2024-11-03,WH,Idleb,killed,3\nPeriod,2024-11-03,WH,Idleb,injured,4\n,,,,killed,\n"
    outcome = put_sqlite(f"series,date,source,place,measure,value\n{rows}")
    assert [issue for issue in outcome.issues if issue.code in {"another_table", "header_again"}] == []


def test_a_heading_that_names_what_the_only_column_counts_ends_nothing(put_sqlite: Put) -> None:
    outcome = put_sqlite("date,source,place,killed\nKilled,,,\n2024-11-03,WH,Idleb,3\n")
    assert (outcome.rejected, outcome.claims) == (1, 1)
