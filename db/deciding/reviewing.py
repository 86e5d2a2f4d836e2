"""The ledger's verbs for claims that wait for a person: held back from all figures, and released into them again.

As those of :mod:`db.deciding.judging`: each runs inside one transaction and is kept with who judged and why. A hold
is no verdict: nobody has said that the claim is wrong.
"""

from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session, col

from db.clock import moment_of
from db.deciding.judging import counts_with, refresh, signed, undo
from db.judgements.refusals import JudgementError, Named
from db.models import Judgement
from db.vocabulary import JudgementKind


def hold(session: Session, key: str, *, by: str, reason: str, now: datetime | None = None) -> Judgement:
    """The claim is in review: it stays to be seen, and is in no figure until it is released."""
    signed(by, reason)
    about, _ = counts_with(session, key)
    if (found := _hold_of(session, key)) is not None:
        judged = Named(found.id or 0, found.kind, found.decided_by, found.recorded_at.date())
        raise JudgementError("said_already", judged=judged)
    now = now or moment_of(session)
    judgement = Judgement(
        kind=JudgementKind.REVIEW, claim_key=key, decided_by=by.strip(), reason=reason.strip(), recorded_at=now
    )
    session.add(judgement)
    session.flush()
    refresh(session, {about}, now)
    return judgement


def release(session: Session, key: str, *, by: str, reason: str, now: datetime | None = None) -> Judgement:
    """Somebody has looked at the claim: it counts again, as :func:`db.deciding.judging.undo` does with its hold."""
    signed(by, reason)
    found = _hold_of(session, key)
    if found is None:
        raise JudgementError("not_in_review", key=key)
    return undo(session, found.id or 0, by=by, reason=reason, now=now)


def _hold_of(session: Session, key: str) -> Judgement | None:
    of_claim = col(Judgement.claim_key) == key, col(Judgement.kind) == JudgementKind.REVIEW
    return session.scalar(select(Judgement).where(*of_claim, col(Judgement.undone_at).is_(None)))
