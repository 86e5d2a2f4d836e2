"""Histories of a register, drawn at random: files of claims, withdrawals, grades and judgements, an evening each."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from shutil import copy, rmtree
from typing import Any

from hypothesis import strategies as st
from sqlalchemy import Engine, select
from sqlmodel import Session, col

from db.deciding.reviewing import hold, release
from db.drafts import GradeDraft, SourceDraft
from db.engine import open_register, writing
from db.ledger import describe_source, record
from db.models import Claim, Incident, Judgement
from db.upkeep import refresh_figures
from db.vocabulary import (
    Age,
    ClaimStatus,
    JudgementKind,
    Measure,
    Population,
    Quantifier,
    Reliability,
    Series,
    Sex,
)
from db.withdrawal import AlreadyWithdrawnError, withdraw
from tests.db.conftest import make_batch, make_claim

START = datetime(2024, 12, 2, 18, tzinfo=UTC)
SOURCES = ("Field office", "Monitor", "Radio")
INCIDENTS = ("strike", "shelling", "raid", "clash")
PLACES = {"SY07": "Idleb", "SY0700": "Idleb city", "SY02": "Aleppo", "SY": "Syria", None: "somewhere"}
DAYS = [date(2024, 11, 1) + timedelta(days=9 * n) for n in range(6)]


@dataclass(frozen=True)
class Said:
    """A claim of the claim that ``key`` names; ``changes`` as :func:`tests.db.conftest.make_claim` takes them."""

    key: str
    changes: dict[str, Any]


@dataclass(frozen=True)
class Judged:
    """A judgement of two incidents, by their places in :data:`INCIDENTS`; of a claim ``other`` is its place instead.

    A review is of the claim whose key has the place ``other`` among all.
    """

    kind: JudgementKind
    one: int
    other: int
    undone: bool


@dataclass(frozen=True)
class Graded:
    source: str
    measure: Measure | None
    reliability: Reliability


@dataclass(frozen=True)
class Withdrawn:
    batch: int


Step = tuple[Said, ...] | Judged | Graded | Withdrawn


def _in_words(said: str, low: int | None) -> dict[str, Any]:
    """What a claim says in a word that has a least, or in one that states no number at all."""
    quantifier = None if low is None else Quantifier.VAGUE
    return {"verbatim": said, "span": (0, len(said)), "low": low, "best": None, "high": None, "quantifier": quantifier}


_IN_WORDS = [
    *(_in_words(said, low) for said, low in (("dozens", 24), ("several", 2), ("several dozen", 24), ("مئات", 200))),
    *(_in_words(said, None) for said in ("civilian casualties", "deaths reported")),
]


@st.composite
def _saids(draw: st.DrawFn) -> Said:
    source = draw(st.sampled_from(SOURCES))
    series = draw(st.sampled_from([Series.INCIDENT] * 7 + [Series.CUMULATIVE, Series.STOCK, Series.PERIOD]))
    measure = draw(st.sampled_from([Measure.KILLED, Measure.KILLED, Measure.KILLED, Measure.INJURED]))
    since = draw(st.sampled_from(DAYS))
    best = draw(st.integers(0, 9))
    changes: dict[str, Any] = {
        "source": source,
        "series": series,
        "measure": measure,
        "best": best,
        "low": draw(st.sampled_from([best, best, max(best - 2, 0), None])),
        "high": draw(st.sampled_from([best, best, best, best + 3, best + 3, None])),
        "quantifier": draw(st.sampled_from([Quantifier.EXACT, Quantifier.AT_LEAST])),
        "population": draw(st.sampled_from([Population.CIVILIAN] * 4 + [Population.UNKNOWN])),
        "date_from": draw(st.sampled_from([since, since, since, None])),
        "date_to": since + timedelta(days=draw(st.sampled_from([0, 0, 3]))),
        "published": draw(st.sampled_from([None, DAYS[-1]])),
        "pcode": draw(st.sampled_from(list(PLACES))),
        "status": draw(st.sampled_from([ClaimStatus.ACTIVE] * 5 + [ClaimStatus.IN_REVIEW])),
        "attributed_to": draw(st.sampled_from([None, None, "army", "militia"])),
        "definition": draw(st.sampled_from([None, "as counted at the hospital", "as  Counted at the hospital"])),
    }
    changes["place"] = PLACES[changes["pcode"]]
    if series is Series.INCIDENT:
        changes["incident"] = draw(st.sampled_from(INCIDENTS))
    else:
        changes["speaks_of"] = draw(st.sampled_from(DAYS))
    if draw(st.booleans()) and draw(st.booleans()):
        changes["origin"] = draw(st.sampled_from([name for name in SOURCES if name != source]))
    if draw(st.integers(0, 3)) == 0:
        changes |= draw(st.sampled_from(_IN_WORDS))
    if draw(st.integers(0, 5)) == 0:
        changes |= {"sex": draw(st.sampled_from(list(Sex))), "age": draw(st.sampled_from(list(Age)))}
    key = f"{source}/{draw(st.integers(1, 12))}/{measure}"
    if draw(st.integers(0, 7)) == 0:
        key, changes["subset_of"] = f"{key}/part", key
    return Said(key, changes)


_files = st.lists(_saids(), min_size=5, max_size=12, unique_by=lambda said: said.key).map(tuple)
_KINDS = [JudgementKind.MERGE, JudgementKind.MERGE, JudgementKind.COVERS, JudgementKind.DISCOUNT]
_LINKED = "Monitor/1/killed"
_judged = st.builds(
    Judged,
    st.sampled_from([*_KINDS, JudgementKind.CONFIRM, JudgementKind.OVERRIDE, JudgementKind.LINK]),
    st.integers(0, 3),
    st.integers(0, 3),
    st.booleans(),
)
_denied = st.builds(
    Judged, st.just(JudgementKind.UNLINK), st.integers(0, 3), st.integers(0, 7), st.sampled_from([False, False, True])
)
_reviewed = st.builds(
    Judged, st.just(JudgementKind.REVIEW), st.just(0), st.integers(0, 30), st.sampled_from([False, False, True])
)
_graded = st.builds(
    Graded,
    st.sampled_from(SOURCES),
    st.sampled_from([None, Measure.KILLED]),
    st.sampled_from([Reliability.A, Reliability.C, Reliability.F]),
)
_withdrawn = st.builds(Withdrawn, st.integers(1, 4))
_later = st.one_of(
    *(_files, _files, _judged, _judged, _judged, _denied, _denied, _reviewed, _reviewed, _graded, _withdrawn)
)
histories = st.tuples(_files, st.lists(_later, min_size=1, max_size=6)).map(lambda drawn: (drawn[0], *drawn[1]))


def happen(engine: Engine, history: tuple[Step, ...]) -> Iterator[datetime]:
    """Let each step happen on an evening of its own, and give the moment after it."""
    for number, step in enumerate(history):
        now = START + timedelta(days=number)
        with writing(engine) as session:
            _do(session, step, now)
        yield now


def _do(session: Session, step: Step, now: datetime) -> None:
    if isinstance(step, tuple):
        record(session, make_batch(*(make_claim(said.key, **said.changes) for said in step)), now=now)
    elif isinstance(step, Graded):
        draft = GradeDraft(step.reliability, "desk", date(2024, 12, 1), f"{now}", measure=step.measure)
        describe_source(session, SourceDraft(step.source, grade=draft), now=now)
    elif isinstance(step, Withdrawn):
        try:
            withdraw(session, step.batch, by="Rana", reason="a mistake", now=now)
        except (ValueError, LookupError, AlreadyWithdrawnError):
            return
    elif step.kind is JudgementKind.REVIEW:
        _review(session, step, now)
    else:
        _judge(session, step, now)


def _judge(session: Session, step: Judged, now: datetime) -> None:
    """Judge or, where that was judged already, undo it."""
    ids = {code: number for code, number in session.execute(select(col(Incident.code), col(Incident.id)))}  # noqa: C416
    of_claim = step.kind is JudgementKind.UNLINK
    one, other = ids.get(INCIDENTS[step.one]), ids.get(INCIDENTS[step.one if of_claim else step.other])
    if one is None or other is None:
        return
    kind = step.kind
    pair = kind in {JudgementKind.MERGE, JudgementKind.COVERS}
    if pair and one == other:
        return
    held = select(Judgement).where(col(Judgement.kind) == kind, col(Judgement.undone_at).is_(None))
    found = list(session.scalars(held))
    if step.undone and found:
        found[0].undone_at = now
    elif any(_clashes(step, one, other, held) for held in found):
        return
    else:
        more: dict[str, Any] = {"other_id": other} if pair else {}
        if kind is JudgementKind.OVERRIDE:
            more = {"measure": Measure.KILLED, "population": Population.CIVILIAN, "low": 1, "best": 2, "high": 3}
        if kind is JudgementKind.LINK:
            more = {"claim_key": _LINKED}
        if kind is JudgementKind.UNLINK:
            key = _told_of(session, one, step.other)
            if any((held.claim_key, held.incident_id) == (key, one) for held in found):
                return
            more = {"claim_key": key}
        session.add(Judgement(kind=kind, incident_id=one, decided_by="Rana", reason="...", recorded_at=now, **more))
    session.flush()
    refresh_figures(session, ids.values(), now)


def _review(session: Session, step: Judged, now: datetime) -> None:
    """Hold a claim that stands back for review, or release the first one that is."""
    held = select(col(Judgement.claim_key)).where(
        col(Judgement.kind) == JudgementKind.REVIEW, col(Judgement.undone_at).is_(None)
    )
    keys = sorted(set(session.scalars(select(col(Claim.key)).where(col(Claim.superseded_at).is_(None)))))
    waiting = sorted(key for key in session.scalars(held) if key in keys)
    signed: dict[str, Any] = {"by": "Rana", "reason": "...", "now": now}
    if step.undone and waiting:
        release(session, waiting[0], **signed)
    elif keys and (key := keys[step.other % len(keys)]) not in waiting:
        hold(session, key, **signed)


def _told_of(session: Session, incident: int, number: int) -> str:
    """The key of a claim whose row names the incident; of number 0, or if there is none, that which links are of."""
    named = select(col(Claim.key)).where(col(Claim.incident_id) == incident, col(Claim.superseded_at).is_(None))
    keys = sorted(session.scalars(named))
    return keys[number % len(keys)] if keys and number else _LINKED


def _clashes(step: Judged, one: int, other: int, held: Judgement) -> bool:
    """Whether a judgement of this kind that stands leaves no room: an incident is merged once, a claim linked once."""
    merged = step.kind is JudgementKind.MERGE and (one == held.other_id or other in {held.other_id, held.incident_id})
    return merged or step.kind is JudgementKind.LINK


@contextmanager
def fresh(template: Path, folder: Path, numbers: Any = count()) -> Iterator[Engine]:  # noqa: B008  (counts on purpose)
    """An empty register on SQLite that is gone afterwards."""
    path = folder / f"{next(numbers)}.sqlite"
    engine = open_register(f"sqlite:///{copy(template, path)}")
    try:
        yield engine
    finally:
        engine.dispose()
        for left in folder.glob(f"{path.name}*"):
            rmtree(left) if left.is_dir() else left.unlink()
