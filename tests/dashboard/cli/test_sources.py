"""`sijill sources` as a person uses it."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.dashboard.cli.conftest import First, Reports, Sijill

HEADER = "id,source,date,place,killed"
SIGNED = ("--by", "Rana", "--reason", "its lists were right")


@pytest.fixture
def office(begin_with: Callable[[First], None], sijill: Sijill) -> Sijill:
    """A register in which an office and a monitor speak."""
    begin_with(speak)
    return sijill


def speak(sijill: Sijill, reports: Reports) -> None:
    sijill("ingest", reports(HEADER, "1,Office,2024-11-29,Idleb,4", "2,Monitor,2024-11-29,Aleppo,2"))


def named(ask: Callable[..., Any], name: str) -> Any:
    return next(row for row in ask("sources", "--format", "json") if row["name"] == name)


def test_a_source_is_graded_with_who_and_why(office: Sijill, ask: Callable[..., Any]) -> None:
    told = office("sources", "grade", "office", "B", *SIGNED, "--on", "2024-12-01").stdout
    assert told == "Office: B for claims of every kind.\n"
    row = named(ask, "Office")
    assert (row["reliability"], row["assessor"], row["assessed_on"]) == ("B", "Rana", "2024-12-01")
    office("sources", "grade", "Office", "D", "--measure", "injured", *SIGNED)
    assert named(ask, "Office")["reliability"] == "B"


def test_a_source_is_confidential_until_it_is_public_again(office: Sijill, ask: Callable[..., Any]) -> None:
    assert "Office is confidential." in office("sources", "confidential", "Office", *SIGNED).stdout
    assert named(ask, "Office")["confidential"] == "yes"
    assert "confidential" in office("sources").stdout
    office("export", "claims", "--public", "--out", "public.csv")
    assert "not confidential any more" in office("sources", "public", "Office", *SIGNED).stdout
    assert named(ask, "Office")["confidential"] is None
    told = ask("sources", "history", "--format", "json")
    assert [(row["before"], row["after"], row["by"]) for row in told] == [("yes", "no", "Rana"), ("no", "yes", "Rana")]


def test_another_name_means_the_source_in_the_next_file(
    office: Sijill, ask: Callable[..., Any], reports: Callable[..., str]
) -> None:
    assert office("sources", "alias", "Office", "Field Desk", *SIGNED).stdout == "Office: Field Desk.\n"
    office("ingest", reports(HEADER, "3,field desk,2024-11-30,Idleb,1", name="next.csv"))
    assert sorted(row["name"] for row in ask("sources", "list", "--format", "json")) == ["Monitor", "Office"]
    assert "no other name" in office("sources", "alias", "Office", "Field Desk", "--remove", *SIGNED).stdout


def test_a_note_is_written_and_its_history_kept(office: Sijill, ask: Callable[..., Any]) -> None:
    told = office("sources", "note", "Office", "--text", "Counts by phone.", "--kind", "ngo", *SIGNED).stdout
    assert told == "Office: kind, reliability note written.\n"
    row = named(ask, "Office")
    assert (row["kind"], row["reliability_note"]) == ("ngo", "Counts by phone.")
    assert "Counts by phone." in office("sources", "history").stdout


def test_nothing_changed_is_said_where_nobody_changed_anything(office: Sijill) -> None:
    assert "Nobody has changed anything" in office("sources", "history").stdout


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("grade", "Nobody", "B", *SIGNED), "no source 'Nobody'"),
        (("grade", "Office", "B", "--reason", "so"), "say who judges"),
        (("grade", "Office", "B", *SIGNED, "--on", "1 May"), "write it as 2024-11-30"),
        (("grade", "Office", "B", *SIGNED, "--on", "2100-01-01"), "in the future"),
        (("public", "Office", *SIGNED), "Office is not confidential"),
        (("alias", "Office", "Monitor", *SIGNED), "a source of its own"),
        (("note", "Office", *SIGNED), "say what is to be written"),
    ],
)
def test_what_can_not_be_done_is_told_in_one_line(office: Sijill, arguments: tuple[str, ...], told: str) -> None:
    error = office("sources", *arguments, ok=False).stderr
    assert told in error
    assert error.startswith("sijill: ")
    assert error.count("\n") == 1
