"""Rows that add up others are kept beside them and never added; what may do so is told."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from sqlalchemy import Engine

from db.engine import reading
from db.filters import Filters
from db.queries import totals
from db.vocabulary import Measure, Series, Severity
from ingest.outcome import Outcome
from tests.told_in_arabic import untold

Put = Callable[..., Outcome]

GOLDEN: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("totals.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", GOLDEN, ids=[case["name"] for case in GOLDEN])
def test_rows_that_add_up_others_are_kept_beside_them_and_the_same_file_again_changes_nothing(
    sqlite_engine: Engine, put_sqlite: Put, case: dict[str, Any]
) -> None:
    for file in case["files"]:
        last = put_sqlite(file)
        assert untold(last.issues) == []
    raised = [i for i in last.issues if i.severity is not Severity.NOTE and i.code != "unknown_place"]
    assert [[issue.row, issue.column, issue.code] for issue in raised] == case.get("issues", [])
    assert last.rejected == 0
    if "says" in case:
        assert raised[0].message == case["says"]
    if "killed" in case:
        assert [total.best for total in _killed(sqlite_engine, Series.INCIDENT)] == [case["killed"]]
        found = {total.place: total.best for total in _killed(sqlite_engine, Series.PERIOD)}
        assert found == case.get("periods", {})
    again = put_sqlite(case["files"][-1])
    assert (again.new, again.revised, again.unchanged) == (0, 0, last.new)


def _killed(engine: Engine, series: Series) -> list[Any]:
    with reading(engine) as session:
        found = totals(session, Filters(measure=Measure.KILLED, series=series))
        return [total for total in found if total.part_of is None]
