"""Traps: each is met with a warning that keeps the row, or an error that rejects it, and never in silence."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from db.vocabulary import Severity
from ingest.outcome import Outcome
from tests.told_in_arabic import untold

GOLDEN: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("checks.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", GOLDEN, ids=[case["name"] for case in GOLDEN])
def test_a_trap_is_told_with_its_row_and_column_and_only_an_error_rejects_its_row(
    put_sqlite: Callable[..., Outcome], case: dict[str, Any]
) -> None:
    outcome = put_sqlite(case["file"])
    raised = [issue for issue in outcome.issues if issue.severity is not Severity.NOTE]
    assert [[issue.row, issue.column, issue.code] for issue in raised] == case["issues"]
    assert [row.number for row in outcome.rejects] == case.get("rejected", [])
    assert outcome.rejected + len(_kept(outcome)) == outcome.rows
    if "says" in case:
        assert raised[-1].message == case["says"]
    if "notes" in case:
        assert [issue.code for issue in outcome.issues if issue.severity is Severity.NOTE] == case["notes"]
    assert all(issue.column in outcome.header for issue in raised)
    assert all(issue.remedy for issue in raised)
    wrong = {issue.row for issue in outcome.issues if issue.severity is Severity.ERROR}
    assert {row.number for row in outcome.rejects} == wrong
    assert outcome.warnings == sum(issue.severity is Severity.WARNING for issue in outcome.issues)
    assert untold(outcome.issues) == []


def _kept(outcome: Outcome) -> set[int]:
    return {row.number for row in outcome.sample} - {row.number for row in outcome.rejects}


def test_rows_of_one_id_are_told_which_and_not_to_be_given_one(put_sqlite: Callable[..., Outcome]) -> None:
    rows = "A/1,Office,2024-11-29,4,\nA/1,Office,2024-11-29,5,UPDATED\n"
    told = [issue for issue in put_sqlite(f"id,source,date,killed,status\n{rows}").issues if issue.row]
    assert [issue.row for issue in told] == [2, 3]
    way_out = "Delete the older one; if they are two events or two claims, give each an id of its own."
    assert {issue.remedy for issue in told} == {f"Both rows have the id 'A/1'. {way_out}"}
