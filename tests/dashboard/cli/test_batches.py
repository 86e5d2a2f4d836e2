from collections.abc import Callable
from typing import Any

import pytest

from tests.dashboard.cli.conftest import Sijill

HEAD = "id,source,date,place,killed"
FIRST = "a1,Field office,2024-11-30,Aleppo,5"
Ask = Callable[..., Any]
Reports = Callable[..., str]


@pytest.fixture
def two_files(empty: None, sijill: Sijill, reports: Reports) -> None:
    """A file, and a second that mends its claim and adds one; each with a row that is rejected."""
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
