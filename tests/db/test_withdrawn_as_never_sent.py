"""Withdrawing batches leaves the answers of a register that they were never sent to, whatever came before and after."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from db.drafts import BatchDraft, ClaimDraft, Retraction
from db.engine import open_register, writing
from db.ledger import record
from db.vocabulary import ClaimStatus, RevisionReason, Series
from db.withdrawal import withdraw
from tests.conftest import PostgreSQL
from tests.tries import tries

START = datetime(2024, 12, 2, 18, tzinfo=UTC)
KEYS = ("office/1/killed", "office/2/killed", "monitor/1/killed")
PART = "/children"

MakeClaim = Callable[..., ClaimDraft]
MakeBatch = Callable[..., BatchDraft]
Answers = Callable[..., dict[str, Any]]
Open = Callable[[], Any]


@dataclass(frozen=True)
class Said:
    """What a file says of one claim; ``best`` None: it takes it back."""

    best: int | None
    part: int | None
    incident: str | None


@dataclass(frozen=True)
class Send:
    """Send a file, or an earlier one again."""

    file: int


@dataclass(frozen=True)
class TakeOut:
    """Withdraw the batch that this sending made."""

    sending: int


@dataclass
class Story:
    """Files, and what is done with them."""

    files: list[dict[str, Said]]
    steps: list[Send | TakeOut] = field(default_factory=list)


figures = st.builds(
    Said,
    best=st.integers(4, 5),
    part=st.sampled_from([None, None, 1, 2]),
    incident=st.sampled_from(["strike", "shelling", None]),
)
sayings = st.one_of(figures, figures, st.just(Said(None, None, None)))
files = st.dictionaries(st.sampled_from(KEYS), sayings, min_size=1)


@st.composite
def stories(draw: st.DrawFn) -> Story:
    """A few files, each sent once or, if it takes nothing back, again; some of their batches withdrawn."""
    story = Story(draw(st.lists(files, min_size=1, max_size=5)))
    for number in range(len(story.files)):
        story.steps.append(Send(number))
        sent = {step.file for step in story.steps if isinstance(step, Send)}
        again = [file for file in sorted(sent) if all(said.best is not None for said in story.files[file].values())]
        repeats: bool = draw(st.booleans())
        if again and repeats:
            story.steps.append(Send(draw(st.sampled_from(again))))
        if draw(st.booleans()):
            sendings = [at for at, step in enumerate(story.steps) if isinstance(step, Send)]
            story.steps.append(TakeOut(draw(st.sampled_from(sendings))))
    sendings = [at for at, step in enumerate(story.steps) if isinstance(step, Send)]
    story.steps.append(TakeOut(draw(st.sampled_from(sendings))))
    return story


class Teller:
    """Tells a story to registers."""

    def __init__(self, claim: MakeClaim, batch: MakeBatch) -> None:
        self._claim, self._batch = claim, batch

    def tell(self, engine: Engine, story: Story, *, without: frozenset[int] = frozenset()) -> frozenset[int]:
        """Do the steps of a story; the sendings ``without`` are left out.

        Returns the sendings whose batch was withdrawn, and those that were answered with that batch.
        """
        answered: dict[int, int] = {}
        withdrawn: set[int] = set()
        for at, step in enumerate(story.steps):
            now = START + timedelta(days=at)
            with writing(engine) as session:
                if isinstance(step, Send) and at not in without:
                    told = record(session, self._file(story.files[step.file]), now=now)
                    answered[at] = told.batch or told.earlier or 0
                elif isinstance(step, TakeOut) and (taken := answered.get(step.sending)) and taken not in withdrawn:
                    withdraw(session, taken, by="Rana", reason="a mistake", now=now)
                    withdrawn.add(taken)
        return frozenset(at for at, batch in answered.items() if batch in withdrawn)

    def _file(self, file: dict[str, Said]) -> BatchDraft:
        claims = [claim for key, said in file.items() if said.best is not None for claim in self._claims(key, said)]
        back = tuple(key for key, said in file.items() if said.best is None)
        taken = [Retraction(9, back, RevisionReason.RETRACTION)] if back else []
        return self._batch(*claims, retractions=taken, sha256=sha256(repr(sorted(file.items())).encode()).hexdigest())

    def _claims(self, key: str, said: Said) -> Iterator[ClaimDraft]:
        words = f"{said.best}" if said.part is None else f"{said.best} ({said.part} children)"
        kind: dict[str, Any] = {"source": key.partition("/")[0], "verbatim": words}
        if said.incident is None:
            kind |= {"series": Series.CUMULATIVE, "speaks_of": date(2024, 12, 1)}
        else:
            kind |= {"incident": said.incident}
        yield self._claim(key, best=said.best, **kind)
        if said.part is not None:
            yield self._claim(key + PART, best=said.part, subset_of=key, **kind)


def _told(answers: dict[str, Any]) -> dict[str, Any]:
    """The answers but for the log: which version and batch says it since when, and how often a source was revised."""
    log: dict[str, Any] = {"version": 0, "batch": 0, "recorded_at": None, "superseded_at": None}
    log |= {"revision_reason": None, "restored": False}
    return {
        "standing": replace(answers["standing"], data_version=""),
        "claims": [replace(claim, **log) for claim in answers["claims"]],
        "incidents": answers["incidents"],
        "sources": [replace(source, revised=0) for source in answers["sources"]],
        "totals": answers["totals by None"],
        "months": answers["totals by month"],
    }


def _check(opened: Open, story: Story, teller: Teller, answers: Answers) -> None:
    with opened() as engine, opened() as other:
        withdrawn = teller.tell(engine, story)
        teller.tell(other, replace(story, steps=_sent(story)), without=withdrawn)
        assert _told(answers(engine)) == _told(answers(other))
        assert all(claim.status is ClaimStatus.ACTIVE for claim in answers(engine)["claims"])


def _sent(story: Story) -> list[Send | TakeOut]:
    """The steps, without a withdrawal: one of a sending that never was changes nothing."""
    return [step if isinstance(step, Send) else TakeOut(-1) for step in story.steps]


MANY = {"deadline": None, "suppress_health_check": [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]}


@settings(max_examples=tries(20), **MANY)  # type: ignore[arg-type]
@given(story=stories())
def test_a_withdrawn_batch_leaves_the_answers_of_a_register_that_never_had_it(
    story: Story, sqlite_template: Path, tmp_path: Path, claim: MakeClaim, batch: MakeBatch, answers: Answers
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

    _check(opened, story, Teller(claim, batch), answers)


@settings(max_examples=tries(6), **MANY)  # type: ignore[arg-type]
@given(story=stories())
def test_so_it_is_on_postgresql(
    story: Story, postgresql_server: PostgreSQL, claim: MakeClaim, batch: MakeBatch, answers: Answers
) -> None:
    @contextmanager
    def opened() -> Iterator[Engine]:
        for url in postgresql_server.copies():
            engine = open_register(url)
            try:
                yield engine
            finally:
                engine.dispose()

    _check(opened, story, Teller(claim, batch), answers)
