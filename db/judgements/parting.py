"""Verdicts of a person on an event as a whole, and what becomes of them when the event turns out to be two.

A figure that was set, a setting aside, a confirmation: each was judged with all before one's eyes that was merged by
then. So it ends with the merge that it rests on, and a rule does not take back a merge that a verdict rests on.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlmodel import Session, col

from db.judgements.standing import Judged, Standing, standing
from db.judgements.undoing import undone
from db.models import Judgement
from db.vocabulary import JudgementKind

VERDICTS: Final = (JudgementKind.OVERRIDE, JudgementKind.DISCOUNT, JudgementKind.CONFIRM)
"""Kinds that are of one event."""

_CHANGING: Final = (JudgementKind.OVERRIDE, JudgementKind.DISCOUNT)
"""Those of them that change what an event counts."""


def end_verdicts(session: Session, held: Standing, merge: Judged, *, by: str, reason: str, now: datetime) -> set[int]:
    """Undo the verdicts that rest on a merge, which is about to end; the incidents that are to be reconciled anew.

    ``held`` is what stands between incidents while the merge still does.
    """
    event = held.members(merge.incident)
    for verdict in _standing(session):
        if verdict.incident_id in event and (verdict.id or 0) > merge.id:
            verdict.undone_at, verdict.undone_reason = now, undone("parted", by=by.strip(), why=reason.strip())
    return event


def ended_with(session: Session, judgement: Judgement) -> Sequence[Judgement]:
    """The verdicts that ended in the moment in which a judgement was made, or undone."""
    if judgement.kind not in (JudgementKind.DISTINCT, JudgementKind.MERGE):
        return ()
    moment = judgement.undone_at or judgement.recorded_at
    ended = select(Judgement).where(col(Judgement.kind).in_(VERDICTS), col(Judgement.undone_at) == moment)
    return session.scalars(ended.order_by(col(Judgement.id))).all()


def rested_on(session: Session, judged: Sequence[Judged]) -> frozenset[int]:
    """The numbers of the merges, of those that stand, on which somebody's verdict rests."""
    verdicts = [(verdict.incident_id or 0, verdict.id or 0) for verdict in _standing(session)]
    if not verdicts:
        return frozenset()
    held = Standing(judged)
    newest: dict[int, int] = {}
    for incident, number in verdicts:
        root = held.root(incident)
        newest[root] = max(newest.get(root, 0), number)
    merges = (one for one in judged if one.kind is JudgementKind.MERGE)
    return frozenset(one.id for one in merges if one.id < newest.get(held.root(one.incident), 0))


def judged_alone(session: Session) -> frozenset[int]:
    """The ids of the incidents of which a verdict that changes sums stands: a figure that was set, a setting aside.

    What is merged with one of them counts as it does, so that no rule decides it.
    """
    return frozenset(one.incident_id or 0 for one in _standing(session) if one.kind in _CHANGING)


def holding_now(session: Session, judgement: Judgement) -> Sequence[Judgement]:
    """The verdicts that are of the whole event since a merge, whatever part of it they were made of."""
    if judgement.kind is not JudgementKind.MERGE or judgement.undone_at is not None:
        return []
    event = Standing(standing(session)).members(judgement.incident_id or 0)
    return [one for one in _standing(session) if one.incident_id in event]


def _standing(session: Session) -> Sequence[Judgement]:
    return session.scalars(
        select(Judgement).where(col(Judgement.kind).in_(VERDICTS), col(Judgement.undone_at).is_(None))
    ).all()
