"""What stands after a file was withdrawn keeps the reason that it was said for; "retraction" is not its reason."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine

from db.answers import ClaimRecord
from db.drafts import ClaimDraft, Retraction
from db.engine import reading, writing
from db.filters import Filters
from db.history.changes import changes
from db.history.occasions import Window
from db.history.since import changed_claims, changed_since
from db.ledger import Recorded
from db.queries import claims
from db.vocabulary import ClaimStatus, RevisionReason
from db.withdrawal import withdraw

Put = Callable[..., Recorded]
MakeClaim = Callable[..., ClaimDraft]

DAY = timedelta(days=1)
FIRST = datetime(2024, 12, 2, 18, tzinfo=UTC)
CORRECTION, LATE = RevisionReason.CORRECTION, RevisionReason.LATE_REPORT


def taken_out(engine: Engine, *batches: int) -> dict[str, ClaimRecord]:
    """The claims that stand once these files were withdrawn, by key."""
    for number in batches:
        with writing(engine) as session:
            withdraw(session, number, by="Rana", reason="the wrong file")
    with reading(engine) as session:
        return {claim.key: claim for claim in claims(session, Filters())}


def test_what_another_file_only_repeated_goes_on_standing_without_a_reason(
    engine: Engine, put: Put, claim: MakeClaim
) -> None:
    put(claim("killed", best=5), claim("injured", best=7), now=FIRST)
    put(claim("killed", best=6), claim("injured", best=7), now=FIRST + DAY)
    found = taken_out(engine, 1)
    assert [(found[key].best, found[key].revision_reason) for key in ("killed", "injured")] == [
        (6, CORRECTION),
        (7, None),
    ]
    assert [found[key].restored for key in ("killed", "injured")] == [False, True]


def test_what_stands_again_as_it_was_first_said_was_not_revised(engine: Engine, put: Put, claim: MakeClaim) -> None:
    put(claim("killed", best=5), now=FIRST)
    put(claim("killed", best=6), now=FIRST + DAY)
    found = taken_out(engine, 2)["killed"]
    assert (found.best, found.status, found.revision_reason, found.restored) == (5, ClaimStatus.ACTIVE, None, True)


def test_a_late_report_that_stands_again_is_a_late_report_however_often(
    engine: Engine, put: Put, claim: MakeClaim
) -> None:
    put(claim("killed", best=5), now=FIRST)
    put(claim("killed", best=6, revision_reason=LATE), now=FIRST + DAY)
    put(claim("killed", best=7), now=FIRST + 2 * DAY)
    put(claim("killed", best=6), now=FIRST + 3 * DAY)
    put(claim("killed", best=8), now=FIRST + 4 * DAY)
    found = taken_out(engine, 3, 5)["killed"]
    assert (found.best, found.batch, found.revision_reason) == (6, 2, LATE)
    found = taken_out(engine, 2)["killed"]
    assert (found.best, found.batch, found.revision_reason) == (6, 4, CORRECTION)


def test_what_a_file_took_back_as_a_duplicate_stays_one_when_it_counts_again(
    engine: Engine, put: Put, claim: MakeClaim
) -> None:
    put(claim("killed", best=5), now=FIRST)
    put(retractions=[Retraction(2, ("killed",), RevisionReason.DUPLICATE)], now=FIRST + DAY)
    put(claim("killed", best=6), now=FIRST + 2 * DAY)
    assert taken_out(engine, 3) == {}
    with reading(engine) as session:
        (last,) = [change for change in changes(session, Window()) if change.batch == 2][-1:]
    assert (last.after and last.after.status, last.reason) == (ClaimStatus.RETRACTED, RevisionReason.DUPLICATE)


@pytest.mark.parametrize("reason", [None, LATE])
def test_that_a_file_was_withdrawn_is_not_told_as_a_revision_by_its_source(
    engine: Engine, put: Put, claim: MakeClaim, reason: RevisionReason | None
) -> None:
    put(claim("killed", best=4), now=FIRST)
    put(claim("killed", best=5, revision_reason=reason), now=FIRST + DAY)
    put(claim("killed", best=6), now=FIRST + 2 * DAY)
    taken_out(engine, 3)
    with reading(engine) as session:
        since = changed_since(session, Filters(as_of=FIRST + 3 * DAY))
        assert since is not None
        (changed,) = changed_claims(session, since, limit=None)
        restored = [change for change in changes(session, Window()) if change.claim == "killed"][-1]
    assert (changed.after.said.best, changed.after.reason, restored.reason) == (5, None, None)
