"""Files that meet the register: what is said twice, mended, undone or taken back is told, and counted once."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from sqlalchemy import Engine

from db.drafts import SourceDraft
from db.engine import reading, writing
from db.filters import Filters
from db.ledger import describe_source
from db.queries import totals
from db.vocabulary import Measure, Series, Severity
from ingest.outcome import FileRefusedError, Outcome
from tests.told_in_arabic import untold

Put = Callable[..., Outcome]

GOLDEN: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("traps.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", GOLDEN, ids=[case["name"] for case in GOLDEN])
def test_what_a_file_meets_in_the_register_is_told_by_a_dry_run_that_leaves_nothing_and_counted_once(
    engine: Engine, put: Put, contents: Callable[[Engine], Any], case: dict[str, Any]
) -> None:
    if known := case.get("known"):
        with writing(engine) as session:
            describe_source(session, SourceDraft(known["name"], aliases=tuple(known["aliases"])))
    for file in case["files"][:-1]:
        before = put(file)
        assert before.new or before.revised or before.retracted, "the earlier file must change something"
        assert untold(before.issues) == []
    held = contents(engine)
    tried = put(case["files"][-1], dry_run=True)
    assert contents(engine) == held
    last = put(case["files"][-1])
    told = [(o.new, o.revised, o.unchanged, o.rejected, o.retracted, o.issues) for o in (tried, last)]
    assert told[0] == told[1]
    assert untold(last.issues) == []
    raised = [issue for issue in last.issues if issue.severity is not Severity.NOTE]
    assert [[issue.row, issue.column, issue.code] for issue in raised] == case.get("issues", [])
    assert [last.new, last.revised, last.unchanged, last.rejected, last.retracted] == case["counts"]
    assert _killed(engine) == case.get("killed")
    if "says" in case:
        assert raised[0].message == case["says"]


def _killed(engine: Engine) -> list[int | None] | None:
    """The killed in incidents: one sum where all are of one population, and no other sum beside it."""
    with reading(engine) as session:
        found = [
            [total.low, total.best, total.high]
            for total in totals(session, Filters(measure=Measure.KILLED, series=Series.INCIDENT))
            if total.part_of is None
        ]
    return found[0] if found else None


def test_a_strict_file_is_refused_for_what_only_the_register_shows(engine: Engine, put: Put) -> None:
    put("id,source,date,place,killed\n1,Office,2024-10-05,Aleppo,40\n")
    with pytest.raises(FileRefusedError) as refused:
        put("id,source,date,place,killed\n1,Office,2024-11-05,Homs,4\n", strict=True)
    assert [issue.code for issue in refused.value.issues] == ["id_used_before"]
    assert refused.value.outcome is not None
    assert (refused.value.outcome.rows, refused.value.outcome.rejected, refused.value.outcome.batch) == (1, 1, None)
    assert _killed(engine) == [40, 40, 40]
