"""What changed in a view since its moment: counted and listed, by the register alone and by its copy."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from db.columns.store import beside
from db.drafts import ClaimDraft, GradeDraft, Retraction, SourceDraft
from db.engine import reading, writing
from db.filters import Filters
from db.history.change_records import ChangeKind
from db.history.since import Since, changed_claims, changed_since
from db.ledger import Recorded, describe_source
from db.vocabulary import Measure, Reliability, RevisionReason
from db.withdrawal import withdraw

Put = Callable[..., Recorded]
MakeClaim = Callable[..., ClaimDraft]

START = datetime(2024, 12, 2, 18, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture(params=["register", "copy"])
def asked(engine: Engine, request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    """The register, which answers by itself or by its copy."""
    return engine if request.param == "register" else beside(engine, tmp_path)


def since(engine: Engine, **filters: Any) -> Since:
    with reading(engine) as session:
        found = changed_since(session, Filters(**{"as_of": START, **filters}))
    assert found is not None
    return found


def counts(found: Since) -> tuple[int, int, int, int]:
    return found.added, found.revised, found.taken_back, found.moved


def told(engine: Engine, limit: int | None = None, offset: int = 0, **filters: Any) -> list[tuple[str, str, Any, Any]]:
    """Kind, key, the figure of then and that of now, in the order of the list."""
    with reading(engine) as session:
        found = changed_since(session, Filters(**{"as_of": START, **filters})) or Since()
        return [
            (
                str(change.kind),
                change.after.key,
                change.before and change.before.said.best,
                change.after.said.best,
            )
            for change in changed_claims(session, found, limit=limit, offset=offset)
        ]


def test_claims_that_came_were_mended_or_taken_back_are_told_apart(asked: Engine, put: Put, claim: MakeClaim) -> None:
    put(claim("kept"), claim("mended"), claim("gone"), now=START)
    put(claim("mended", best=5), claim("new", best=7), now=START + DAY)
    put(
        claim("mended", best=6), retractions=(Retraction(2, ("gone",), RevisionReason.RETRACTION),), now=START + 2 * DAY
    )
    assert counts(since(asked)) == (1, 1, 1, 0)
    assert sorted(told(asked)) == [
        ("claim_added", "new", None, 7),
        ("claim_retracted", "gone", 4, 4),
        ("claim_revised", "mended", 4, 6),
    ]


def test_the_newest_change_stands_first_and_pages_make_the_whole(asked: Engine, put: Put, claim: MakeClaim) -> None:
    put(claim("first"), now=START)
    for number in range(5):
        put(claim(f"new-{number}"), now=START + (number + 1) * DAY)
    whole = told(asked)
    assert [key for _, key, _, _ in whole] == [f"new-{number}" for number in (4, 3, 2, 1, 0)]
    assert [*told(asked, 2), *told(asked, 2, 2), *told(asked, 2, 4)] == whole


def test_a_view_of_now_has_no_since_and_one_of_the_last_moment_nothing_that_changed(
    asked: Engine, put: Put, claim: MakeClaim
) -> None:
    put(claim(), now=START)
    with reading(asked) as session:
        assert changed_since(session, Filters()) is None
    assert counts(since(asked)) == (0, 0, 0, 0)
    assert told(asked) == []


def test_what_came_after_and_was_taken_back_again_is_no_change(asked: Engine, put: Put, claim: MakeClaim) -> None:
    put(claim("first"), now=START)
    batch = put(claim("fleeting"), claim("first", best=9), now=START + DAY).batch
    with writing(asked) as session:
        withdraw(session, batch or 0, by="Rana", reason="the wrong month", now=START + 2 * DAY)
    assert since(asked).added == since(asked).taken_back == 0
    assert [(before, after) for *_, before, after in told(asked)] == [(4, 4)], "it was mended and mended back"


def test_a_withdrawn_file_takes_its_claims_out_of_the_view(asked: Engine, put: Put, claim: MakeClaim) -> None:
    batch = put(claim("one"), claim("two"), now=START).batch
    with writing(asked) as session:
        withdraw(session, batch or 0, by="Rana", reason="the wrong month", now=START + DAY)
    assert counts(since(asked)) == (0, 0, 2, 0)
    assert {kind for kind, *_ in told(asked)} == {ChangeKind.CLAIM_WITHDRAWN.value}


def test_only_claims_of_the_view_are_counted(asked: Engine, put: Put, claim: MakeClaim) -> None:
    put(claim("a"), now=START)
    injured = claim("b", measure=Measure.INJURED, pcode="SY02", place="Aleppo", incident="event-2")
    put(injured, claim("c", source="Monitor"), now=START + DAY)
    assert since(asked).added == 2
    assert since(asked, measure=Measure.INJURED).added == 1
    assert since(asked, place="SY02").added == 1
    assert since(asked, source="Monitor").added == 1
    assert since(asked, until=date(2020, 1, 1)).changes == 0


def test_a_claim_that_is_mended_into_or_out_of_a_view_is_revised_in_it(
    asked: Engine, put: Put, claim: MakeClaim
) -> None:
    put(claim("a"), now=START)
    put(claim("a", place="Aleppo", pcode="SY02"), now=START + DAY)
    assert counts(since(asked, place="SY07")) == (0, 1, 0, 0)
    assert counts(since(asked, place="SY02")) == (0, 1, 0, 0)


def test_a_grade_moves_claims_into_a_view_and_changes_none(asked: Engine, put: Put, claim: MakeClaim) -> None:
    put(claim("a"), claim("b"), now=START)
    draft = GradeDraft(Reliability.B, "desk", date(2024, 12, 3), "a second look")
    with writing(asked) as session:
        describe_source(session, SourceDraft("Field office", grade=draft), now=START + DAY)
    assert counts(since(asked, reliability=Reliability.B)) == (0, 0, 0, 2)
    assert counts(since(asked)) == (0, 0, 0, 0)
