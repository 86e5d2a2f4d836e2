"""What is recorded comes after all that the register holds, also where the computer's clock is behind it."""

import ast
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlmodel import Session, col

from db.clock import behind, moment_of, newest_moment
from db.deciding import judging, reviewing, verdicts
from db.deciding.confidential_places import set_confidential as hide_place
from db.drafts import ClaimDraft, GradeDraft
from db.engine import reading, writing
from db.filters import Filters
from db.keeping.check import check
from db.ledger import Recorded
from db.models import Batch
from db.redaction.redacting import redact
from db.redaction.scope import Scope
from db.sources.sourcing import grade, set_confidential
from db.vocabulary import Measure, Population, Reliability
from db.withdrawal import withdraw

Put = Callable[..., Recorded]
MakeClaim = Callable[..., ClaimDraft]
Answers = Callable[..., dict[str, Any]]

DB = Path(__file__).parents[2] / "db"
AHEAD = datetime.now(UTC).replace(microsecond=999_999) + timedelta(days=400)
"""What another computer's clock said, or this one's before it was set back."""

SIGNED = {"by": "Rana", "reason": "asked the office"}


def _verbs() -> list[Callable[[Session], object]]:
    """Deeds of every kind, each of which has something to do after those before it."""
    one, other, key = "event-1", "event-2", "office/1/killed"
    given = GradeDraft(Reliability.B, "Rana", date(2024, 12, 1), "knows the place")
    return [
        lambda session: grade(session, "Field office", given),
        lambda session: set_confidential(session, "Field office", confidential=True, **SIGNED),
        lambda session: hide_place(session, "SY0700", confidential=True, **SIGNED),
        lambda session: verdicts.override(session, one, Measure.KILLED, Population.UNKNOWN, (1, 2, 3), **SIGNED),
        lambda session: verdicts.discount(session, one, **SIGNED),
        lambda session: judging.merge(session, one, other, **SIGNED),
        lambda session: judging.split(session, one, other, **SIGNED),
        lambda session: judging.link(session, key, other, **SIGNED),
        lambda session: judging.split_claim(session, key, **SIGNED),
        lambda session: judging.undo(session, 1, **SIGNED),
        lambda session: reviewing.hold(session, key, **SIGNED),
        lambda session: reviewing.release(session, key, **SIGNED),
        lambda session: redact(session, Scope(claim=key), **SIGNED),
        lambda session: withdraw(session, 1, **SIGNED),
    ]


def test_every_deed_comes_after_those_before_it_and_leaves_what_was_known_then(
    engine: Engine, put: Put, claim: MakeClaim, answers: Answers
) -> None:
    put(claim(notes="by a nurse"), claim("office/2/killed", incident="event-2", best=7), now=AHEAD)
    known = answers(engine, Filters(as_of=AHEAD))
    put(claim(best=5, notes="by a nurse"))
    for verb in _verbs():
        with reading(engine) as session:
            before = newest_moment(session)
        with writing(engine) as session:
            verb(session)
        with reading(engine) as session:
            after = newest_moment(session)
        assert before is not None
        assert after is not None
        assert AHEAD < before < after
    then = answers(engine, Filters(as_of=AHEAD))
    hidden = {"sources": None, "claims": None}  # a redaction and what is confidential are of every moment
    assert then | hidden == known | hidden
    assert [(c.key, c.best, c.version) for c in then["claims"]] == [(c.key, c.best, c.version) for c in known["claims"]]


def test_two_writers_take_their_turn_in_the_register_s_order(engine: Engine, put: Put, claim: MakeClaim) -> None:
    put(claim(), now=AHEAD)
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda number: put(claim(f"office/{number}/injured", best=number)), range(8)))
    with reading(engine) as session:
        moments = list(session.scalars(select(col(Batch.recorded_at)).order_by(col(Batch.id))))
    assert len(moments) == 9
    assert moments == sorted(set(moments))


def test_a_clock_that_is_right_is_what_counts(engine: Engine, put: Put, claim: MakeClaim) -> None:
    put(claim(), now=datetime(2024, 12, 2, 18, tzinfo=UTC))
    before = datetime.now(UTC)
    with writing(engine) as session:
        assert before <= moment_of(session) <= datetime.now(UTC)


@pytest.mark.parametrize(("ahead", "told"), [(timedelta(minutes=1), False), (timedelta(hours=1), True)])
def test_a_clock_behind_by_more_than_a_little_is_told_with_the_way_out(
    engine: Engine, put: Put, claim: MakeClaim, ahead: timedelta, told: bool
) -> None:
    newest = datetime.now(UTC) + ahead
    put(claim(), now=newest)
    with reading(engine) as session:
        assert (behind(session) is not None) is told
    found = list(check(engine))
    assert [finding.code for finding in found] == (["clock_behind"] if told else [])
    for finding in found:
        assert f"entries of {newest:%Y-%m-%d %H:%M} UTC" in finding.message
        assert "sijill restore" in finding.remedy


def test_nothing_else_in_the_register_s_floor_asks_the_clock() -> None:
    asking = {
        str(file.relative_to(DB))
        for file in DB.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and ast.unparse(node) in {"datetime.now", "datetime.utcnow", "date.today"}
    }
    assert asking == {"clock.py"}
