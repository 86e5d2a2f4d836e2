"""Putting reports in on the command line: `ingest` and `template`."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dashboard.cli import outcomes
from db.engine import IN_MEMORY, migrate, open_register
from ingest.outcome import FileRefusedError
from ingest.pipeline import ingest
from tests.dashboard.cli.conftest import Sijill

Ask = Callable[..., Any]
Reports = Callable[..., str]

ONE_GOOD_ONE_BAD = ("id,source,date,place,killed", "1,Office,2024-01-02,Homs,4", "2,Office,2024-01-03,Hama,banana")


def test_a_file_is_counted_recorded_once_and_revised(sijill: Sijill, ask: Ask, tmp_path: Path) -> None:
    file = tmp_path / "reports.csv"
    file.write_text(
        "id,source,date,place,killed\n1,Office,2024-01-02,Homs,4\n2,Office,2024-01-03,Hama,banana\n", "utf-8"
    )
    first = ask("ingest", str(file), "--json", "--rejects", str(tmp_path / "rejects.csv"))
    counts = {name: first[name] for name in ("rows", "claims", "new", "revised", "unchanged", "rejected")}
    assert counts == {"rows": 2, "claims": 1, "new": 1, "revised": 0, "unchanged": 0, "rejected": 1}
    issue = next(issue for issue in first["issues"] if issue["severity"] == "error")
    assert (issue["row"], issue["column"], issue["value"]) == (3, "killed", "banana")
    assert issue["remedy"]
    rejected = list(csv.DictReader(io.StringIO((tmp_path / "rejects.csv").read_text("utf-8-sig"))))
    assert [row["id"] for row in rejected] == ["2"]
    again = ask("ingest", str(file), "--json")
    assert (again["new"], again["revised"], again["unchanged"], again["batch"]) == (0, 0, 1, first["batch"])
    file.write_text("id,source,date,place,killed\n1,Office,2024-01-02,Homs,5\n", "utf-8")
    mended = ask("ingest", str(file), "--json")
    assert (mended["new"], mended["revised"]) == (0, 1)
    claim = ask("claims", "--format", "json")[0]
    assert (claim["best"], claim["version"], claim["revision_reason"]) == (5, 2, "correction")


@pytest.mark.usefixtures("demo")
def test_a_dry_run_records_nothing(sijill: Sijill, ask: Ask, reports: Reports) -> None:
    before = sijill("claims", "--format", "json").stdout
    dry = ask("ingest", reports("source,date,killed", "Office,2024-01-02,4"), "--json", "--dry-run")
    assert (dry["new"], dry["batch"], dry["dry_run"]) == (1, None, True)
    assert sijill("claims", "--format", "json").stdout == before


def test_a_dry_run_without_a_register_leaves_none_behind(ask: Ask, reports: Reports, tmp_path: Path) -> None:
    dry = ask("ingest", reports("source,date,place,killed", "Office,2024-01-02,Homs,4"), "--json", "--dry-run")
    assert (dry["new"], dry["rejected"], dry["warnings"]) == (1, 0, 0)
    assert [path.name for path in tmp_path.iterdir()] == ["reports.csv"]


@pytest.mark.parametrize(
    ("rejects", "why"),
    [
        ("nowhere/rejects.csv", "there is no folder nowhere"),
        (".", "is a folder"),
        ("reports.csv", "would be overwritten"),
        ("same.csv", "would be overwritten"),
        ("/proc/rejects.csv", "can't be written"),
    ],
)
def test_where_rejects_cannot_go_is_said_before_anything_is_recorded(
    sijill: Sijill, reports: Reports, tmp_path: Path, rejects: str, why: str
) -> None:
    file = reports(*ONE_GOOD_ONE_BAD)
    (tmp_path / "same.csv").symlink_to(file)
    said = Path(file).read_bytes()
    error = sijill("ingest", file, "--rejects", rejects, ok=False).stderr
    assert why in error
    assert error.count("\n") == 1
    assert not (tmp_path / "data").exists()
    assert Path(file).read_bytes() == said


def test_a_rejects_file_that_is_there_is_kept_until_there_are_rejects(
    sijill: Sijill, reports: Reports, tmp_path: Path
) -> None:
    (tmp_path / "rejects.csv").write_text("yesterday's", "utf-8")
    sijill("ingest", reports("date,killed", "2024-01-02,4"), "--rejects", "rejects.csv", ok=False)
    assert (tmp_path / "rejects.csv").read_text("utf-8") == "yesterday's"


def test_a_strict_refusal_says_what_the_file_holds_and_keeps_what_is_to_mend(
    sijill: Sijill, ask: Ask, reports: Reports, tmp_path: Path
) -> None:
    file = reports(*ONE_GOOD_ONE_BAD)
    refused = ask("ingest", file, "--strict", "--json", "--rejects", "rejects.csv", ok=False)
    assert (refused["refused"], refused["batch"]) == (True, None)
    assert (refused["rows"], refused["claims"], refused["new"], refused["rejected"]) == (2, 1, 1, 1)
    [row] = csv.DictReader(io.StringIO((tmp_path / "rejects.csv").read_text("utf-8-sig")))
    assert row["id"] == "2"
    assert "2 rows" in sijill("ingest", file, "--strict", ok=False).stdout
    assert ask("claims", "--format", "json") == []


def test_a_refusal_tells_the_counts_that_it_carries(capsys: pytest.CaptureFixture[str], reports: Reports) -> None:
    engine = open_register(IN_MEMORY)
    migrate(engine)
    outcome = ingest(engine, Path(reports(*ONE_GOOD_ONE_BAD)), dry_run=True)
    outcomes.show_refusal(FileRefusedError(outcome.issues, outcome), as_json=True)
    told = json.loads(capsys.readouterr().out)
    assert (told["refused"], told["rows"], told["rejected"], told["new"]) == (True, 2, 1, 1)


def test_a_file_that_could_not_be_read_has_no_counts(ask: Ask, reports: Reports) -> None:
    refused = ask("ingest", reports("date,killed", "2024-01-02,4"), "--json", ok=False)
    assert (refused["refused"], refused["rows"], refused["rejected"], refused["batch"]) == (True, None, None, None)


def test_what_recurs_is_said_once_and_names_its_rows(sijill: Sijill, reports: Reports) -> None:
    days = [f"Office,2024-01-{day:02},banana,sunny,A" for day in range(1, 21)]
    told = sijill("ingest", reports("source,date,killed,weather,team", *days), ok=False)
    errors = [line for line in told.stderr.splitlines() if line.startswith("error")]
    assert len(errors) == 1
    assert errors[0].startswith("error: rows 2, 3, 4 and 17 more, column killed: ")
    assert "Not read: columns weather, team.\n" in told.stderr


def test_rows_that_were_all_rejected_are_kept_as_a_batch(sijill: Sijill, reports: Reports) -> None:
    told = sijill("ingest", reports("source,date,killed", "Office,2024-01-02,banana"), ok=False)
    assert "No new claim was recorded; the rows are kept as batch 1." in told.stdout
    assert "every row was rejected" in told.stderr


def test_a_quiet_ingest_prints_nothing_on_the_error_stream(sijill: Sijill, reports: Reports) -> None:
    assert sijill("ingest", reports("source,date,place,killed", "Office,2024-01-02,Homs,4")).stderr == ""


def test_a_file_without_a_source_column_is_refused_with_the_way_out(sijill: Sijill, tmp_path: Path) -> None:
    file = tmp_path / "reports.csv"
    file.write_text("date,killed\n2024-01-02,4\n", "utf-8")
    result = sijill("ingest", str(file), ok=False)
    assert "No column says who makes the claims" in result.stderr
    assert "Add a column “source”" in result.stderr


def test_the_empty_template_goes_in_and_holds_nothing(sijill: Sijill, ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "template.csv").write_text(sijill("template").stdout, "utf-8")
    told = ask("ingest", str(tmp_path / "template.csv"), "--json")
    assert (told["rows"], told["claims"], told["batch"]) == (0, 0, None)


def test_the_examples_of_the_template_can_be_read(sijill: Sijill, ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "examples.csv").write_text(sijill("template", "--examples").stdout, "utf-8")
    told = ask("ingest", str(tmp_path / "examples.csv"), "--json", "--dry-run")
    assert (told["rows"], told["claims"], told["rejected"]) == (2, 5, 0)


def test_a_file_that_only_takes_claims_back_says_so(sijill: Sijill, tmp_path: Path) -> None:
    head = "id,source,date,place,killed,reason\n1,Office,2024-11-29,Idleb,"
    for name, row in (("reports.csv", "4,"), ("back.csv", ",retraction")):
        (tmp_path / name).write_text(f"{head}{row}\n", encoding="utf-8")
    sijill("ingest", str(tmp_path / "reports.csv"))
    told = sijill("ingest", str(tmp_path / "back.csv")).stdout
    assert "0 new, 0 revised, 0 unchanged, 1 earlier claim taken back." in told
    assert "Recorded as batch 2." in told


def test_a_way_out_that_names_options_names_those_that_there_are(sijill: Sijill, ask: Ask, reports: Reports) -> None:
    file = reports("id,source,date,displaced", "1,Office,03/04/2024,1.200", "2,Office,2024-05-06,300")
    said = sijill("ingest", file, "--dry-run").stderr
    assert "`--day-first` or `--month-first`" in said
    assert "`--decimal-point` or `--decimal-comma`" in said
    sijill("ingest", file, "--month-first", "--decimal-comma")
    claims = {claim["best"]: claim["from"] for claim in ask("claims", "--format", "json")}
    assert claims == {1200: "2024-03-04", 300: "2024-05-06"}
    assert "month first, as was stated for the file" in sijill("batches", "1").stdout


def test_a_household_size_for_the_whole_file_needs_who_says_it(sijill: Sijill, ask: Ask, reports: Reports) -> None:
    file = reports("id,source,date,displaced", "1,Office,2024-01-02,200 families", "2,Office,2024-01-02,300")
    refused = sijill("ingest", file, "--household-size", "5.1", ok=False)
    assert "--household-size-source: Nobody is named who says that a household has '5.1' people." in refused.stderr
    sijill("ingest", file, "--household-size", "5.1", "--household-size-source", "IOM DTM 2023")
    claims = {claim["best"]: claim for claim in ask("claims", "--format", "json")}
    assert (claims[200]["factor"], claims[200]["persons_best"], claims[300]["persons_best"]) == (5.1, 1020, None)
    assert {total["best"] for total in ask("totals", "--format", "json")} == {200, 300}
    assert "≈ 1,020 (5.1 a household: IOM DTM 2023)" in " ".join(sijill("claims").stdout.split())
