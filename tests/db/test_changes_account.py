"""What the change log tells between two moments is what makes the register as of the one differ from the other."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from itertools import combinations, count
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, func, select
from sqlmodel import Session, col

from db.drafts import BatchDraft, ClaimDraft, GradeDraft, Retraction, SourceDraft
from db.engine import open_register, reading, writing
from db.filters import Filters
from db.history.change_records import Change, Decided, Graded, Said
from db.history.changes import changes
from db.history.occasions import Window
from db.ledger import describe_source, record
from db.models import Claim, Grade, Incident, Judgement
from db.queries import claims
from db.vocabulary import ClaimStatus, JudgementKind, Reliability, RevisionReason
from db.withdrawal import AlreadyWithdrawnError, withdraw
from tests.conftest import PostgreSQL
from tests.tries import tries

MakeClaim = Callable[..., ClaimDraft]
MakeBatch = Callable[..., BatchDraft]
Open = Callable[[], Any]
State = dict[tuple[str, object], object]
"""What stands: claims by key, judgements by id, grades by source and measure."""

START = datetime(2024, 12, 2, 18, tzinfo=UTC)
KEYS = ("office/1/killed", "office/2/killed", "office/3/killed")
COMPARED = [field.name for field in fields(Said) if field.name not in {"lat", "lon", "factor", "document", "incident"}]
STANDING = (ClaimStatus.ACTIVE, ClaimStatus.IN_REVIEW)


@dataclass(frozen=True)
class Send:
    """A file: what it says of each claim (0: it takes it back)."""

    figures: dict[str, int]


@dataclass(frozen=True)
class TakeOut:
    """Withdraw this batch, if it is there and stands."""

    batch: int


@dataclass(frozen=True)
class Judge:
    """Say that two incidents may be one event, or take back what was said."""

    undo: bool


@dataclass(frozen=True)
class Rate:
    """Grade the office."""

    grade: Reliability


Step = Send | TakeOut | Judge | Rate
steps = st.one_of(
    st.builds(Send, st.dictionaries(st.sampled_from(KEYS), st.integers(0, 3), min_size=1)),
    st.builds(Send, st.dictionaries(st.sampled_from(KEYS), st.integers(1, 3), min_size=1)),
    st.builds(TakeOut, st.integers(1, 5)),
    st.builds(Judge, st.booleans()),
    st.builds(Rate, st.sampled_from(Reliability)),
)


class Teller:
    """Does the steps of a story, an evening each."""

    def __init__(self, claim: MakeClaim, batch: MakeBatch) -> None:
        self._claim, self._batch = claim, batch

    def tell(self, engine: Engine, story: list[Step]) -> None:
        for evening, step in enumerate(story):
            with writing(engine) as session:
                self._do(session, step, START + timedelta(days=evening))

    def _do(self, session: Session, step: Step, now: datetime) -> None:
        if isinstance(step, Send):
            record(session, self._file(step.figures), now=now)
        elif isinstance(step, Rate):
            draft = GradeDraft(step.grade, "desk", date(2024, 12, 1), f"graded {step.grade}")
            describe_source(session, SourceDraft("Field office", grade=draft), now=now)
        elif isinstance(step, Judge):
            _judge(session, now, undo=step.undo)
        elif step.batch <= (session.scalar(select(func.count()).select_from(Claim)) or 0):
            _withdraw(session, step.batch, now)

    def _file(self, figures: dict[str, int]) -> BatchDraft:
        said = [
            self._claim(key, best=best, row=row, incident=key, place=f"Place {best}")
            for row, (key, best) in enumerate(figures.items(), 2)
            if best
        ]
        back = tuple(key for key, best in figures.items() if not best)
        taken = [Retraction(99, back, RevisionReason.DUPLICATE)] if back else []
        return self._batch(*said, retractions=taken, sha256=sha256(repr(figures).encode()).hexdigest())


def _withdraw(session: Session, batch: int, now: datetime) -> None:
    try:
        withdraw(session, batch, by="Rana", reason="a mistake", now=now)
    except (AlreadyWithdrawnError, LookupError):
        return


def _judge(session: Session, now: datetime, *, undo: bool) -> None:
    standing = session.scalars(select(Judgement).where(col(Judgement.undone_at).is_(None))).first()
    if undo and standing is not None:
        standing.undone_at, standing.undone_reason = now, "it was a mistake"
    elif not undo and (session.scalar(select(func.count()).select_from(Incident)) or 0) >= 2:
        pair = {"kind": JudgementKind.POSSIBLE, "incident_id": 1, "other_id": 2}
        session.add(Judgement(**pair, decided_by="Rana", reason="near in time", recorded_at=now))


def state(session: Session, moment: datetime) -> State:
    """What stands as of a moment, by the register's own questions and tables."""
    said = claims(session, Filters(as_of=moment))
    found: State = {("claim", claim.key): tuple(getattr(claim, name) for name in COMPARED) for claim in said}
    judged = select(col(Judgement.id)).where(
        col(Judgement.recorded_at) <= moment, func.coalesce(col(Judgement.undone_at) > moment, True)
    )
    found |= {("judgement", number): True for number in session.scalars(judged)}
    graded = select(Grade).where(
        col(Grade.recorded_at) <= moment, func.coalesce(col(Grade.superseded_at) > moment, True)
    )
    found |= {("grade", grade.measure): grade.reliability for grade in session.scalars(graded)}
    return found


def follow(known: State, change: Change) -> None:
    """Do to what was known what a change tells, and hold what it says stood before against it."""
    said, stood = _content(change.after), _content(change.before)
    about = said or stood
    if about is None:
        return
    name = ("claim", change.claim) if about[0] == ("claim", None) else about[0]
    assert known.pop(name, None) == (stood and stood[1])
    if said is not None and said[1] is not None:
        known[name] = said[1]


def _content(content: object) -> tuple[tuple[str, object], object] | None:
    """What is followed of a content: its name, and its value; None as value: it does not stand."""
    if isinstance(content, Said):
        said = tuple(getattr(content, name) for name in COMPARED)
        return ("claim", None), said if content.status in STANDING else None
    if isinstance(content, Decided):
        return ("judgement", content.id), True
    if isinstance(content, Graded):
        return ("grade", content.measure), content.reliability
    return None


def check(opened: Open, story: list[Step], teller: Teller) -> None:
    with opened() as engine:
        teller.tell(engine, story)
        moments = [START + timedelta(days=evening) for evening in range(-1, len(story))]
        with reading(engine) as session:
            known = {moment: state(session, moment) for moment in moments}
            for since, until in combinations(moments, 2):
                followed = dict(known[since])
                for change in changes(session, Window(since, until)):
                    follow(followed, change)
                assert followed == known[until]


MANY = {"deadline": None, "suppress_health_check": [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]}
stories = st.lists(steps, min_size=2, max_size=7)


@settings(max_examples=tries(20), **MANY)  # type: ignore[arg-type]
@given(story=stories)
def test_the_log_accounts_for_every_difference_between_two_moments(
    story: list[Step], sqlite_template: Path, tmp_path: Path, claim: MakeClaim, batch: MakeBatch
) -> None:
    numbers = count()

    @contextmanager
    def opened() -> Iterator[Engine]:
        path = tmp_path / f"{next(numbers)}.sqlite"
        engine = open_register(f"sqlite:///{shutil.copy(sqlite_template, path)}")
        try:
            yield engine
        finally:
            engine.dispose()
            for left in tmp_path.glob(f"{path.name}*"):
                left.unlink()

    check(opened, story, Teller(claim, batch))


@settings(max_examples=tries(5), **MANY)  # type: ignore[arg-type]
@given(story=stories)
def test_so_it_does_on_postgresql(
    story: list[Step], postgresql_server: PostgreSQL, claim: MakeClaim, batch: MakeBatch
) -> None:
    @contextmanager
    def opened() -> Iterator[Engine]:
        for url in postgresql_server.copies():
            engine = open_register(url)
            try:
                yield engine
            finally:
                engine.dispose()

    check(opened, story, Teller(claim, batch))
