"""Open problems are closed by somebody, for a reason, and stay open in views of before."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from db.batches import UnknownBatchError, issue_counts
from db.drafts import ClaimDraft
from db.engine import reading, writing
from db.filters import Filters
from db.history.change_records import ChangeKind, Closed
from db.history.changes import changes
from db.history.occasions import Window
from db.ledger import Recorded
from db.open_issues import open_files, open_issues, open_kinds
from db.resolution import NothingOpenError, NotSignedError, Resolved, resolve
from db.vocabulary import Severity
from db.withdrawal import withdraw
from tests.db.test_batches import Trouble

START = datetime(2024, 12, 2, 18, tzinfo=UTC)
SIGNED = {"by": "Rana", "reason": "asked the office"}


@pytest.fixture
def troubled(engine: Engine, put: Callable[..., Recorded], claim: Callable[..., ClaimDraft]) -> Engine:
    """Two files: three odd rows and one rejected in the first, one odd row in the second."""
    odd = [Trouble(Severity.WARNING, "odd", f"Odd {row}.", row) for row in (2, 3, 3)]
    rejected = Trouble(Severity.ERROR, "no_figure", "No figure.", 4)
    put(claim("a"), issues=[*odd, rejected], now=START)
    put(claim("b"), issues=odd[:1], now=START)
    return engine


def close(engine: Engine, batch: int = 1, code: str = "odd", **more: Any) -> Resolved:
    with writing(engine) as session:
        return resolve(session, batch, code, **{"now": START + timedelta(hours=1), **SIGNED, **more})


def open_now(engine: Engine, **filters: Any) -> dict[str, int]:
    with reading(engine) as session:
        return {kind.newest.code: kind.count for kind in open_kinds(session, Filters(**filters))}


def test_the_problems_of_a_kind_in_a_file_are_closed_and_leave_the_open_list(troubled: Engine) -> None:
    assert close(troubled) == Resolved(1, 1, "odd", None, 3)
    assert open_now(troubled) == {"odd": 1, "no_figure": 1}
    with reading(troubled) as session:
        assert [(found.batch, found.row) for found in open_issues(session, Filters(), "odd", limit=9)] == [(2, 2)]
        assert [(batch, count) for batch, _, count in open_files(session, Filters(), "odd")] == [(2, 1)]
        assert {each.code: (each.count, each.open) for each in issue_counts(session, 1)} == {
            "odd": (3, 0),
            "no_figure": (1, 1),
        }


def test_one_row_alone_can_be_closed(troubled: Engine) -> None:
    assert close(troubled, row=3).issues == 2
    assert open_now(troubled) == {"odd": 2, "no_figure": 1}
    assert close(troubled).issues == 1


def test_a_view_of_before_still_has_them_open(troubled: Engine) -> None:
    close(troubled)
    assert open_now(troubled, as_of=START) == {"odd": 4, "no_figure": 1}
    assert open_now(troubled, as_of=START + timedelta(hours=1)) == {"odd": 1, "no_figure": 1}


def test_the_log_of_changes_says_who_closed_what_and_why(troubled: Engine) -> None:
    close(troubled, row=3)
    with reading(troubled) as session:
        (change,) = changes(session, Window(since=START))
    assert (change.kind, change.by, change.reason) == (ChangeKind.ISSUES_RESOLVED, "Rana", "asked the office")
    assert isinstance(change.after, Closed)
    assert (change.batch, change.after.code, change.after.row, change.after.issues) == (1, "odd", 3, 2)


@pytest.mark.parametrize(("batch", "code", "row"), [(1, "even", None), (1, "odd", 9), (2, "no_figure", None)])
def test_what_is_not_open_can_not_be_closed(troubled: Engine, batch: int, code: str, row: int | None) -> None:
    with pytest.raises(NothingOpenError, match=f"batch {batch} has no open problem '{code}'"):
        close(troubled, batch, code, row=row)


def test_problems_are_closed_once_and_not_in_a_file_that_is_withdrawn(troubled: Engine) -> None:
    close(troubled)
    with pytest.raises(NothingOpenError):
        close(troubled)
    with writing(troubled) as session:
        withdraw(session, 2, by="Rana", reason="sent twice")
    with pytest.raises(NothingOpenError):
        close(troubled, 2)


@pytest.mark.parametrize("blank", [{"by": " "}, {"reason": ""}])
def test_nobody_closes_anything_without_name_and_reason(troubled: Engine, blank: dict[str, str]) -> None:
    with pytest.raises(NotSignedError):
        close(troubled, **blank)
    assert open_now(troubled) == {"odd": 4, "no_figure": 1}


def test_a_file_that_is_not_there_is_said_so(troubled: Engine) -> None:
    with pytest.raises(UnknownBatchError):
        close(troubled, 9)
