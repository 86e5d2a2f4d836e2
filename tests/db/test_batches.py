"""The list of batches, and what is kept of each."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from sqlalchemy import Engine

from db.batches import IssueCount, UnknownBatchError, batch, batches, how_many, issue_counts, issues_of, rejected_rows
from db.drafts import ClaimDraft, RowDraft
from db.engine import reading
from db.ledger import Recorded
from db.vocabulary import BatchStatus, Severity

Put = Callable[..., Recorded]
MakeClaim = Callable[..., ClaimDraft]


@dataclass(frozen=True)
class Trouble:
    severity: Severity
    code: str
    message: str
    row: int | None = None
    remedy: str = "Mend it."
    column: str | None = None
    value: str | None = None


def test_batches_are_listed_newest_first_a_page_at_a_time(engine: Engine, put: Put, claim: MakeClaim) -> None:
    for best in (4, 5, 6):
        put(claim(best=best))
    with reading(engine) as session:
        assert [found.id for found in batches(session)] == [3, 2, 1]
        assert [found.id for found in batches(session, limit=1, offset=1)] == [2]
        assert how_many(session) == 3
        found = batch(session, 2)
    assert (found.new, found.revised, found.recorded_by, found.status) == (0, 1, "test", BatchStatus.RECORDED)
    assert (found.withdrawn_at, found.withdrawn_by, found.withdrawn_reason) == (None, None, None)


def test_a_batch_that_is_not_there_is_refused_by_its_number(engine: Engine) -> None:
    with reading(engine) as session, pytest.raises(UnknownBatchError, match="there is no batch 7"):
        batch(session, 7)


def test_the_problems_of_a_batch_are_counted_by_code_those_that_rejected_rows_first(
    engine: Engine, put: Put, claim: MakeClaim
) -> None:
    issues = [
        Trouble(Severity.WARNING, "said_twice", "Twice.", 2),
        Trouble(Severity.ERROR, "no_figure", "'?' is no figure.", 4),
        Trouble(Severity.ERROR, "no_figure", "'x' is no figure.", 3),
        Trouble(Severity.NOTE, "unread_column", "Not read."),
    ]
    put(claim(), issues=issues)
    put(claim("office/2/killed"), issues=issues[:1])
    with reading(engine) as session:
        assert issue_counts(session, 1) == [
            IssueCount(Severity.ERROR, "no_figure", 2, "'?' is no figure.", 2),
            IssueCount(Severity.WARNING, "said_twice", 1, "Twice.", 1),
            IssueCount(Severity.NOTE, "unread_column", 1, "Not read.", 1),
        ]
        found = issues_of(session, 1, Severity.ERROR)
        assert [(row, kind.message) for row, kind in found] == [(3, "'x' is no figure."), (4, "'?' is no figure.")]


def test_rejected_rows_are_kept_as_they_came(engine: Engine, put: Put, claim: MakeClaim) -> None:
    cells = {"id": "a2", "killed": "?", "notes": "قتل"}
    put(claim(), rows=2, rejects=[RowDraft(3, cells)])
    with reading(engine) as session:
        assert rejected_rows(session, 1) == [RowDraft(3, cells)]
        assert list(rejected_rows(session, 1)[0].cells) == ["id", "killed", "notes"]
