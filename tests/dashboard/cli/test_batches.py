from collections.abc import Callable
from typing import Any

import pytest

from tests.dashboard.cli.conftest import First, Reports, Sijill

HEAD = "id,source,date,place,killed"
FIRST = "a1,Field office,2024-11-30,Aleppo,5"
Ask = Callable[..., Any]


@pytest.fixture
def two_files(begin_with: Callable[[First], None]) -> None:
    """A file, and a second that mends its claim and adds one; each with a row that is rejected."""
    begin_with(send_two)


def send_two(sijill: Sijill, reports: Reports) -> None:
    sijill("ingest", reports(HEAD, FIRST, "a9,Field office,2024-13-45,Homs,?"), "--recorded-by", "Rana")
    mended = (FIRST.replace(",5", ",7"), "a2,Field office,2024-11-30,Homs,3", "a9,Field office,2024-13-45,Homs,?")
    sijill("ingest", reports(HEAD, *mended, name="mended.csv"))


def bests(ask: Ask, *options: str) -> list[int]:
    return [total["best"] for total in ask("totals", "--format", "json", *options)]


@pytest.mark.usefixtures("two_files")
def test_recorded_files_are_listed_newest_first(sijill: Sijill, ask: Ask) -> None:
    listed = ask("batches", "--format", "json")
    assert [(row["batch"], row["file"], row["new"], row["revised"]) for row in listed] == [
        (2, "mended.csv", 1, 1),
        (1, "reports.csv", 1, 0),
    ]
    assert listed[1]["recorded_by"] == "Rana"
    table = sijill("batches").stdout
    assert "mended.csv" in table
    assert "recorded" in table


@pytest.mark.usefixtures("two_files")
def test_one_of_them_tells_its_problems_by_kind(sijill: Sijill, ask: Ask) -> None:
    counts = ask("batches", "1", "--format", "json")
    assert {row["severity"] for row in counts} >= {"error"}
    told = sijill("batches", "1").stdout
    assert "Batch 1, reports.csv" in told
    assert counts[0]["code"] in told


@pytest.mark.usefixtures("two_files")
def test_a_withdrawn_batch_counts_no_more_but_is_still_known_of_the_time_before(sijill: Sijill, ask: Ask) -> None:
    assert bests(ask) == [10]
    recorded_at = ask("batches", "--format", "json")[0]["recorded_at"]
    told = sijill("withdraw", "2", "--reason", "the wrong month", "--by", "Omar").stdout
    assert "1 no longer standing, 1 standing again" in told
    assert "Batch 2 is withdrawn." in told
    assert bests(ask) == [5]
    assert bests(ask, "--as-of", recorded_at) == [10]
    assert "withdrawn" in sijill("batches").stdout
    assert "by Omar: the wrong month" in sijill("batches", "2").stdout


@pytest.mark.usefixtures("two_files")
def test_the_same_file_can_be_sent_again_after_it(sijill: Sijill, ask: Ask, reports: Reports) -> None:
    file = reports(HEAD, FIRST, "a9,Field office,2024-13-45,Homs,?")
    sijill("withdraw", "2", "--reason", "the wrong month")
    sijill("withdraw", "1", "--reason", "the wrong month")
    assert bests(ask) == []
    assert "Recorded as batch 3" in sijill("ingest", file).stdout
    assert bests(ask) == [5]


@pytest.mark.usefixtures("two_files")
def test_a_dry_run_says_what_would_happen_and_changes_nothing(sijill: Sijill, ask: Ask) -> None:
    told = sijill("withdraw", "2", "--reason", "?", "--dry-run").stdout
    assert "1 no longer standing, 1 standing again" in told
    assert "Nothing has changed (dry run)." in told
    assert bests(ask) == [10]


@pytest.mark.usefixtures("two_files")
def test_what_can_not_be_withdrawn_is_said_in_one_line(sijill: Sijill) -> None:
    assert ask_one(sijill, "withdraw", "7", "--reason", "x") == (
        "sijill: there is no batch 7; `sijill batches` lists those there are."
    )
    assert ask_one(sijill, "batches", "7").startswith("sijill: there is no batch 7;")
    assert ask_one(sijill, "withdraw", "1", "--reason", " ").startswith("sijill: say why")
    sijill("withdraw", "1", "--reason", "x", "--by", "Omar")
    assert "batch 1 was withdrawn already" in ask_one(sijill, "withdraw", "1", "--reason", "x")


def ask_one(sijill: Sijill, *arguments: str) -> str:
    [line] = sijill(*arguments, ok=False).stderr.splitlines()
    return str(line)


@pytest.mark.usefixtures("two_files")
def test_problems_are_closed_by_somebody_for_a_reason(sijill: Sijill, ask: Ask) -> None:
    code = ask("batches", "1", "--format", "json")[0]["code"]
    told = sijill("batches", "1", "--resolve", code, "--by", "Omar", "--reason", "asked the office").stdout
    assert f"closed: {code} of batch 1." in told
    closed = next(row for row in ask("batches", "1", "--format", "json") if row["code"] == code)
    assert closed["count"] > closed["open"] == 0
    assert f"{code}" in sijill("changes").stdout
    assert "asked the office; by Omar; batch 1" in sijill("changes").stdout
    again = sijill("batches", "1", "--resolve", code, "--by", "Omar", "--reason", "once more", ok=False)
    assert f"batch 1 has no open problem '{code}'" in again.stderr
    unsigned = sijill("batches", "2", "--resolve", code, "--by", "Omar", ok=False)
    assert "say who closes the problems, and why" in unsigned.stderr
    assert "of which batch" in sijill("batches", "--resolve", code, ok=False).stderr
