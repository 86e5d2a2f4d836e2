"""The change log tells what happened, in order, from any place on."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from sqlalchemy import Engine, event
from sqlmodel import Session

from db.drafts import ClaimDraft, GradeDraft, Retraction, SourceDraft
from db.engine import reading, writing
from db.history.change_records import Change, ChangeKind, Counted, Cursor, CursorError, Decided, Described, Graded, Said
from db.history.changes import changes
from db.history.occasions import Window
from db.ledger import Recorded, describe_source
from db.models import Judgement
from db.sources import sourcing
from db.vocabulary import ClaimStatus, JudgementKind, Reliability, RevisionReason
from db.withdrawal import withdraw

Put = Callable[..., Recorded]
MakeClaim = Callable[..., ClaimDraft]

START = datetime(2024, 12, 2, 18, tzinfo=UTC)
DAY = timedelta(days=1)
KEY = "office/1/killed"


def told(engine: Engine, window: Window | None = None, after: Cursor | None = None) -> list[Change]:
    with reading(engine) as session:
        return list(changes(session, window or Window(), after))


def kinds(found: list[Change]) -> list[tuple[str, str | None]]:
    return [(str(change.kind), change.claim) for change in found]


def take_out(engine: Engine, batch: int | None, now: datetime) -> None:
    with writing(engine) as session:
        withdraw(session, batch or 0, by="Rana", reason="sent twice", now=now)


def grade(engine: Engine, reliability: Reliability, now: datetime) -> None:
    draft = GradeDraft(reliability, "desk", date(2024, 12, 1), f"graded {reliability}")
    with writing(engine) as session:
        describe_source(session, SourceDraft("Field office", grade=draft), now=now)


def judge(engine: Engine, now: datetime, undone: datetime | None = None) -> None:
    with writing(engine) as session:
        merged = Judgement(
            kind=JudgementKind.MERGE,
            incident_id=1,
            other_id=2,
            decided_by="Rana",
            reason="the same strike",
            recorded_at=now,
            undone_at=undone,
            undone_reason=undone and "two strikes",
        )
        session.add(merged)


def test_a_file_is_told_before_its_claims_in_the_order_of_its_rows(engine: Engine, put: Put, claim: MakeClaim) -> None:
    put(claim("office/2/killed", row=3), claim(row=2), now=START)
    batch, first, second = told(engine)
    assert batch.kind is ChangeKind.BATCH_RECORDED
    assert isinstance(batch.after, Counted)
    assert (batch.by, batch.batch, batch.after.new) == ("test", 1, 2)
    assert [(change.claim, change.row) for change in (first, second)] == [(KEY, 2), ("office/2/killed", 3)]
    assert {change.moment for change in (batch, first, second)} == {START}
    assert (first.kind, first.before, first.version) == (ChangeKind.CLAIM_ADDED, None, 1)


def test_a_revision_tells_what_was_said_before_and_after_and_why(engine: Engine, put: Put, claim: MakeClaim) -> None:
    put(claim(best=4), now=START)
    put(claim(best=5, place="Ariha", revision_reason=RevisionReason.LATE_REPORT), now=START + DAY)
    change = told(engine, Window(START))[-1]
    assert isinstance(change.before, Said)
    assert isinstance(change.after, Said)
    assert (change.kind, change.reason, change.version) == (ChangeKind.CLAIM_REVISED, "late_report", 2)
    assert (change.before.best, change.after.best, change.after.source) == (4, 5, "Field office")
    assert change.changed == ("verbatim", "low", "best", "high", "place")


def test_what_is_taken_back_and_put_back_is_told_by_its_kind(engine: Engine, put: Put, claim: MakeClaim) -> None:
    put(claim(best=4), now=START)
    second = put(claim(best=5), claim("office/2/killed", best=9), now=START + DAY)
    put(retractions=[Retraction(2, ("office/2/killed",), RevisionReason.DUPLICATE)], now=START + 2 * DAY)
    take_out(engine, second.batch, START + 3 * DAY)
    put(claim("office/2/killed", best=9), now=START + 4 * DAY)
    assert kinds(told(engine, Window(START + DAY))) == [
        ("batch_recorded", None),
        ("claim_retracted", "office/2/killed"),
        ("batch_withdrawn", None),
        ("claim_restored", KEY),
        ("batch_recorded", None),
        ("claim_restored", "office/2/killed"),
    ]
    withdrawal = told(engine, Window(START + 2 * DAY, START + 3 * DAY))
    assert [(change.by, change.reason) for change in withdrawal] == [("Rana", "sent twice"), ("Rana", None)]
    assert [change.changed for change in withdrawal[1:]] == [("verbatim", "low", "best", "high")]


def test_a_file_that_is_withdrawn_takes_its_claims_out(engine: Engine, put: Put, claim: MakeClaim) -> None:
    batch = put(claim(), claim("office/2/killed", row=3), now=START).batch
    take_out(engine, batch, START + DAY)
    found = told(engine, Window(START))
    assert kinds(found) == [
        ("batch_withdrawn", None),
        ("claim_withdrawn", KEY),
        ("claim_withdrawn", "office/2/killed"),
    ]
    assert [change.changed for change in found[1:]] == [("status",), ("status",)]


def test_a_claim_that_only_repeated_and_was_put_back_is_told_when_it_goes(
    engine: Engine, put: Put, claim: MakeClaim
) -> None:
    first = put(claim(), now=START)
    second = put(claim(), claim("office/2/killed", row=3), now=START + DAY)
    take_out(engine, first.batch, START + 2 * DAY)
    take_out(engine, second.batch, START + 3 * DAY)
    assert kinds(told(engine, Window(START + DAY))) == [
        ("batch_withdrawn", None),
        ("claim_restored", KEY),
        ("batch_withdrawn", None),
        ("claim_withdrawn", KEY),
        ("claim_withdrawn", "office/2/killed"),
    ]


def test_judgements_are_told_when_they_are_made_and_when_they_are_undone(
    engine: Engine, put: Put, claim: MakeClaim
) -> None:
    put(claim(), claim("office/2/killed", incident="event-2"), now=START)
    judge(engine, START + DAY, START + 2 * DAY)
    made, undone = told(engine, Window(START))
    assert isinstance(made.after, Decided)
    assert (made.after.kind, made.after.incident, made.after.other) == (JudgementKind.MERGE, "event-1", "event-2")
    assert (made.kind, made.by, made.reason) == (ChangeKind.JUDGEMENT_MADE, "Rana", "the same strike")
    assert (undone.kind, undone.reason) == (ChangeKind.JUDGEMENT_UNDONE, "two strikes")
    assert undone.before == made.after


def test_a_grade_tells_which_one_it_replaces(engine: Engine) -> None:
    grade(engine, Reliability.B, START)
    grade(engine, Reliability.D, START + DAY)
    first, second = told(engine)
    assert first.before is None
    assert second.before == first.after == Graded("Field office", None, Reliability.B, date(2024, 12, 1))
    assert (second.by, second.reason, second.changed) == ("desk", "graded D", ("reliability",))


@pytest.fixture
def busy(engine: Engine, put: Put, claim: MakeClaim) -> Engine:
    """A register to which everything has happened, some of it in one moment."""
    every = [claim(f"office/{n}/killed", row=2 + n // 2, incident=f"event-{n}") for n in range(7)]
    first = put(*every, now=START)
    put(*(claim(f"office/{n}/killed", row=n, best=5 + n, incident=f"event-{n}") for n in range(5)), now=START + DAY)
    judge(engine, START + DAY, START + 2 * DAY)
    grade(engine, Reliability.C, START + DAY)
    take_out(engine, first.batch, START + 2 * DAY)
    return engine


def test_the_log_goes_on_from_every_place_in_it(busy: Engine) -> None:
    every = told(busy)
    assert len(every) > 15
    assert [change.cursor for change in every] == sorted({change.cursor for change in every})
    for at, change in enumerate(every):
        assert told(busy, after=Cursor.read(str(change.cursor))) == every[at + 1 :]


def test_windows_that_follow_each_other_tell_everything_once(busy: Engine) -> None:
    bounds = [None, START, START + DAY, START + 2 * DAY, None]
    pieces = [told(busy, Window(since, until)) for since, until in pairwise(bounds)]
    assert [change for piece in pieces for change in piece] == told(busy)


def test_a_place_outside_the_window_begins_nothing_within_it(busy: Engine) -> None:
    middle = told(busy)[3].cursor
    later = Window(START + DAY)
    assert told(busy, later, middle) == told(busy, later)
    assert told(busy, Window(None, START - DAY), middle) == []


def test_what_is_recorded_later_comes_after_every_place(busy: Engine, put: Put, claim: MakeClaim) -> None:
    last = told(busy)[-1].cursor
    put(claim(best=40), now=START + 9 * DAY)
    assert [change.moment for change in told(busy, after=last)] == [START + 9 * DAY] * 2


def test_a_long_log_is_read_in_pieces(sqlite_engine: Engine, batch: Callable[..., Any], claim: MakeClaim) -> None:
    from db.ledger import record  # noqa: PLC0415

    with writing(sqlite_engine) as session:
        record(session, batch(*(claim(f"office/{n}/killed", row=n + 2) for n in range(2_500))), now=START)
    read = []
    with reading(sqlite_engine) as session:
        asked = _statements(session)
        log = changes(session, Window())
        while change := next(log, None):
            read.append((change.row, len(asked)))
    assert [row for row, _ in read] == [None, *range(2, 2_502)]
    statements = [number for _, number in read]
    assert statements[1] < statements[1_001] < statements[2_001]
    assert statements[1] == statements[1_000]


def _statements(session: Session) -> list[str]:
    asked: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        asked.append(statement)

    event.listen(session.connection(), "before_cursor_execute", note)
    return asked


NO_PLACES = ["", "abc", "1-2-3", "1-2-3-4-5-6", "-1-1-1-0-0", "١-1-1-0-0", "1-1-2147483648-0-0", "9" * 18 + "-1-1-0-0"]


@pytest.mark.parametrize("text", NO_PLACES)
def test_what_is_no_place_in_the_log_is_refused_with_the_way_out(text: str) -> None:
    with pytest.raises(CursorError, match="take it from an earlier answer"):
        Cursor.read(text)


def test_a_place_is_written_to_the_microsecond() -> None:
    place = Cursor(START + timedelta(microseconds=1), 2, 3, 4, 5)
    assert Cursor.read(str(place)) == place


def test_a_claim_that_waits_for_review_is_told_as_added(engine: Engine, put: Put, claim: MakeClaim) -> None:
    put(claim(status=ClaimStatus.IN_REVIEW), now=START)
    assert kinds(told(engine))[1:] == [("claim_added", KEY)]


def test_what_people_decide_about_a_source_is_told_with_who_and_why(engine: Engine, put: Put, claim: MakeClaim) -> None:
    put(claim(), now=START)
    with writing(engine) as session:
        why = {"by": "Rana", "reason": "they asked for it"}
        sourcing.set_confidential(session, "Field office", True, **why, now=START + DAY)
        sourcing.add_alias(session, "Field office", "Desk North", **why, now=START + 2 * DAY)
        sourcing.remove_alias(session, "Field office", "Desk North", **why, now=START + 3 * DAY)
    found = told(engine, Window(START))
    assert {(change.kind, change.by, change.reason) for change in found} == {
        (ChangeKind.SOURCE_CHANGED, "Rana", "they asked for it")
    }
    alias = Described("Field office", "alias", "Desk North")
    assert [(change.before, change.after) for change in found] == [
        (Described("Field office", "confidential", "no"), Described("Field office", "confidential", "yes")),
        (None, alias),
        (alias, None),
    ]
    assert told(engine, Window(START), found[0].cursor) == found[1:]
